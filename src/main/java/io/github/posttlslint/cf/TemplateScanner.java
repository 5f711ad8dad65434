package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marks of template languages in a text by its contents, for file names tell little. What
 * is Postfix's own, such as <code>inline:{{a=b}}</code> or <code>${{1} < {2}}</code>, is no mark.
 */
final class TemplateScanner {

  /** A mark that is longer than this is taken for text. */
  private static final int MAX_MARK = 20_000;

  private final String text;
  private final Placeholders placeholders;
  private final List<Mark> marks = new ArrayList<>();

  /** Where each closing bracket has been looked for in vain, so that no text is searched twice. */
  private final Map<String, Integer> absentBefore = new HashMap<>();

  private boolean inComment;

  /** Where {@code {% raw %}} ends; before it there are no marks. */
  private int rawEnd;

  private TemplateScanner(String text) {
    this.text = text;
    this.placeholders = new Placeholders(text);
  }

  static Template scan(SourceText source) {
    return new TemplateScanner(source.text()).scan();
  }

  private Template scan() {
    int lineStart = 0;
    int i = 0;
    while (i < text.length()) {
      if (i == lineStart) {
        inComment = isComment(lineStart);
      }
      char c = text.charAt(i);
      Mark mark = i < rawEnd ? null : markAt(i, c, lineStart);
      if (mark != null) {
        marks.add(mark);
        for (; i < mark.to(); i++) {
          if (text.charAt(i) == '\n') {
            lineStart = i + 1;
            inComment = false;
          }
        }
      } else {
        i++;
        lineStart = c == '\n' ? i : lineStart;
      }
    }
    return marks.isEmpty() ? Template.NONE : new Template(TemplateBlocks.join(text, marks));
  }

  private boolean isComment(int lineStart) {
    int i = lineStart;
    while (i < text.length() && text.charAt(i) != '\n' && Chars.isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '#';
  }

  private @Nullable Mark markAt(int at, char c, int lineStart) {
    Mark mark =
        switch (c) {
          case '{' -> curly(at);
          case '<' -> angle(at);
          default -> null;
        };
    if (mark == null && !inComment && placeholders.canBegin(c)) {
      mark = placeholders.at(at, lineStart);
    }
    return mark;
  }

  private @Nullable Mark curly(int at) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    return switch (next) {
      case '%' -> jinjaStatement(at);
      case '#' -> jinjaComment(at);
      case '{' -> doubleCurly(at);
      default -> null;
    };
  }

  private @Nullable Mark jinjaComment(int at) {
    int end = endOf(at, "#}");
    return end < 0 ? null : new Mark(at, end, Kind.NOTHING);
  }

  private @Nullable Mark jinjaStatement(int at) {
    int end = endOf(at, "%}");
    if (end < 0) {
      return null;
    }
    String code = code(at, end);
    if (TemplateWords.first(code).equals("raw")) {
      int close = text.indexOf("endraw", end);
      rawEnd = close < 0 ? text.length() : Math.max(end, text.lastIndexOf("{%", close));
    }
    return new Mark(at, end, TemplateWords.jinja(code));
  }

  /** {@code {{ x }}} of Jinja, Go, mustache or a program of its own. */
  private @Nullable Mark doubleCurly(int at) {
    char before = at > 0 ? text.charAt(at - 1) : '\n';
    if (before == '$') {
      return null;
    }
    boolean triple = text.startsWith("{{{", at) && before != ':';
    int end = endOf(at + (triple ? 1 : 0), "}}");
    if (end < 0) {
      return null;
    }
    if (triple) {
      if (end >= text.length() || text.charAt(end) != '}') {
        return null;
      }
      end++;
    }
    String code = triple ? text.substring(at + 3, end - 3).strip() : code(at, end);
    if (!TemplateWords.isExpression(
        code, before == ':' ? Placeholders.wordBefore(text, at - 1) : "")) {
      return null;
    }
    return new Mark(at, end, triple ? Kind.EXPRESSION : TemplateWords.doubleCurly(code));
  }

  private @Nullable Mark angle(int at) {
    if (!text.startsWith("<%", at) || text.startsWith("<%%", at)) {
      return null;
    }
    int end = endOf(at, "%>");
    return end < 0 ? null : new Mark(at, end, TemplateWords.erb(code(at, end)));
  }

  /** What is between two-character brackets, without the signs that trim white space. */
  private String code(int at, int end) {
    int from = at + 2;
    int to = end - 2;
    if (from < to && isTrim(text.charAt(from))) {
      from++;
    }
    if (from < to && isTrim(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, Math.max(from, to)).strip();
  }

  private static boolean isTrim(char c) {
    return c == '-' || c == '+' || c == '~';
  }

  /** The position after the closing bracket of a mark, or -1. */
  private int endOf(int at, String close) {
    int from = Math.max(at + 2, absentBefore.getOrDefault(close, 0));
    int limit = Math.min(text.length(), at + MAX_MARK);
    for (int i = from; i < limit; i++) {
      if (text.startsWith(close, i)) {
        return i + close.length();
      }
    }
    absentBefore.put(close, Math.max(from, limit));
    return -1;
  }
}
