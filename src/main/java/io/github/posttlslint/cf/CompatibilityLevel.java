package io.github.posttlslint.cf;

import org.jspecify.annotations.Nullable;

/**
 * A compatibility level, {@code major[.minor[.patch]]} (COMPATIBILITY_README, as of Postfix 3.6).
 */
public record CompatibilityLevel(long major, int minor, int patch)
    implements Comparable<CompatibilityLevel> {

  private static final int MAX_PART = 1023;

  /** Reads a level; null for a text that Postfix 3.6 and later call malformed. */
  public static @Nullable CompatibilityLevel parse(String text) {
    long[] parts = new long[3];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int dot = text.indexOf('.', from);
      int end = dot < 0 || i == 2 ? text.length() : dot;
      long part = number(text.substring(from, end));
      if (part < 0 || (i > 0 && part > MAX_PART)) {
        return null;
      }
      parts[i] = part;
      if (end == text.length()) {
        return new CompatibilityLevel(parts[0], (int) parts[1], (int) parts[2]);
      }
      from = end + 1;
    }
    return null;
  }

  /** Digits after white space and a sign, which {@code strtol()} skips; -1 for all else. */
  private static long number(String text) {
    int from = 0;
    while (from < text.length() && Chars.isSpace(text.charAt(from))) {
      from++;
    }
    if (from < text.length() && text.charAt(from) == '+') {
      from++;
    }
    String digits = text.substring(from);
    return Chars.allDigits(digits) && digits.length() <= 12 ? Long.parseLong(digits) : -1;
  }

  @Override
  public int compareTo(CompatibilityLevel other) {
    int c = Long.compare(major, other.major);
    c = c != 0 ? c : Integer.compare(minor, other.minor);
    return c != 0 ? c : Integer.compare(patch, other.patch);
  }
}
