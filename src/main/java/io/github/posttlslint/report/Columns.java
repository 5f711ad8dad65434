package io.github.posttlslint.report;

import java.io.IOException;
import java.util.List;

/** Rows of cells below each other, none of which makes the others wide. */
final class Columns {

  /** A cell that is longer shifts those behind it, in its row alone. */
  private static final int WIDEST_CELL = 44;

  /** A row that is longer is broken before its last cells. */
  private static final int LONGEST_LINE = 160;

  private final List<List<String>> rows;
  private final int[] widths;

  /**
   * Makes some.
   *
   * @param rows with the same number of cells each, at least one row
   */
  Columns(List<List<String>> rows) {
    this.rows = rows;
    this.widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST_CELL, row.get(i).length()));
      }
    }
  }

  /** Writes a line, or two, for each row. */
  void write(Appendable out) throws IOException {
    for (List<String> row : rows) {
      String whole = line(row, 0, widths.length);
      if (whole.length() <= LONGEST_LINE) {
        out.append(whole).append('\n');
      } else {
        int half = widths.length / 2 + 1;
        out.append(line(row, 0, half)).append('\n');
        out.append("      ").append(line(row, half, widths.length)).append('\n');
      }
    }
  }

  private String line(List<String> row, int from, int to) {
    StringBuilder line = new StringBuilder();
    int end = 0;
    for (int i = from; i < to; i++) {
      String cell = row.get(i);
      line.append(" ".repeat(Math.max(0, end - line.length()))).append("  ").append(cell);
      end += 2 + widths[i];
    }
    return line.toString().stripTrailing();
  }
}
