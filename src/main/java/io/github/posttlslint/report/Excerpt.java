package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Report.Sources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source lines of a span.
 *
 * @param lines the lines in order; of long spans only the first ones and the last
 * @param hidden why parts of them are not shown; empty if all is
 */
record Excerpt(List<Line> lines, String hidden) {
  private static final int TAB = 8;

  /** As many lines of a span stand in formats for programs. */
  private static final int MOST_TEXT_LINES = 50;

  /** A span of more lines than this is shown in part. */
  private static final int MOST_LINES = 6;

  /** Characters of a line that are shown, around the part that belongs to the span. */
  private static final int LONGEST = 200;

  /** How many of its first lines are shown then; besides them, the last one. */
  private static final int FIRST_LINES = 4;

  /**
   * One line and the part of it that belongs to the span.
   *
   * @param number from 1
   * @param text the line, made visible; an ellipsis stands for what is cut off a long one
   * @param start index of the first character of the part
   * @param end index after its last character; equal to {@code start} if the part is empty
   * @param gap whether lines before this one are left out
   */
  record Line(int number, String text, int start, int end, boolean gap) {

    /** Whether all of the line belongs to the span, its indentation aside. */
    boolean isWhole() {
      return start <= indent(text) && end >= text.length();
    }

    /**
     * The line for a terminal.
     *
     * @param available columns; 0 for no limit
     */
    Row row(int available) {
      return new Rows(this, available).row();
    }
  }

  /**
   * A line as a terminal shows it.
   *
   * @param text with tabs expanded and clipped to the width
   * @param from first column to underline, from 0
   * @param to the column after the last one to underline, at least {@code from + 1}
   */
  record Row(String text, int from, int to) {}

  Excerpt {
    lines = List.copyOf(lines);
  }

  /** The lines of a span; null where they may not be shown. */
  static @Nullable Excerpt of(Span span, Sources sources) {
    int count = span.endLine() - span.startLine() + 1;
    boolean ofNextLineNothing = count > 1 && span.endColumn() == 1;
    int last = ofNextLineNothing ? span.endLine() - 1 : span.endLine();
    boolean inPart = last - span.startLine() + 1 > MOST_LINES;
    List<Line> lines = new ArrayList<>();
    for (int number = span.startLine(); number <= last; number++) {
      boolean gap = inPart && number == span.startLine() + FIRST_LINES;
      number = gap ? last : number;
      String text = sources.excerpt(span.file(), number);
      if (text == null) {
        break;
      }
      lines.add(line(shown(span, sources), number, Characters.visible(text), gap));
    }
    return lines.isEmpty() ? null : new Excerpt(lines, sources.hidden(span));
  }

  /** The span in the lines as they may be shown. */
  private static Span shown(Span span, Sources sources) {
    return new Span(
        span.file(),
        span.startLine(),
        sources.column(span.file(), span.startLine(), span.startColumn()),
        span.endLine(),
        sources.column(span.file(), span.endLine(), span.endColumn()));
  }

  private static Line line(Span span, int number, String text, boolean gap) {
    int start =
        number == span.startLine() ? Math.min(span.startColumn() - 1, text.length()) : indent(text);
    int end =
        number == span.endLine() ? Math.min(span.endColumn() - 1, text.length()) : text.length();
    return cut(new Line(number, text, start, Math.max(start, end), gap));
  }

  /** The line around its part, if it is a long one. */
  private static Line cut(Line line) {
    String text = line.text;
    if (text.length() <= LONGEST) {
      return line;
    }
    int first = windowStart(text.length(), line.start, line.end, LONGEST);
    int last = Math.min(first + LONGEST, text.length());
    first += first > 0 && Character.isLowSurrogate(text.charAt(first)) ? 1 : 0;
    last -= last < text.length() && Character.isLowSurrogate(text.charAt(last)) ? 1 : 0;
    String shown =
        (first > 0 ? "…" : "") + text.substring(first, last) + (last < text.length() ? "…" : "");
    int shift = first > 0 ? first - 1 : 0;
    int start = Math.min(line.start, last) - shift;
    return new Line(line.number, shown, start, Math.min(line.end, last) - shift, line.gap);
  }

  /** A text, or a part of it about a place if it is a long one. */
  static String around(String text, int at) {
    return cut(new Line(0, text, at, at, false)).text;
  }

  /** Where to begin, so that a part is seen as far as there is room. */
  private static int windowStart(int length, int from, int to, int room) {
    return to <= room ? 0 : Math.max(0, Math.min(from - room / 4, length - room));
  }

  /**
   * The text of a span, long lines and all but some lines of many cut; null where it may not be
   * shown.
   */
  static @Nullable String text(Span written, Sources sources) {
    Span span = shown(written, sources);
    StringBuilder text = new StringBuilder();
    int cutFrom = span.startLine() + MOST_TEXT_LINES;
    for (int number = span.startLine(); number <= span.endLine(); number++) {
      String line = sources.line(span.file(), number);
      if (line == null) {
        return null;
      }
      if (number < cutFrom) {
        int start = number == span.startLine() ? span.startColumn() - 1 : 0;
        int end = number == span.endLine() ? span.endColumn() - 1 : line.length();
        end = Math.min(end, line.length());
        text.append(cut(line.substring(Math.min(start, end), end)));
        text.append(number == span.endLine() ? "" : "\n");
      } else if (number == cutFrom) {
        text.append("…");
      }
    }
    return text.toString();
  }

  /** A text, or its beginning and an ellipsis if it is a long one. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  private static int indent(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  /** Lays one line out in terminal columns. */
  private static final class Rows {
    private final StringBuilder out = new StringBuilder();
    private final Line line;
    private final int available;
    private int from;
    private int to;
    private int total;

    Rows(Line line, int available) {
      this.line = line;
      this.available = available;
      measure();
    }

    /** Finds the columns of the marked part and of the whole line. */
    private void measure() {
      String text = line.text;
      int column = 0;
      for (int i = 0; i < text.length(); ) {
        int codePoint = text.codePointAt(i);
        int next = i + Character.charCount(codePoint);
        if (i <= line.start) {
          from = column;
        }
        column += columns(codePoint, column);
        if (next <= line.end) {
          to = column;
        }
        i = next;
      }
      total = column;
      from = line.start >= text.length() ? total : from;
      to = Math.max(to, from + 1);
    }

    Row row() {
      if (available <= 0 || Math.max(total, to) <= available) {
        copy(0, Integer.MAX_VALUE);
        return new Row(out.toString(), from, to);
      }
      int room = Math.max(available, 8) - 2;
      int first = windowStart(total, from, to, room);
      int last = Math.min(first + room, total);
      out.append(first > 0 ? "…" : "");
      copy(first, last);
      out.append(last < total ? "…" : "");
      int shift = first > 0 ? first - 1 : first;
      int left = from - shift;
      return new Row(out.toString(), left, Math.max(left + 1, Math.min(to, last) - shift));
    }

    /** Copies the characters of the columns from {@code first} to before {@code last}. */
    private void copy(int first, int last) {
      String text = line.text;
      int column = 0;
      for (int i = 0; i < text.length(); ) {
        int codePoint = text.codePointAt(i);
        int width = columns(codePoint, column);
        int end = column + width;
        if (codePoint != '\t' && column >= first && end <= last) {
          out.appendCodePoint(codePoint);
        } else {
          int blanks = Math.min(end, last) - Math.max(column, first);
          for (int k = 0; k < blanks; k++) {
            out.append(' ');
          }
        }
        column = end;
        i += Character.charCount(codePoint);
      }
    }

    private static int columns(int codePoint, int column) {
      return codePoint == '\t' ? TAB - column % TAB : Characters.width(codePoint);
    }
  }
}
