package io.github.posttlslint.report;

import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.secret.Hidden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hashes by which GitHub knows lines again: {@code primaryLocationLineHash}, as its upload
 * action computes them. A hash covers the line's first hundred characters and those that follow,
 * blanks left out, so that moved lines keep it; equal ones in a file are numbered.
 */
final class LineHashes {
  /** How many characters a hash covers. */
  private static final int WINDOW = 100;

  private static final long MULTIPLIER = 37;

  /** Stands for the end of the file; no UTF-16 text holds it. */
  private static final char END = '\uFFFF';

  private final Sources sources;
  private final Map<String, List<@Nullable String>> files = new HashMap<>();

  LineHashes(Sources sources) {
    this.sources = sources;
  }

  /**
   * The hash of a line.
   *
   * @return null where the text of the line is not at hand, or is not what the file holds because
   *     secrets were taken out
   */
  @Nullable String of(String file, int line) {
    List<@Nullable String> hashes = files.get(file);
    if (hashes == null) {
      String text = text(file);
      hashes = text == null ? List.of() : hashes(text);
      files.put(file, hashes);
    }
    return line <= hashes.size() ? hashes.get(line - 1) : null;
  }

  /** The file's text, hidden lines replaced; null where nothing of it may be shown. */
  private @Nullable String text(String file) {
    StringBuilder text = new StringBuilder();
    for (int number = 1; ; number++) {
      String line = sources.line(file, number);
      if (line == null && sources.line(file, number + 1) != null) {
        line = Hidden.MARK;
      }
      if (line == null) {
        return number == 1 ? null : text.toString();
      }
      text.append(number == 1 ? "" : "\n").append(line);
    }
  }

  /** The hashes of all lines of a text, in order. */
  static List<@Nullable String> hashes(String text) {
    String kept = squeeze(text);
    List<@Nullable String> hashes = new ArrayList<>();
    Map<Long, Integer> seen = new HashMap<>();
    int start = 0;
    while (start < kept.length()) {
      long hash = 0;
      for (int i = start; i < start + WINDOW; i++) {
        hash = hash * MULTIPLIER + (i < kept.length() ? kept.charAt(i) : 0);
      }
      int count = seen.merge(hash, 1, Integer::sum);
      int end = Math.min(start + WINDOW + Hidden.MARK.length(), kept.length());
      boolean altered = kept.substring(start, end).contains(Hidden.MARK);
      hashes.add(altered ? null : Long.toHexString(hash) + ":" + count);
      int lineEnd = kept.indexOf('\n', start);
      start = lineEnd < 0 ? kept.length() : lineEnd + 1;
    }
    return hashes;
  }

  /** The text without blanks, its line ends as line feeds, and the end marked. */
  private static String squeeze(String text) {
    StringBuilder kept = new StringBuilder(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        boolean pair = i + 1 < text.length() && text.charAt(i + 1) == '\n';
        kept.append(pair ? "" : "\n");
      } else if (c != ' ' && c != '\t') {
        kept.append(c);
      }
    }
    return kept.append(END).toString();
  }
}
