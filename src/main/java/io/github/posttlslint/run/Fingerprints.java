package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.Hash;
import io.github.posttlslint.run.Report.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names for findings that outlive edits elsewhere in the file: made of rule, file, parameter and
 * the offending text, not of line numbers, the message's wording or the services, of which there
 * may soon be one more. Baselines and report consumers know a finding again by it.
 */
public final class Fingerprints {
  /** Bytes of the SHA-256 digest that are kept. */
  private static final int LENGTH = 16;

  private Fingerprints() {}

  /**
   * The fingerprints of a setup's findings.
   *
   * @param directory the setup's directory, which does not enter the fingerprints
   * @param findings all findings, suppressed ones too, sorted by place: where two are alike, the
   *     second one's fingerprint ends in {@code -2}, and so on
   * @param sources the text
   * @return one per finding, in the same order: 32 hexadecimal digits and perhaps a number
   */
  public static List<String> of(String directory, List<Finding> findings, Sources sources) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> fingerprints = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      String digest = content(directory, finding, sources);
      int count = seen.merge(digest, 1, Integer::sum);
      fingerprints.add(count == 1 ? digest : digest + "-" + count);
    }
    return fingerprints;
  }

  /** The same for one finding, equal for findings that are alike: 32 hexadecimal digits. */
  public static String content(String directory, Finding finding, Sources sources) {
    return content(directory, finding, finding.rule().id(), sources);
  }

  /** The same as if the finding were a rule's of another id. */
  static String content(String directory, Finding finding, String rule, Sources sources) {
    return hash(key(directory, finding, rule, sources));
  }

  /** The first half of the text's SHA-256 digest, in hexadecimal. */
  public static String hash(String text) {
    byte[] digest = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, LENGTH);
  }

  /** A file's name without that of the setup's directory before it. */
  static String within(String directory, String file) {
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
  }

  private static String key(String directory, Finding finding, String rule, Sources sources) {
    StringBuilder key = new StringBuilder("v1\n");
    key.append(rule).append('\n');
    key.append(within(directory, finding.span().file())).append('\n');
    key.append(finding.parameter() == null ? "" : finding.parameter()).append('\n');
    appendText(key, finding.span(), sources);
    return key.toString();
  }

  /** The text of the span with every run of blanks and line ends as one space. */
  private static void appendText(StringBuilder key, Span span, Sources sources) {
    boolean space = false;
    for (int number = span.startLine(); number <= span.endLine(); number++) {
      String line = sources.line(span.file(), number);
      if (line == null) {
        return;
      }
      int first = sources.column(span.file(), number, span.startColumn()) - 1;
      int last = sources.column(span.file(), number, span.endColumn()) - 1;
      int start = number == span.startLine() ? Math.min(first, line.length()) : 0;
      int end = number == span.endLine() ? Math.min(last, line.length()) : line.length();
      for (int i = start; i < end; i++) {
        char c = line.charAt(i);
        if (c == ' ' || c == '\t' || c == '\r') {
          space = true;
        } else {
          key.append(space ? " " : "").append(c);
          space = false;
        }
      }
      space = true;
    }
  }
}
