package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.List;

/** Tells what becomes of the code of an expression, as far as its form alone says it. */
final class TemplateExpressions {

  private TemplateExpressions() {}

  /** Whether it is a string of white space, such as <code>{{ "\n" }}</code>. */
  static boolean isBlank(String code) {
    if (code.length() < 2 || endOfString(code) != code.length()) {
      return false;
    }
    String inside = code.substring(1, code.length() - 1);
    return inside.replace("\\n", "").replace("\\t", "").isBlank();
  }

  /**
   * Whether all of its lines are comments of Postfix: made by Ansible's filter {@code comment} in
   * its plain style, or of a string that begins with the sign.
   */
  static boolean isComment(String code) {
    List<String> filters = split(code, '|');
    String last = filters.get(filters.size() - 1).strip();
    if (filters.size() > 1 && TemplateWords.first(last).equals("comment")) {
      String arguments = last.substring("comment".length()).strip();
      return arguments.isEmpty() || isPlain(arguments);
    }
    int end = endOfString(code);
    return end > 0 && code.charAt(1) == '#' && !code.contains(" if ");
  }

  private static boolean isPlain(String arguments) {
    boolean otherSign = arguments.contains("decoration") || arguments.contains("beginning");
    String first = arguments.substring(1).strip();
    boolean hasStyle = !first.isEmpty() && TemplateLexer.isQuote(first.charAt(0));
    return !otherSign && (!hasStyle || first.startsWith("plain", 1));
  }

  /** The position after the string that the code begins with; -1 if it begins with none. */
  private static int endOfString(String code) {
    return TemplateLexer.isQuote(code.charAt(0))
        ? TemplateLexer.endOfString(code, 0, code.length())
        : -1;
  }

  /** The parts between a character that is in no string and no bracket. */
  static List<String> split(String code, char at) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (TemplateLexer.isQuote(c)) {
        int end = TemplateLexer.endOfString(code, i, code.length());
        i = end < 0 ? code.length() : end - 1;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (c == at && depth == 0) {
        parts.add(code.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(code.substring(start));
    return parts;
  }
}
