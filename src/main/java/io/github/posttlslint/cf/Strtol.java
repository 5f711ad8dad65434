package io.github.posttlslint.cf;

/**
 * The number at the start of a text, as C's strtol reads it in base 10: after white space and a
 * sign, as many digits as there are.
 *
 * @param value the number; 0 if there are no digits; meaningless if out of range
 * @param end index after the last digit; the start of the text if there are no digits
 * @param outOfRange does the number not fit 64 bits?
 */
public record Strtol(long value, int end, boolean outOfRange) {

  /** Reads the number that begins here. */
  public static Strtol parse(String text, int start) {
    int at = start;
    while (at < text.length() && Chars.isSpace(text.charAt(at))) {
      at++;
    }
    boolean negative = false;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      negative = text.charAt(at++) == '-';
    }
    int digits = at;
    long value = 0;
    boolean outOfRange = false;
    for (; at < text.length() && Chars.isDigit(text.charAt(at)); at++) {
      int digit = text.charAt(at) - '0';
      // counted downwards, for there is one more negative number than positive ones
      outOfRange |= value < (Long.MIN_VALUE + digit) / 10;
      value = value * 10 - digit;
    }
    outOfRange |= !negative && value == Long.MIN_VALUE;
    return at == digits
        ? new Strtol(0, start, false)
        : new Strtol(negative ? value : -value, at, outOfRange);
  }
}
