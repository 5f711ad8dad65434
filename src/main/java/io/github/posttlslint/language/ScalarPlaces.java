package io.github.posttlslint.language;

/**
 * Tells where in a YAML file a character of a scalar stands: behind quotes and escapes, and in
 * another line where the scalar is folded.
 *
 * <p>Whatever the style, the characters that are no blanks stand in the file in the same order;
 * what the file has besides is the head of a block, a doubled quote and the backslash of an escape.
 */
final class ScalarPlaces {

  private final String file;

  /** Places in a file of this text. */
  ScalarPlaces(String file) {
    this.file = file;
  }

  /** A line and a column, from 1. */
  record Place(int line, int column) {}

  /** The place of the character at an offset of a scalar; its end for one behind the last. */
  Place of(YamlNode scalar, int offset) {
    int line = scalar.line();
    int at = index(line, scalar.column());
    char style = at < file.length() ? file.charAt(at) : ' ';
    if (style == '|' || style == '>') {
      while (at < file.length() && !isBreak(at)) {
        at++; // the head: indentation, what becomes of the last line's end, a comment
      }
    } else if (style == '\'' || style == '"') {
      at++;
    }
    String text = scalar.text();
    int last = at;
    for (int i = 0; i < text.length() && i <= offset; i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        if (style == '"' && at < file.length() && file.charAt(at) == '\\') {
          last = at;
          at += escape(at);
        }
        continue;
      }
      at = skipBlanks(at);
      while (style == '"' && file.startsWith("\\\n", at)) {
        at = skipBlanks(at + 2);
      }
      last = at;
      at += width(style, at);
    }
    return place(offset >= text.length() ? at : last);
  }

  /** Characters that one character of a scalar takes in the file. */
  private int width(char style, int at) {
    if (style == '\'' && file.startsWith("''", at)) {
      return 2;
    }
    return style == '"' && at < file.length() && file.charAt(at) == '\\' ? escape(at) : 1;
  }

  /** Characters of an escape, its backslash among them. */
  private int escape(int at) {
    char kind = at + 1 < file.length() ? file.charAt(at + 1) : ' ';
    return switch (kind) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < file.length() && Character.isWhitespace(file.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isBreak(int at) {
    return file.charAt(at) == '\n' || file.charAt(at) == '\r';
  }

  private int index(int line, int column) {
    int at = 0;
    for (int i = 1; i < line && at < file.length(); i++) {
      while (at < file.length() && !isBreak(at)) {
        at++;
      }
      at += file.startsWith("\r\n", at) ? 2 : 1;
    }
    return Math.min(file.length(), at + column - 1);
  }

  private Place place(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index && i < file.length(); i++) {
      if (isBreak(i)) {
        i += file.startsWith("\r\n", i) ? 1 : 0;
        line++;
        start = i + 1;
      }
    }
    return new Place(line, Math.min(index, file.length()) - start + 1);
  }
}
