package io.github.posttlslint.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A page as text: tables have no titles, and what belongs to a heading is indented. */
final class TextPage implements Page {

  /** Columns of a line, where words let it be broken. */
  private static final int WIDTH = 140;

  /** A cell that is longer shifts those behind it, in its row alone. */
  private static final int WIDEST_CELL = 44;

  private static final String INDENT = "  ";

  private final Appendable out;
  private String gap = "";

  TextPage(Appendable out) {
    this.out = out;
  }

  @Override
  public void intro(String text) throws IOException {
    write("", text, 0);
  }

  @Override
  public void heading(String text) throws IOException {
    out.append(gap);
    write("", text, 2);
  }

  @Override
  public void smallHeading(String text) throws IOException {
    heading(text);
  }

  @Override
  public void line(String text) throws IOException {
    write(INDENT, text, 2 * INDENT.length());
  }

  @Override
  public void table(List<String> titles, List<List<String>> rows) throws IOException {
    int[] widths = new int[titles.size()];
    List<List<String>> visible = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String cell : row) {
        String shown = Characters.oneLine(cell);
        int at = cells.size();
        widths[at] = Math.max(widths[at], Math.min(WIDEST_CELL, Characters.width(shown)));
        cells.add(shown);
      }
      visible.add(cells);
    }
    for (List<String> row : visible) {
      writeRow(row, widths);
    }
  }

  /** A row, whose last cell goes on below itself. */
  private void writeRow(List<String> row, int[] widths) throws IOException {
    StringBuilder line = new StringBuilder(INDENT);
    int end = INDENT.length();
    int last = widths.length - 1;
    for (int i = 0; i < last; i++) {
      line.append(row.get(i));
      end += widths[i] + INDENT.length();
      line.append(" ".repeat(Math.max(INDENT.length(), end - Characters.width(line.toString()))));
    }
    write(line.toString(), row.get(last), end);
  }

  private void write(String head, String text, int indent) throws IOException {
    String margin = "";
    String line = Characters.oneLine(text);
    for (String part : Characters.wrap(line, WIDTH, Characters.width(head), indent)) {
      out.append((margin.isEmpty() ? head : margin) + part).append('\n');
      margin = " ".repeat(indent);
    }
    gap = "\n";
  }
}
