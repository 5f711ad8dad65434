package io.github.posttlslint.report;

import java.io.IOException;
import java.util.List;

/** A page in GitHub-flavoured Markdown. */
final class MarkdownPage implements Page {

  private final Appendable out;
  private String gap = "";

  MarkdownPage(Appendable out) {
    this.out = out;
  }

  @Override
  public void intro(String text) throws IOException {
    paragraph(MarkdownWriter.escape(text));
  }

  @Override
  public void heading(String text) throws IOException {
    paragraph("## " + MarkdownWriter.escape(text));
  }

  @Override
  public void smallHeading(String text) throws IOException {
    paragraph("### " + MarkdownWriter.escape(text));
  }

  @Override
  public void line(String text) throws IOException {
    paragraph(MarkdownWriter.escape(text));
  }

  private void paragraph(String text) throws IOException {
    out.append(gap).append(text).append('\n');
    gap = "\n";
  }

  @Override
  public void table(List<String> titles, List<List<String>> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    out.append(gap);
    row(titles);
    out.append("|---".repeat(titles.size())).append("|\n");
    for (List<String> row : rows) {
      row(row);
    }
  }

  private void row(List<String> cells) throws IOException {
    for (String cell : cells) {
      out.append("| ").append(MarkdownWriter.escape(cell)).append(' ');
    }
    out.append("|\n");
  }
}
