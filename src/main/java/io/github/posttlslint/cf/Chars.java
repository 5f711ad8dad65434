package io.github.posttlslint.cf;

/** The character classes of Postfix's readers; no character above 0x7f is in any of them. */
public final class Chars {

  private Chars() {}

  /** C's {@code isspace}: what is trimmed from lines and values. */
  public static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Postfix's {@code CHARS_SPACE}: what separates words of master.cf and of expressions. */
  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** What a parameter name after {@code $} can consist of. */
  public static boolean isName(char c) {
    return isAlphanumeric(c) || c == '_';
  }

  /** ASCII letters and digits. */
  public static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  /** ASCII digits. */
  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** C's {@code alldig}: one or more digits and nothing else. */
  public static boolean allDigits(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (!isDigit(s.charAt(i))) {
        return false;
      }
    }
    return !s.isEmpty();
  }
}
