package io.github.posttlslint.zone.read;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.zone.read.Faults.Fault;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.TextParseException;

/**
 * The numbers of a line {@code $GENERATE}, and how words have them (BIND 9 Administrator Reference
 * Manual, "The $GENERATE Directive"): {@code $}, or {@code ${OFFSET,WIDTH,BASE}}.
 */
record Generation(long first, long last, long step) {

  /** Of {@code 1-20/2}. */
  static Generation of(String word) throws TextParseException {
    int dash = word.indexOf('-');
    int slash = word.indexOf('/');
    try {
      long first = Integer.parseInt(word.substring(0, Math.max(0, dash)));
      long last = Integer.parseInt(word.substring(dash + 1, slash < 0 ? word.length() : slash));
      long step = slash < 0 ? 1 : Integer.parseInt(word.substring(slash + 1));
      if (first >= 0 && first <= last && step > 0) {
        return new Generation(first, last, step);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Fault("it has no range of numbers such as 1-20");
  }

  long count() {
    return (last - first) / step + 1;
  }

  /** A word for one of the numbers. */
  static String word(String pattern, long number) throws TextParseException {
    StringBuilder made = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\' && at + 1 < pattern.length()) {
        made.append(c).append(pattern.charAt(++at));
      } else if (c != '$') {
        made.append(c);
      } else if (pattern.startsWith("$$", at)) {
        made.append('$');
        at++;
      } else if (pattern.startsWith("${", at)) {
        int end = pattern.indexOf('}', at);
        made.append(number(end < 0 ? null : pattern.substring(at + 2, end), number));
        at = end;
      } else {
        made.append(number);
      }
      if (made.length() > Limits.ZONE_GENERATED_WORD) {
        throw new Fault("it generates words that are too long");
      }
    }
    return made.toString();
  }

  /** As the words between braces say. */
  private static String number(@Nullable String how, long number) throws TextParseException {
    String[] parts = how == null ? new String[0] : how.split(",", -1);
    try {
      if (parts.length >= 1 && parts.length <= 3) {
        long moved = number + Integer.parseInt(parts[0]);
        int width = parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
        String base = parts.length < 3 ? "d" : parts[2];
        if (width >= 0 && width <= Limits.ZONE_GENERATED_WORD) {
          return number(moved, width, base);
        }
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Fault("what stands in ${} is not OFFSET,WIDTH,BASE");
  }

  private static String number(long number, int width, String base) throws TextParseException {
    return switch (base) {
      case "d" -> padded(Long.toString(number), width);
      case "o" -> padded(Long.toOctalString(number), width);
      case "x" -> padded(Long.toHexString(number), width);
      case "X" -> padded(Long.toHexString(number).toUpperCase(Locale.ROOT), width);
      case "n" -> nibbles(Long.toHexString(number), width);
      case "N" -> nibbles(Long.toHexString(number).toUpperCase(Locale.ROOT), width);
      default -> throw new Fault("numbers have the bases d, o, x, X, n and N");
    };
  }

  private static String padded(String digits, int width) {
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** The last digit first, with dots, which the width counts and ends with if it is even. */
  private static String nibbles(String digits, int width) {
    StringBuilder made = new StringBuilder();
    for (int i = digits.length() - 1; i >= 0 || made.length() < width; i--) {
      made.append(i >= 0 ? digits.charAt(i) : '0');
      if (i > 0 || made.length() < width) {
        made.append('.');
      }
    }
    return made.toString();
  }
}
