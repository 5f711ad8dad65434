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
   * @param grammar tells whether braces keep words together; they stay part of the element
   */
  public static List<LogicalText> split(LogicalText text, Grammar grammar) {
    String s = text.text();
    List<LogicalText> elements = new ArrayList<>();
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i);
      if (Chars.isBlank(c) || c == ',') {
        i++;
      } else {
        int end = WordReader.endOfWord(s, i, grammar.hasGroups(), true);
        elements.add(text.slice(i, end));
        i = end;
      }
    }
    return elements;
  }

  /** Splits as the newest Postfix does. */
  public static List<LogicalText> split(LogicalText text) {
    return split(text, Grammar.newest());
  }
}
