package io.github.posttlslint.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of strangers made fit to be shown: it may hold anything. These are the rules of all reports
 * and messages; {@link Sink} holds what is printed to them.
 */
public final class Characters {
  /** Stands for a character that must not be shown. */
  static final char REPLACEMENT = '\uFFFD';

  /**
   * First and last code points of blocks two terminal columns wide (Unicode's East Asian Width).
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x2614, 0x2615, 0x2648, 0x2653, 0x26A1, 0x26A1,
    0x2705, 0x2705, 0x274C, 0x274C, 0x2753, 0x2757, 0x2795, 0x2797, 0x2E80, 0x303E, 0x3041, 0xA4CF,
    0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
    0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E,
    0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
    0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8,
    0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F567, 0x1F57A,
    0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC,
    0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
    0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947,
    0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private Characters() {}

  /**
   * The text with every control character, text direction mark, tag and broken surrogate replaced
   * by a visible sign, so that a configuration cannot drive a terminal, reorder a report or hide
   * words in it. Tabs and the number of UTF-16 units stay, hence also columns.
   */
  static String visible(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (; i < out.length(); i++) {
      char c = out.charAt(i);
      if (!isPlain(c)) {
        if (isPair(out, i)) {
          if (isTag(c)) {
            out.setCharAt(i, REPLACEMENT);
            out.setCharAt(i + 1, REPLACEMENT);
          }
          i++;
        } else {
          out.setCharAt(i, sign(c));
        }
      }
    }
    return out.toString();
  }

  /** A name, of a file say, on one line; blanks stay, for they are part of it. */
  public static String name(String text) {
    return visible(text).replace('\t', sign('\t'));
  }

  /** The same, with line ends and tabs as single spaces: for text that has to stay on one line. */
  static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        space = true;
      } else {
        if (space && out.length() > 0) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return visible(out.toString());
  }

  private static boolean isPlain(char c) {
    return (c >= ' ' && c < 0x7F)
        || c == '\t'
        || (c > 0xA0 && !isHidden(c) && !Character.isSurrogate(c));
  }

  /** What stands for a character that may not be shown itself. */
  static char sign(char c) {
    if (c < ' ') {
      return (char) (0x2400 + c);
    }
    return c == 0x7F ? '\u2421' : c == 0xA0 ? ' ' : REPLACEMENT;
  }

  /**
   * Whether a character that is no half of a pair drives terminals, turns text around or ends lines
   * for some readers: other than line feeds and tabs, no output has it.
   */
  static boolean isHarmful(char c) {
    return (c < ' ' && c != '\n' && c != '\t')
        || (c >= 0x7F && c < 0xA0)
        || c == 0x61C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x206F)
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || c >= 0xFFFE;
  }

  /** Whether a surrogate pair begins there. */
  static boolean isPair(CharSequence text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** Whether the pair that begins so is of plane 14: tags and selectors, which nothing shows. */
  static boolean isTag(char high) {
    return high >= 0xDB40 && high <= 0xDB7F;
  }

  /** What harms, and characters without any width that joins nothing. */
  private static boolean isHidden(char c) {
    return isHarmful(c)
        || c == 0xAD
        || c == 0x34F
        || c == 0x115F
        || c == 0x1160
        || c == 0x180E
        || c == 0x200B
        || (c >= 0x2060 && c <= 0x2065)
        || c == 0x3164
        || c == 0xFEFF
        || c == 0xFFA0;
  }

  /** Terminal columns of a code point: 0, 1 or 2. */
  static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
      if (codePoint <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** Terminal columns of a text without tabs. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      width += width(codePoint);
      i += Character.charCount(codePoint);
    }
    return width;
  }

  /**
   * Breaks a text at its spaces. Words longer than a line stay whole, so that names can be copied.
   *
   * @param text one line
   * @param width columns of a line; 0 for no limit
   * @param first columns already taken on the first line
   * @param indent columns to be put before each further line
   */
  static List<String> wrap(String text, int width, int first, int indent) {
    List<String> lines = new ArrayList<>();
    if (width == 0) {
      lines.add(text);
      return lines;
    }
    StringBuilder line = new StringBuilder();
    int used = first;
    int start = 0;
    while (start <= text.length()) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      String word = text.substring(start, end);
      int columns = width(word);
      boolean isFirst = line.length() == 0 && lines.isEmpty() && columns + indent <= width;
      if ((line.length() > 0 && used + 1 + columns > width)
          || (isFirst && used + columns > width)) {
        lines.add(line.toString());
        line.setLength(0);
        used = indent;
      }
      if (line.length() > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += columns;
      start = end + 1;
    }
    lines.add(line.toString());
    return lines;
  }
}
