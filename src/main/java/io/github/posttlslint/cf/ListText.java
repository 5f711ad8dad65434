package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.List;

/** Splits the values of list parameters. */
public final class ListText {

  private ListText() {}

  /**
   * The elements of a list, which stand apart by commas and white space.
   *
   * @param text the value; its elements are slices of it
   * @param groups whether braces keep words together; they stay part of the element
   */
  public static List<LogicalText> split(LogicalText text, boolean groups) {
    String s = text.text();
    List<LogicalText> elements = new ArrayList<>();
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i);
      if (Chars.isBlank(c) || c == ',') {
        i++;
      } else {
        int end = WordReader.endOfWord(s, i, groups, true);
        elements.add(text.slice(i, end));
        i = end;
      }
    }
    return elements;
  }

  /** Splits a list in which a release keeps together what is in braces. */
  public static List<LogicalText> split(LogicalText text, Grammar grammar) {
    return split(text, grammar.hasGroups());
  }

  /** The words between commas and white space (mystrtok() with CHARS_COMMA_SP), braces or not. */
  public static List<String> words(String text) {
    return words(text, ", \t\r\n");
  }

  /** The words between any of some characters (mystrtok()). */
  public static List<String> words(String text, String separators) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** Splits as the newest Postfix does. */
  public static List<LogicalText> split(LogicalText text) {
    return split(text, Grammar.newest());
  }
}
