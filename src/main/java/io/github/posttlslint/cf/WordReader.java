package io.github.posttlslint.cf;

import org.jspecify.annotations.Nullable;

/** Splits a text at white space, as Postfix's {@code mystrtok()} and {@code mystrtokq()} do. */
final class WordReader {

  private final LogicalText text;
  private int position;
  private int lastStart;

  WordReader(LogicalText text) {
    this.text = text;
  }

  /**
   * The next word, or null at the end.
   *
   * @param groups whether white space between braces, wherever they are in the word, belongs to it
   */
  @Nullable LogicalText next(boolean groups) {
    String s = text.text();
    while (position < s.length() && Chars.isBlank(s.charAt(position))) {
      position++;
    }
    if (position == s.length()) {
      return null;
    }
    lastStart = position;
    position = endOfWord(s, position, groups, false);
    return text.slice(lastStart, position);
  }

  /** The position of the first character of the word that was read last. */
  int lastStart() {
    return lastStart;
  }

  /** Where the word that begins at a position ends. */
  static int endOfWord(String s, int from, boolean groups, boolean commas) {
    int level = 0;
    int i = from;
    for (; i < s.length(); i++) {
      char c = s.charAt(i);
      if (groups && c == '{') {
        level++;
      } else if (level > 0 && c == '}') {
        level--;
      } else if (level == 0 && (Chars.isBlank(c) || (commas && c == ','))) {
        break;
      }
    }
    return i;
  }
}
