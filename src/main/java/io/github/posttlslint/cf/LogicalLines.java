package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import java.util.List;

/**
 * The logical lines of a file that has the line structure of main.cf but a grammar of its own, such
 * as the source of a lookup table (postmap(1), "INPUT FILE FORMAT").
 *
 * @param lines the lines in order, without empty ones and comments
 * @param problems what is wrong with their beginnings, see {@link
 *     SyntaxProblem.Kind#INDENTED_FIRST_LINE}
 */
public record LogicalLines(List<LogicalLine> lines, List<SyntaxProblem> problems) {

  /** Reads any text. */
  public static LogicalLines read(SourceText source) {
    LineReader.Result result = LineReader.read(source, TemplateScanner.scan(source));
    return new LogicalLines(result.lines(), result.problems());
  }
}
