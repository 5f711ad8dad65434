package io.github.posttlslint.cf;

import org.jspecify.annotations.Nullable;

/**
 * {@code name = value}, taken apart as Postfix's {@code split_nameval()} does.
 *
 * @param name the name; empty if there is a problem
 * @param value the value without white space at its ends; empty if there is a problem
 * @param problem what is wrong, or null
 */
record NameValue(LogicalText name, LogicalText value, SyntaxProblem.@Nullable Kind problem) {

  static NameValue split(LogicalText text) {
    String s = text.text();
    int name = skipSpace(s, 0);
    if (name == s.length() || s.charAt(name) == '=') {
      return broken(text, SyntaxProblem.Kind.MISSING_NAME);
    }
    int nameEnd = name;
    while (nameEnd < s.length() && !Chars.isSpace(s.charAt(nameEnd)) && s.charAt(nameEnd) != '=') {
      nameEnd++;
    }
    int equals = skipSpace(s, nameEnd);
    if (equals == s.length() || s.charAt(equals) != '=') {
      return broken(text, SyntaxProblem.Kind.MISSING_EQUALS);
    }
    LogicalText value = text.slice(equals + 1);
    LogicalText trimmed = value.trim();
    return new NameValue(
        text.slice(name, nameEnd), trimmed.isEmpty() ? value.slice(0, 0) : trimmed, null);
  }

  private static NameValue broken(LogicalText text, SyntaxProblem.Kind problem) {
    LogicalText nothing = text.slice(0, 0);
    return new NameValue(nothing, nothing, problem);
  }

  private static int skipSpace(String s, int from) {
    int i = from;
    while (i < s.length() && Chars.isSpace(s.charAt(i))) {
      i++;
    }
    return i;
  }
}
