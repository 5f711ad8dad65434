package io.github.posttlslint.input;

/**
 * A stretch of text in one file: SARIF's region together with its artifact.
 *
 * <p>Lines and columns count from 1; columns count UTF-16 code units; the end column is the column
 * after the last character (SARIF 2.1.0, section 3.30).
 *
 * @param file the file's name as reports show it: relative to the directory that was given, with
 *     forward slashes; never null
 * @param startLine first line, from 1
 * @param startColumn first column, from 1
 * @param endLine last line, from 1, not before {@code startLine}
 * @param endColumn column after the last character
 */
public record Span(String file, int startLine, int startColumn, int endLine, int endColumn)
    implements Comparable<Span> {

  public Span {
    if (startLine < 1
        || startColumn < 1
        || endLine < startLine
        || (endLine == startLine && endColumn < startColumn)) {
      throw new IllegalArgumentException(
          "not a span: " + startLine + ":" + startColumn + "-" + endLine + ":" + endColumn);
    }
  }

  /** The first character of a file: the place of findings about a file that has no text of use. */
  public static Span startOf(String file) {
    return new Span(file, 1, 1, 1, 1);
  }

  /** The same stretch of a file with another name. */
  public Span in(String other) {
    return new Span(other, startLine, startColumn, endLine, endColumn);
  }

  /** From the start of this span to the end of the other one, which is in the same file. */
  public Span to(Span end) {
    return new Span(file, startLine, startColumn, end.endLine, end.endColumn);
  }

  /** Whether a character belongs to both; an empty span has none, but can lie inside of another. */
  public boolean overlaps(Span other) {
    return file.equals(other.file)
        && isBefore(startLine, startColumn, other.endLine, other.endColumn)
        && isBefore(other.startLine, other.startColumn, endLine, endColumn);
  }

  private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }

  /** By file, then by position. */
  @Override
  public int compareTo(Span other) {
    int c = file.compareTo(other.file);
    c = c != 0 ? c : Integer.compare(startLine, other.startLine);
    c = c != 0 ? c : Integer.compare(startColumn, other.startColumn);
    c = c != 0 ? c : Integer.compare(endLine, other.endLine);
    return c != 0 ? c : Integer.compare(endColumn, other.endColumn);
  }

  @Override
  public String toString() {
    return file + ":" + startLine + ":" + startColumn;
  }
}
