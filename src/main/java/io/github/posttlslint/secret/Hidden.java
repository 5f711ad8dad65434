package io.github.posttlslint.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part of a text that may not be shown.
 *
 * @param start index of its first character
 * @param end index after its last one
 * @param reason why, as part of a sentence
 */
public record Hidden(int start, int end, String reason) implements Comparable<Hidden> {

  /** Stands where a secret was. */
  public static final String MARK = "[REDACTED]";

  /** Why a value of a table is hidden. */
  public static final String UNFIT = "no value of such a table looks like that";

  static final String TABLE = "a table of passwords is written here";
  static final String NAMED = "it stands behind a word for a password";
  static final String ADDRESS = "a password stands before @";
  static final String ENCODED = "it is as long as a key";
  static final String FOREIGN = "it is not a setting of Postfix and may be a password";
  static final String ENVIRONMENT = "it is a value for the environment of programs";
  static final String COMMENT = "a word for a password stands before it";
  static final String PAIR = "it stands where a password stands behind a user";
  static final String BEHIND = "a password may stand behind the host";

  /** By place. */
  @Override
  public int compareTo(Hidden other) {
    int order = Integer.compare(start, other.start);
    return order == 0 ? Integer.compare(end, other.end) : order;
  }

  /** Whether it stands in a line of comment, which sets nothing. */
  public boolean isOfComment() {
    return reason.equals(COMMENT);
  }

  /** The same part of a longer text. */
  Hidden moved(int by) {
    return new Hidden(start + by, end + by, reason);
  }

  /** A text with a mark in place of each part; parts may overlap. */
  public static String mask(String text, List<Hidden> parts) {
    if (parts.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Hidden part : joined(parts)) {
      out.append(text, at, part.start()).append(MARK);
      at = part.end();
    }
    return out.append(text, at, text.length()).toString();
  }

  /**
   * Where a place of a text is after {@link #mask}; of a place inside a part the end of its mark.
   */
  static int place(int index, List<Hidden> parts) {
    int shift = 0;
    for (Hidden part : joined(parts)) {
      int length = part.end() - part.start();
      if (index <= part.start()) {
        return index + shift;
      }
      if (index < part.end()) {
        return part.start() + shift + MARK.length();
      }
      shift += MARK.length() - length;
    }
    return index + shift;
  }

  /** In order, those that overlap or touch as one. */
  static List<Hidden> joined(List<Hidden> parts) {
    List<Hidden> sorted = new ArrayList<>(parts);
    Collections.sort(sorted);
    List<Hidden> joined = new ArrayList<>();
    for (Hidden part : sorted) {
      Hidden last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && part.start() <= last.end()) {
        int end = Math.max(last.end(), part.end());
        joined.set(joined.size() - 1, new Hidden(last.start(), end, last.reason()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }
}
