package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.table.PatternProblem.Kind;
import io.github.posttlslint.table.PatternTable.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a regexp or pcre table, such as {@code !/^a/i} (dict_regexp_get_pat() and
 * dict_pcre_get_pattern()).
 *
 * @param whole with delimiters and what stands before it, without flags
 * @param inside without delimiters
 * @param flags the letters behind it
 * @param negated whether an odd number of {@code !} stands before it
 * @param rest what follows
 */
record Expression(
    LogicalText whole, LogicalText inside, String flags, boolean negated, LogicalText rest) {

  /** Reads a pattern, with a problem if that fails. */
  static @Nullable Expression parse(
      LogicalText line, LogicalText from, Form form, List<PatternProblem> problems) {
    String text = from.text();
    int start = negations(text);
    if (start == text.length()) {
      problems.add(new PatternProblem(Kind.NO_PATTERN, line.span(), ""));
      return null;
    }
    char delimiter = text.charAt(start);
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != delimiter) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      String found = String.valueOf(delimiter);
      problems.add(new PatternProblem(Kind.NO_DELIMITER, line.span(), found));
      return null;
    }
    String known = form == Form.PCRE ? "imsxAEUX" : "imx";
    int i = end + 1;
    while (i < text.length() && !Chars.isSpace(text.charAt(i)) && !isSecond(text.charAt(i), form)) {
      if (known.indexOf(text.charAt(i)) < 0) {
        String flag = text.substring(i, i + 1);
        problems.add(new PatternProblem(Kind.UNKNOWN_FLAG, from.span(i, i + 1), flag));
        return null;
      }
      i++;
    }
    return new Expression(
        from.slice(0, end + 1),
        from.slice(start + 1, end),
        text.substring(end + 1, i),
        isNegated(text, start),
        from.slice(i));
  }

  /** Whether the second pattern of {@code /one/!/two/} follows. */
  boolean hasSecond(Form form) {
    return !rest.isEmpty() && isSecond(rest.text().charAt(0), form);
  }

  private static boolean isSecond(char c, Form form) {
    return c == '!' && form == Form.REGEXP;
  }

  /** The position behind all {@code !} and the white space around them. */
  static int negations(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) == '!' || Chars.isSpace(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  /** Whether the number of {@code !} before a position is odd. */
  static boolean isNegated(String text, int end) {
    boolean negated = false;
    for (int i = 0; i < end; i++) {
      negated ^= text.charAt(i) == '!';
    }
    return negated;
  }

  /** What the library makes of it. */
  Regex regex(Form form) {
    boolean ignoresCase = !hasFlag('i');
    if (hasFlag('x')) {
      return Regex.unclear("the flag x changes its form");
    }
    if (form == Form.REGEXP) {
      return PosixRegex.read(inside.text(), ignoresCase);
    }
    if (hasFlag('A') || hasFlag('X')) {
      return Regex.unclear("a flag changes its meaning");
    }
    Regex regex = PerlRegex.read(inside.text(), ignoresCase);
    return hasFlag('U') ? regex.withoutGroups() : regex;
  }

  /** A flag that is given twice has no effect. */
  private boolean hasFlag(char flag) {
    boolean odd = false;
    for (int i = 0; i < flags.length(); i++) {
      odd ^= flags.charAt(i) == flag;
    }
    return odd;
  }
}
