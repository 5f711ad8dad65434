package io.github.posttlslint.report;

import java.io.IOException;
import java.util.List;

/** Where headings, lines and tables go; what they hold is made fit to be shown there. */
interface Page {

  /** Sentences before everything else. */
  void intro(String text) throws IOException;

  /** Begins a part. */
  void heading(String text) throws IOException;

  /** Begins a part of a part. */
  void smallHeading(String text) throws IOException;

  /** A sentence or two. */
  void line(String text) throws IOException;

  /**
   * Rows of cells.
   *
   * @param titles one for each cell of a row
   * @param rows none makes no table
   */
  void table(List<String> titles, List<List<String>> rows) throws IOException;
}
