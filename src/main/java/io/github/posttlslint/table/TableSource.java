package io.github.posttlslint.table;

import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalLines;
import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * The source of a table of {@code key value} lines: what postmap compiles, and what texthash reads
 * as it is (postmap(1), "INPUT FILE FORMAT").
 *
 * @param entries the logical lines in order
 * @param problems lines that begin with white space and have no line to continue
 * @param text what was read
 */
public record TableSource(List<TableEntry> entries, List<SyntaxProblem> problems, SourceText text) {

  public TableSource {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads any text. */
  public static TableSource parse(SourceText source) {
    LogicalLines lines = LogicalLines.read(source);
    List<TableEntry> entries = new ArrayList<>();
    for (LogicalLine line : lines.lines()) {
      entries.add(TableEntry.split(line.text(), line.conditional()));
    }
    return new TableSource(entries, lines.problems(), source);
  }
}
