package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the languages of templates write alike: strings, numbers, paths of names. */
final class TemplateLiterals {

  private TemplateLiterals() {}

  /** What a string or a whole number stands for; null if the code is neither. */
  static @Nullable String of(String code) {
    String text = string(code);
    return text == null && isNumber(code) ? code : text;
  }

  /** The text of a string without an escape or an expression in it; null if it is none. */
  static @Nullable String string(String code) {
    if (code.length() < 2 || !TemplateLexer.isQuote(code.charAt(0))) {
      return null;
    }
    if (TemplateLexer.endOfString(code, 0, code.length()) != code.length()) {
      return null;
    }
    String text = code.substring(1, code.length() - 1);
    boolean isRaw = code.charAt(0) != '"';
    boolean isPlain = text.indexOf('\\') < 0 && (isRaw || text.indexOf('#') < 0);
    return isPlain && (isRaw || text.indexOf('$') < 0) ? text : null;
  }

  /** Whether it is a whole number as all languages print it. */
  static boolean isNumber(String code) {
    int from = code.startsWith("-") ? 1 : 0;
    boolean isShort = code.length() > from && code.length() < 16;
    return isShort
        && Chars.allDigits(code.substring(from))
        && (code.charAt(from) != '0' || code.equals("0"));
  }

  /**
   * The names of a path such as {@code a.b} or {@code a['b']}; null if the code is more than that.
   */
  static @Nullable List<String> path(String code) {
    List<String> names = new ArrayList<>();
    int i = 0;
    while (i < code.length()) {
      char c = code.charAt(i);
      if (c == '[' && !names.isEmpty()) {
        int close = code.indexOf(']', i);
        String key = close < 0 ? null : string(code.substring(i + 1, close).strip());
        if (key == null || key.isEmpty()) {
          return null;
        }
        names.add(key);
        i = close + 1;
        continue;
      }
      i += c == '.' && !names.isEmpty() ? 1 : 0;
      int end = endOfName(code, i);
      if (end == i || (names.isEmpty() ? i > 0 : c != '.')) {
        return null;
      }
      names.add(code.substring(i, end));
      i = end;
    }
    return names.isEmpty() ? null : names;
  }

  /** The end of the name at a position, which begins with no digit. */
  static int endOfName(String code, int from) {
    int i = from;
    while (i < code.length()
        && Chars.isName(code.charAt(i))
        && !(i == from && Chars.isDigit(code.charAt(i)))) {
      i++;
    }
    return i;
  }

  /** All names in a code, and words of its strings. */
  static Set<String> names(String code) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < code.length(); i++) {
      int end = endOfName(code, i);
      if (end > i) {
        names.add(code.substring(i, end));
        i = end;
      }
    }
    return names;
  }

  /** What stands between the round brackets that end a call; null if it is no call. */
  static @Nullable List<String> arguments(String call, int open) {
    if (open < 1 || !call.endsWith(")")) {
      return null;
    }
    String inside = call.substring(open + 1, call.length() - 1);
    List<String> arguments = new ArrayList<>();
    for (String one : TemplateExpressions.split(inside, ',')) {
      arguments.add(one.strip());
    }
    if (arguments.size() == 1 && arguments.get(0).isEmpty()) {
      arguments.clear();
    }
    return closesEarly(inside) ? null : arguments;
  }

  /** Whether a bracket is closed that is not opened: then the call ends before. */
  private static boolean closesEarly(String code) {
    int depth = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (TemplateLexer.isQuote(c)) {
        int end = TemplateLexer.endOfString(code, i, code.length());
        i = end < 0 ? code.length() : end - 1;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0 && --depth < 0) {
        return true;
      }
    }
    return depth != 0;
  }
}
