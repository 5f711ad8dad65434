package io.github.posttlslint.run;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.rule.FormerRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings that are accepted because they were there before: one line each, {@code RULE SETUP FILE
 * FINGERPRINT} with tabs between, sorted. A finding is known again by its {@linkplain
 * Fingerprints#content content}, wherever it has moved in its file; two equal findings need two
 * lines.
 */
public final class Baseline {

  /** The first line of the file. */
  static final String HEAD = "# posttls-lint baseline 1";

  /** Characters of a line that a message quotes. */
  private static final int SHOWN = 200;

  private static final String REASON = "in the baseline";
  private static final String FORM =
      "expected a rule, a set-up, a file and a fingerprint of 32 hexadecimal digits, with tabs"
          + " between";

  private final Map<String, Deque<Integer>> lines = new HashMap<>();
  private final List<String> used = new ArrayList<>();

  private Baseline() {}

  /** A file that is no baseline; the message says where and why. */
  public static final class MalformedException extends Exception {
    MalformedException(int line, String message) {
      super("line " + line + ": " + message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws MalformedException if it is none that {@link #text} has made
   */
  public static Baseline read(String text) throws MalformedException {
    Baseline baseline = new Baseline();
    int number = 0;
    Iterator<String> all = text.lines().iterator();
    while (all.hasNext()) {
      String line = all.next();
      number++;
      if (number > Limits.BASELINE_LINES) {
        throw new MalformedException(number, "more than " + Limits.BASELINE_LINES + " lines");
      }
      if (number == 1 && !line.equals(HEAD)) {
        throw new MalformedException(1, "expected '" + HEAD + "'; this is not a baseline");
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        if (!isEntry(line)) {
          throw new MalformedException(number, "found '" + beginning(line) + "'; " + FORM);
        }
        baseline.lines.computeIfAbsent(line, key -> new ArrayDeque<>(1)).add(number);
      }
    }
    if (number == 0) {
      throw new MalformedException(1, "the file is empty; expected '" + HEAD + "'");
    }
    return baseline;
  }

  private static String beginning(String line) {
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }

  private static boolean isEntry(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 4 || fields[3].length() != 32) {
      return false;
    }
    for (int i = 0; i < 32; i++) {
      if (Character.digit(fields[3].charAt(i), 16) < 0) {
        return false;
      }
    }
    return !fields[0].isEmpty();
  }

  /**
   * The lines of a setup's findings, silenced ones not among them.
   *
   * @param setup the setup's name in the file, see {@link #apply}
   */
  public static List<String> entries(SetupReport report, String setup) {
    List<String> entries = new ArrayList<>();
    for (Finding finding : report.findings()) {
      entries.add(entry(report, finding, setup));
    }
    return entries;
  }

  /** The text of a file of these lines, in any order. */
  public static String text(List<String> entries) {
    List<String> sorted = new ArrayList<>(entries);
    Collections.sort(sorted);
    StringBuilder out = new StringBuilder(HEAD).append('\n');
    sorted.forEach(entry -> out.append(entry).append('\n'));
    return out.toString();
  }

  /**
   * Takes the known findings out of a report. Each line of the file is good for one finding.
   *
   * @param setup the setup's name in the file: its directory relative to the file's
   * @param file the baseline file as reports name it
   */
  public SetupReport apply(SetupReport report, String setup, String file) {
    List<Finding> fresh = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>(report.suppressed());
    for (Finding finding : report.findings()) {
      Integer line = take(report, finding, setup);
      if (line == null) {
        fresh.add(finding);
      } else {
        Span where = new Span(file, line, 1, line, 1);
        suppressed.add(new Suppressed(finding, where, REASON, false));
      }
    }
    return report.with(fresh, suppressed);
  }

  /** A line for a finding, also one by a former id of its rule. */
  private @Nullable Integer take(SetupReport report, Finding finding, String setup) {
    Integer line = take(entry(report, finding, setup));
    if (line == null) {
      for (String former : FormerRules.before(finding.rule().id())) {
        line = line == null ? take(entry(report, finding, setup, former)) : line;
      }
    }
    return line;
  }

  private @Nullable Integer take(String entry) {
    Deque<Integer> left = lines.get(entry);
    Integer line = left == null ? null : left.poll();
    if (line != null) {
      used.add(entry);
    }
    return line;
  }

  /** All lines of the file, in any order, that {@link #apply} has not taken yet. */
  public List<String> left() {
    return left(List.of(), false);
  }

  /** The lines that a finding was there for. */
  public List<String> used() {
    return List.copyOf(used);
  }

  /**
   * The lines that no finding was there for.
   *
   * @param setups names of the setups that were judged
   * @param judged whether to list lines of these setups, or those of all others
   */
  public List<String> left(List<String> setups, boolean judged) {
    List<String> left = new ArrayList<>();
    Set<String> names = new HashSet<>(setups);
    lines.forEach(
        (entry, numbers) -> {
          if (names.contains(entry.split("\t", -1)[1]) == judged) {
            left.addAll(Collections.nCopies(numbers.size(), entry));
          }
        });
    return left;
  }

  private static String entry(SetupReport report, Finding finding, String setup) {
    return entry(report, finding, setup, finding.rule().id());
  }

  private static String entry(SetupReport report, Finding finding, String setup, String rule) {
    String directory = report.setup().directory();
    return rule
        + '\t'
        + plain(setup)
        + '\t'
        + plain(Fingerprints.within(directory, finding.span().file()))
        + '\t'
        + Fingerprints.content(directory, finding, rule, report.sources());
  }

  /** A name without the characters that would break a line or do harm where it is shown. */
  private static String plain(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      out.appendCodePoint(isPlain(Character.getType(c)) ? c : '?');
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isPlain(int type) {
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
