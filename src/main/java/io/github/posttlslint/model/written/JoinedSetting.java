package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What was meant to be a second setting, and is a part of the value of the first: {@code a = x, b =
 * y}. A line of main.cf, and a {@code -o} of master.cf, sets one parameter.
 *
 * @param parameter that is not set
 * @param place its name
 * @param gap what stands between its name and the word before it
 */
record JoinedSetting(Parameter parameter, Span place, Span gap) {

  /** What people separate settings by. */
  private static final String SEPARATORS = ",; \t";

  /**
   * The first one in a value; null if there is none. What stands in braces belongs to a table or a
   * client, and what begins a continuation line is left to {@link ContinuationLine}.
   *
   * @param ofMain whether the value is one of main.cf
   */
  static @Nullable JoinedSetting find(LogicalText value, boolean ofMain, Parameters parameters) {
    String text = value.text();
    int equals = text.indexOf('=');
    int depth = 0;
    for (int i = 0; equals >= 0 && i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      boolean begins = i > 0 && depth <= 0 && SEPARATORS.indexOf(text.charAt(i - 1)) >= 0;
      if (begins && Chars.isName(c)) {
        int end = endOfName(text, i);
        Parameter known = isAssigned(text, end) ? parameters.find(text.substring(i, end)) : null;
        if (known != null && !(ofMain && beginsLine(value, i))) {
          return new JoinedSetting(known, value.span(i, end), value.span(startOfGap(text, i), i));
        }
        i = end - 1;
      }
    }
    return null;
  }

  private static int startOfGap(String text, int from) {
    int start = from;
    while (start > 0 && SEPARATORS.indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static int endOfName(String text, int from) {
    int end = from;
    while (end < text.length() && Chars.isName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAssigned(String text, int from) {
    int at = from;
    while (at < text.length() && Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return text.startsWith("=", at) && !text.startsWith("==", at);
  }

  private static boolean beginsLine(LogicalText value, int at) {
    int before = at - 1;
    while (before > 0 && Chars.isSpace(value.text().charAt(before))) {
      before--;
    }
    return value.span(before, before + 1).startLine() != value.span(at, at + 1).startLine();
  }
}
