package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text that has to go so that a setting is gone, and nothing else. */
public final class Removal {

  /** A comment that silences rules for the next line, and must not come to stand above another. */
  private static final String IGNORE = "posttls-lint:";

  private Removal() {}

  /** The stretch; null where a template or a comment has to do with the lines. */
  static @Nullable Span of(Setting setting) {
    Service service = setting.service();
    return of(setting.line(), service == null ? null : service.entry());
  }

  /**
   * The stretch; null where a template or a comment has to do with the lines.
   *
   * @param entry the line of master.cf with the option; null for a setting of main.cf
   */
  public static @Nullable Span of(Assignment line, @Nullable MasterEntry entry) {
    if (line.conditional() || line.value().isOpaque()) {
      return null;
    }
    if (line instanceof MainCfEntry setting) {
      return ofMain(setting);
    }
    return entry != null && line instanceof ParameterOverride option
        ? ofOption(option, entry.line().parts().get(0).span())
        : null;
  }

  private static @Nullable Span ofMain(MainCfEntry entry) {
    List<LogicalText> parts = entry.line().parts();
    int last = parts.get(parts.size() - 1).span().endLine();
    return entry.line().comments().isEmpty()
        ? lines(parts.get(0).source(), entry.nameSpan().startLine(), last)
        : null;
  }

  private static @Nullable Span ofOption(ParameterOverride option, Span firstLine) {
    Span span = option.span();
    SourceText source = option.value().source();
    int number = span.startLine();
    String line = source.line(number);
    if (number != span.endLine() || !line.startsWith("-o", span.startColumn() - 1)) {
      return null;
    }
    int from = span.startColumn() - 1;
    int to = span.endColumn() - 1;
    boolean first = line.substring(0, from).isBlank();
    if (first && line.substring(to).isBlank()) {
      return number == firstLine.startLine() ? null : lines(source, number, number);
    }
    if (first) {
      while (to < line.length() && isBlank(line.charAt(to))) {
        to++;
      }
    } else {
      while (isBlank(line.charAt(from - 1))) {
        from--;
      }
    }
    return new Span(span.file(), number, from + 1, number, to + 1);
  }

  private static @Nullable Span lines(SourceText source, int first, int last) {
    if (first > 1 && source.line(first - 1).contains(IGNORE)) {
      return null;
    }
    int from = source.offset(first, 1);
    int to = last < source.lineCount() ? source.startOfLine(last + 1) : source.text().length();
    return source.span(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
