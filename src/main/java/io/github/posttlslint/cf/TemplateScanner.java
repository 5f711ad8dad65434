package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marks of template languages in a text by its contents, for file names tell little. What
 * is Postfix's own, such as <code>inline:{{a=b}}</code> or <code>${{1} < {2}}</code>, is no mark.
 */
final class TemplateScanner {

  private final String text;
  private final Placeholders placeholders;
  private final List<Mark> marks = new ArrayList<>();
  private final @Nullable JinjaSyntax syntax;
  private @Nullable TemplateMarks reader;

  private boolean inComment;

  private TemplateScanner(String text) {
    this.text = text;
    this.placeholders = new Placeholders(text);
    this.syntax = text.startsWith("#jinja2:") ? JinjaSyntax.of(text) : null;
  }

  /** The marks as they are to be read, see {@link TemplateBlocks}. */
  static Template scan(SourceText source) {
    List<Mark> marks = marks(source);
    return marks.isEmpty()
        ? Template.NONE
        : new Template(TemplateBlocks.join(source.text(), marks));
  }

  /** The marks as they stand. */
  static List<Mark> marks(SourceText source) {
    return new TemplateScanner(source.text()).marks();
  }

  private List<Mark> marks() {
    int lineStart = 0;
    int i = 0;
    while (i < text.length()) {
      if (i == lineStart) {
        inComment = isComment(lineStart);
      }
      char c = text.charAt(i);
      Mark mark = reader != null && i < reader.rawEnd() ? null : markAt(i, c, lineStart);
      if (mark != null) {
        marks.add(mark);
        if (reader != null) {
          reader.moveFurther(marks);
        }
        for (i = Math.max(i, mark.from()); i < mark.to(); i++) {
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
    return marks;
  }

  private boolean isComment(int lineStart) {
    int i = lineStart;
    while (i < text.length() && text.charAt(i) != '\n' && Chars.isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '#';
  }

  private @Nullable Mark markAt(int at, char c, int lineStart) {
    Mark mark = null;
    if (syntax != null) {
      mark = reader().of(syntax, at, lineStart);
    } else if (c == '{' || c == '<') {
      mark = bracketed(at, c);
    }
    if (mark != null) {
      int before = marks.isEmpty() ? 0 : marks.get(marks.size() - 1).to();
      return mark.from() < before ? mark.from(before) : mark;
    }
    return !inComment && placeholders.canBegin(c) ? placeholders.at(at, lineStart) : null;
  }

  private @Nullable Mark bracketed(int at, char c) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    boolean isMark = c == '{' ? next == '%' || next == '#' || next == '{' : next == '%';
    return isMark ? reader().at(at, next) : null;
  }

  private TemplateMarks reader() {
    TemplateMarks known = reader == null ? new TemplateMarks(text) : reader;
    reader = known;
    return known;
  }
}
