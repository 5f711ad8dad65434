package io.github.posttlslint.model.written;

import org.jspecify.annotations.Nullable;

/**
 * Characters that word processors and web pages put in the place of ASCII ones. Postfix takes them
 * for a part of the word.
 */
final class Lookalikes {

  private Lookalikes() {}

  /** The first one, such as {@code U+2013 EN DASH}; null if there is none. */
  static @Nullable String first(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f && isLookalike(c)) {
        return shown(c);
      }
    }
    return null;
  }

  /** The text with the characters of ASCII that are meant; quotation marks are left out. */
  static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x7f || !isLookalike(c)) {
        out.append(c);
      } else if (isDash(c)) {
        out.append('-');
      } else if (c >= '\uFF01' && c <= '\uFF5E') {
        out.append((char) (c - '\uFF01' + '!'));
      } else if (Character.isSpaceChar(c)) {
        out.append(' ');
      }
    }
    return out.toString().strip();
  }

  /** Whether it is a dash or a minus sign that is not ASCII. */
  static boolean isDash(char c) {
    return (c >= '\u2010' && c <= '\u2015') || c == '\u2212' || c == '\uFE63' || c == '\uFF0D';
  }

  private static boolean isLookalike(char c) {
    boolean quote = (c >= '\u2018' && c <= '\u201F') || c == '\u00AB' || c == '\u00BB';
    boolean space = c == '\u00A0' || (c >= '\u2000' && c <= '\u200D') || c == '\u202F';
    boolean invisible = c == '\u00AD' || c == '\u2060' || c == '\u3000' || c == '\uFEFF';
    boolean fullWidth = c >= '\uFF01' && c <= '\uFF5E';
    return isDash(c) || quote || space || invisible || fullWidth;
  }

  private static String shown(char c) {
    String hex = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "U+" + "0".repeat(4 - hex.length()) + hex + " " + Character.getName(c);
  }
}
