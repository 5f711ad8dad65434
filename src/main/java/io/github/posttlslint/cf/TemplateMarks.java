package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.cf.TemplateWords.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one mark in brackets, with the white space that its signs trim. */
final class TemplateMarks {

  private final String text;
  private final TemplateLexer lexer;

  /** Where <code>{% raw %}</code> ends; before it there are no marks. */
  private int rawEnd;

  /** The marks that stand in the brackets of the last one besides. */
  private final List<Mark> further = new ArrayList<>();

  TemplateMarks(String text) {
    this.text = text;
    this.lexer = new TemplateLexer(text);
  }

  /** Where the text ends in which there are no marks. */
  int rawEnd() {
    return rawEnd;
  }

  /** Moves the marks that stand in the brackets of the last one besides. */
  void moveFurther(List<Mark> to) {
    to.addAll(further);
    further.clear();
  }

  /** The mark that two usual characters begin, or null. */
  @Nullable Mark at(int at, char second) {
    if (text.charAt(at) == '<') {
      return angle(at);
    }
    return switch (second) {
      case '%' -> jinjaStatement(JinjaSyntax.USUAL, at);
      case '#' -> jinjaComment(JinjaSyntax.USUAL, at);
      default -> doubleCurly(at);
    };
  }

  /** The mark that begins at a position where Jinja has brackets of its own, or null. */
  @Nullable Mark of(JinjaSyntax syntax, int at, int lineStart) {
    if (!syntax.linePrefix().isEmpty()
        && text.startsWith(syntax.linePrefix(), at)
        && lexer.beginsLine(at)) {
      return lineStatement(syntax, at, lineStart);
    }
    if (!syntax.lineComment().isEmpty() && text.startsWith(syntax.lineComment(), at)) {
      int newline = text.indexOf('\n', at);
      return new Mark(at, newline < 0 ? text.length() : newline, Kind.NOTHING, "");
    }
    if (text.startsWith(syntax.statement(), at)) {
      return jinjaStatement(syntax, at);
    }
    if (text.startsWith(syntax.comment(), at)) {
      return jinjaComment(syntax, at);
    }
    if (!text.startsWith(syntax.expression(), at)) {
      return null;
    }
    int from = at + syntax.expression().length();
    int end = lexer.endOfCode(from, syntax.expressionEnd());
    return end < 0 ? null : expression(at, end, code(from, end - syntax.expressionEnd().length()));
  }

  private Mark lineStatement(JinjaSyntax syntax, int at, int lineStart) {
    int newline = text.indexOf('\n', at);
    int end = newline < 0 ? text.length() : newline;
    String code = text.substring(at + syntax.linePrefix().length(), end).strip();
    code = code.endsWith(":") ? code.substring(0, code.length() - 1) : code;
    return new Mark(lineStart, end, TemplateWords.jinja(code), code);
  }

  private @Nullable Mark jinjaComment(JinjaSyntax syntax, int at) {
    int end = lexer.endOf(at + syntax.comment().length(), syntax.commentEnd());
    return end < 0
        ? null
        : trimmed(
            new Mark(at, end, Kind.NOTHING, ""),
            syntax.comment().length(),
            syntax.commentEnd().length());
  }

  private @Nullable Mark jinjaStatement(JinjaSyntax syntax, int at) {
    int from = at + syntax.statement().length();
    int end = lexer.endOfCode(from, syntax.statementEnd());
    if (end < 0) {
      return null;
    }
    String code = code(from, end - syntax.statementEnd().length());
    if (TemplateWords.first(code).equals("raw")) {
      rawEnd = endOfRaw(syntax, end);
    }
    return trimmed(
        new Mark(at, end, TemplateWords.jinja(code), code),
        syntax.statement().length(),
        syntax.statementEnd().length());
  }

  /** Where the statement begins that ends a raw text; the end of the file if there is none. */
  private int endOfRaw(JinjaSyntax syntax, int from) {
    for (int close = text.indexOf("endraw", from);
        close >= 0;
        close = text.indexOf("endraw", close + 1)) {
      int i = close;
      while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
        i--;
      }
      i -= i > from && isTrim(text.charAt(i - 1)) ? 1 : 0;
      int begin = i - syntax.statement().length();
      if (begin >= from && text.startsWith(syntax.statement(), begin)) {
        return begin;
      }
    }
    return text.length();
  }

  /** <code>{{ x }}</code> of Jinja, Go, mustache or a program of its own. */
  private @Nullable Mark doubleCurly(int at) {
    char before = at > 0 ? text.charAt(at - 1) : '\n';
    if (before == '$') {
      return null;
    }
    if (text.startsWith("{{{", at) && before != ':') {
      return tripleCurly(at);
    }
    int end = endOfDoubleCurly(at);
    if (end < 0) {
      return null;
    }
    String code = code(at + 2, end - 2);
    String table = before == ':' ? Placeholders.wordBefore(text, at - 1) : "";
    if (!TemplateWords.isExpression(code, table)) {
      return null;
    }
    Kind kind = TemplateWords.doubleCurly(code);
    return kind == Kind.EXPRESSION
        ? expression(at, end, code)
        : trimmed(new Mark(at, end, kind, code), 2, 2);
  }

  private @Nullable Mark tripleCurly(int at) {
    int end = lexer.endOf(at + 3, "}}}");
    if (end < 0) {
      return null;
    }
    String code = text.substring(at + 3, end - 3).strip();
    return TemplateWords.isExpression(code, "") ? new Mark(at, end, Kind.EXPRESSION, code) : null;
  }

  /** A comment of Go ends after its own sign; mustache knows no strings. */
  private int endOfDoubleCurly(int at) {
    int first = at + 2;
    first += text.startsWith("-", first) ? 1 : 0;
    first = lexer.afterBlanksInLine(first);
    if (text.startsWith("/*", first)) {
      int star = lexer.endOf(first + 2, "*/");
      return star < 0 ? -1 : lexer.endOf(star, "}}");
    }
    boolean mustache = first < text.length() && "#^!>/".indexOf(text.charAt(first)) >= 0;
    return mustache ? lexer.endOf(at + 2, "}}") : lexer.endOfCode(at + 2, "}}");
  }

  /** What an expression makes: a comment takes its line alone, and sets nothing. */
  private Mark expression(int at, int end, String code) {
    if (TemplateExpressions.isBlank(code)) {
      return new Mark(at, end, Kind.NOTHING, code);
    }
    boolean isComment = lexer.beginsLine(at) && TemplateExpressions.isComment(code);
    if (isComment
        || (lexer.beginsLine(at) && lexer.endsLine(end) && code.equals("ansible_managed"))) {
      int newline = text.indexOf('\n', end);
      return new Mark(at, newline < 0 ? text.length() : newline, Kind.NOTHING, code);
    }
    return trimmed(new Mark(at, end, Kind.EXPRESSION, code), 2, 2);
  }

  private @Nullable Mark angle(int at) {
    if (text.startsWith("<%%", at)) {
      return null;
    }
    int end = lexer.endOf(at + 2, "%>");
    if (end < 0) {
      return null;
    }
    String code = code(at + 2, end - 2);
    Kind kind = TemplateWords.erb(code);
    List<Part> parts = kind == Kind.EXPRESSION ? List.of() : TemplateWords.erbParts(code);
    int from = at;
    if (kind != Kind.EXPRESSION
        && lexer.beginsLine(at)
        && (text.charAt(at + 2) == '-' || lexer.endsLine(end))) {
      from = lexer.lineStart(at);
    }
    int to = end;
    // Ruby's "-" trims the end of the line, Puppet's the blanks before it, too
    if (text.charAt(end - 3) == '-' && end - 3 > at + 1 && lexer.endsLine(end)) {
      to = Math.min(text.length(), lexer.afterBlanksInLine(end) + 1);
      to = isAlone(at, end) ? end : to;
    }
    for (Part part : parts.subList(Math.min(1, parts.size()), parts.size())) {
      further.add(new Mark(to, to, part.kind(), part.code()));
    }
    return new Mark(from, to, kind, parts.size() > 1 ? parts.get(0).code() : code);
  }

  private boolean isAlone(int at, int end) {
    return lexer.beginsLine(at) && lexer.endsLine(end);
  }

  /**
   * A mark with the white space that its minus signs take away. Where a statement has a line of its
   * own and only one side is trimmed, the other line end stays; the blanks before it never do.
   */
  private Mark trimmed(Mark mark, int open, int close) {
    boolean left = text.charAt(mark.from() + open) == '-';
    boolean right = text.charAt(mark.to() - close - 1) == '-';
    if (mark.to() - mark.from() <= open + close) {
      return mark;
    }
    int from = mark.from();
    int to = mark.to();
    boolean isStatement = mark.kind() != Kind.EXPRESSION;
    if (left && (right || !isStatement || !lexer.endsLine(mark.to()))) {
      from = lexer.beforeBlanks(from);
    } else if (isStatement && lexer.beginsLine(from) && (right || lexer.endsLine(mark.to()))) {
      from = lexer.lineStart(from);
    }
    if (right) {
      to = lexer.afterBlanks(to);
    }
    return new Mark(from, to, mark.kind(), mark.code());
  }

  /** What is between brackets, without the signs that trim white space. */
  private String code(int from, int to) {
    int start = from;
    int end = to;
    if (start < end && isTrim(text.charAt(start))) {
      start++;
    }
    if (start < end && isTrim(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, Math.max(start, end)).strip();
  }

  private static boolean isTrim(char c) {
    return c == '-' || c == '+' || c == '~';
  }
}
