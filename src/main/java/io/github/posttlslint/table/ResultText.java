package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a line of a regexp or pcre table, with {@code $1}, <code>${1}</code> or {@code
 * $(1)} for what a group matched and {@code $$} for a dollar sign (mac_parse.c).
 *
 * @param parts literal text and numbers of groups, in turn
 * @param groups the greatest number; 0 if there is none
 * @param problem what Postfix does not accept; null if it accepts all of it
 */
record ResultText(List<Part> parts, int groups, @Nullable String problem) {

  /**
   * A part.
   *
   * @param text literal text
   * @param group the group whose text follows; 0 for none
   */
  record Part(String text, int group) {}

  static ResultText parse(LogicalText result) {
    String text = result.text();
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int groups = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '$' || text.startsWith("$$", i)) {
        literal.append(c);
        i += c == '$' ? 2 : 1;
        continue;
      }
      int end = endOfName(text, i + 1);
      String name = end < 0 ? "" : text.substring(i + 1, end);
      boolean braces = name.startsWith("{") || name.startsWith("(");
      int group = number(braces ? name.substring(1, name.length() - 1) : name);
      if (group == 0) {
        return new ResultText(List.of(), 0, end < 0 ? text.substring(i) : "$" + name);
      }
      groups = Math.max(groups, group);
      parts.add(new Part(literal.toString(), group));
      literal.setLength(0);
      i = end;
    }
    parts.add(new Part(literal.toString(), 0));
    return new ResultText(List.copyOf(parts), groups, null);
  }

  /** Behind a name; braces can hold braces. -1 if they are not closed. */
  private static int endOfName(String text, int from) {
    char open = from < text.length() ? text.charAt(from) : '\0';
    int i = from;
    if (open != '{' && open != '(') {
      while (i < text.length() && Chars.isName(text.charAt(i))) {
        i++;
      }
      return i;
    }
    char close = open == '{' ? '}' : ')';
    int depth = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** A number from 1 on; 0 for everything else. */
  private static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return 0;
      }
      number = Math.min(100_000, 10 * number + text.charAt(i) - '0');
    }
    return number;
  }

  /** The result for a key. */
  String fill(String[] texts) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(part.text());
      if (part.group() > 0) {
        filled.append(texts[part.group()]);
      }
    }
    return filled.toString();
  }
}
