package io.github.posttlslint.secret;

import java.util.List;

/**
 * A line of a file of which parts may not be shown.
 *
 * @param written all of it, without its end
 * @param hidden the parts, in order
 */
public record ShownLine(String written, List<Hidden> hidden) {

  public ShownLine {
    hidden = List.copyOf(hidden);
  }

  /** The line as it may be shown. */
  public String text() {
    return Hidden.mask(written, hidden);
  }

  /**
   * Where a column of the line is in what may be shown.
   *
   * @param column from 1
   */
  public int column(int column) {
    // a span may end behind all that a line can have
    return hidden.isEmpty() || column == Integer.MAX_VALUE
        ? column
        : Hidden.place(column - 1, hidden) + 1;
  }
}
