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

  /** Whether it is a dash or a minus sign that is not ASCII. */
  static boolean isDash(char c) {
    return (c >= '\u2010' && c <= '\u2015') || c == '\u2212' || c == '\uFE63' || c == '\uFF0D';
  }

  /** A text with what was meant in the place of lookalikes. */
  static String replaced(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(isLookalike(c) ? meant(c) : String.valueOf(c));
    }
    return out.toString();
  }

  private static String meant(char c) {
    if (isDash(c)) {
      return "-";
    }
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return String.valueOf((char) (c - '\uFF01' + '!'));
    }
    if (c == '\u201C' || c == '\u201D' || c == '\u201E' || c == '\u201F') {
      return "\"";
    }
    boolean quote = (c >= '\u2018' && c <= '\u201B') || c == '\u00AB' || c == '\u00BB';
    boolean nothing = (c >= '\u200B' && c <= '\u200D') || "\u00AD\u2060\uFEFF".indexOf(c) >= 0;
    return quote ? "'" : nothing ? "" : " ";
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
