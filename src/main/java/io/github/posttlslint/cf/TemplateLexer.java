package io.github.posttlslint.cf;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds where the marks of a template end, by the lexical rules of their languages: a bracket in a
 * string or inside another bracket ends nothing (Jinja, Template Designer Documentation; Go's
 * text/template). Ruby and Puppet take the first {@code %>}, whatever is around it.
 */
final class TemplateLexer {

  /** A mark that is longer than this is taken for text. */
  private static final int MAX_MARK = 20_000;

  private final String text;

  /** Where each closing bracket has been looked for in vain, so that no text is searched twice. */
  private final Map<String, Integer> absentBefore = new HashMap<>();

  /** How many characters may still be read for their strings and brackets. */
  private long left;

  TemplateLexer(String text) {
    this.text = text;
    this.left = 4L * text.length() + MAX_MARK;
  }

  /** The position after the first closing bracket, or -1. */
  int endOf(int from, String close) {
    int start = Math.max(from, absentBefore.getOrDefault(close, 0));
    int limit = Math.min(text.length(), from + MAX_MARK);
    for (int i = start; i < limit; i++) {
      if (text.startsWith(close, i)) {
        return i + close.length();
      }
    }
    absentBefore.put(close, Math.max(start, limit));
    return -1;
  }

  /**
   * The position after the closing bracket that is in no string and no other bracket; after the
   * first one where these do not add up, for then it is another language's.
   */
  int endOfCode(int from, String close) {
    int first = endOf(from, close);
    int balanced = first < 0 ? -1 : balancedEnd(from, close);
    return balanced < 0 ? first : balanced;
  }

  private int balancedEnd(int from, String close) {
    int limit = (int) Math.min(Math.min(text.length(), from + MAX_MARK), from + left);
    int depth = 0;
    for (int i = from; i < limit; i++) {
      left--;
      char c = text.charAt(i);
      if (depth == 0 && text.startsWith(close, i)) {
        return i + close.length();
      }
      if (isQuote(c)) {
        int end = endOfString(text, i, limit);
        left -= Math.max(0, end - i);
        if (end < 0) {
          left -= limit - i;
          return -1;
        }
        i = end - 1;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
        if (depth < 0) {
          return -1;
        }
      }
    }
    return -1;
  }

  static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /** The position after the string that begins at a quote; -1 if it does not end. */
  static int endOfString(String text, int at, int limit) {
    char quote = text.charAt(at);
    for (int i = at + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\\' && quote != '`') {
        i++;
      }
    }
    return -1;
  }

  /** The first position before the white space that stands before a position. */
  int beforeBlanks(int at) {
    int i = at;
    while (i > 0 && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** The first position after the white space that stands at a position. */
  int afterBlanks(int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The same without going over the end of the line. */
  int afterBlanksInLine(int at) {
    int i = at;
    while (i < text.length() && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Whether nothing but white space stands between the beginning of the line and a position. */
  boolean beginsLine(int at) {
    int start = lineStart(at);
    return start == 0 || text.charAt(start - 1) == '\n';
  }

  /** The first position before the white space of the line that stands before a position. */
  int lineStart(int at) {
    int i = at;
    while (i > 0 && text.charAt(i - 1) != '\n' && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Whether nothing but white space stands between a position and the end of the line. */
  boolean endsLine(int at) {
    int i = afterBlanksInLine(at);
    return i == text.length() || text.charAt(i) == '\n';
  }
}
