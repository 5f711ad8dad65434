package io.github.posttlslint.cf;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import java.util.Arrays;

/**
 * Text as Postfix sees it, with a way back to the characters of the file.
 *
 * <p>A logical line is one or more lines of the file, put together without their line ends; a value
 * or a list element is a {@linkplain #slice slice} of one. An expression of a template language is
 * a single {@link #OPAQUE} character here, whatever its length in the file.
 *
 * <p>Positions count UTF-16 code units of {@link #text()} from 0.
 */
public final class LogicalText {

  /**
   * Stands for text that is not known before a template is filled in. The character is one of
   * Unicode's noncharacters, which no text that is meant for others contains.
   */
  public static final char OPAQUE = '\uFDD0';

  private final Pieces pieces;
  private final int start;
  private final int end;
  private final String text;

  private LogicalText(Pieces pieces, int start, int end) {
    this.pieces = pieces;
    this.start = start;
    this.end = end;
    this.text = pieces.text.substring(start, end);
  }

  /** The characters of the source from one offset to another, as they stand. */
  public static LogicalText of(SourceText source, int from, int to) {
    return new Builder(source, from).append(from, to).build();
  }

  /** A text of its own, for values that come from no file, such as built-in defaults. */
  public static LogicalText of(String file, String text) {
    return of(SourceText.of(file, text), 0, text.length());
  }

  /** The characters; template expressions are {@link #OPAQUE}. */
  public String text() {
    return text;
  }

  /** The file that the text comes from. */
  public SourceText source() {
    return pieces.source;
  }

  /** The number of characters. */
  public int length() {
    return end - start;
  }

  /** Whether there is no character. */
  public boolean isEmpty() {
    return start == end;
  }

  /** Whether any part of the text is not known before a template is filled in. */
  public boolean isOpaque() {
    return isOpaque(text);
  }

  /** Whether a text, for instance the result of an expansion, has an {@link #OPAQUE} in it. */
  public static boolean isOpaque(String text) {
    return text.indexOf(OPAQUE) >= 0;
  }

  /** The part from one position up to, and not including, another. */
  public LogicalText slice(int from, int to) {
    if (from < 0 || to < from || to > length()) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + length());
    }
    return new LogicalText(pieces, start + from, start + to);
  }

  /** The part from a position to the end. */
  public LogicalText slice(int from) {
    return slice(from, length());
  }

  /** Without ASCII white space at both ends, as Postfix trims values. */
  public LogicalText trim() {
    int from = 0;
    int to = length();
    while (from < to && Chars.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && Chars.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return slice(from, to);
  }

  /** The region of the file from one position to another; it can extend over several lines. */
  public Span span(int from, int to) {
    int sourceFrom = pieces.startOffset(start + from, from < to);
    int sourceTo = from < to ? pieces.endOffset(start + to) : sourceFrom;
    return pieces.source.span(sourceFrom, Math.max(sourceFrom, sourceTo));
  }

  /** The region of the file that the whole text takes. */
  public Span span() {
    return span(0, length());
  }

  /** The text with template expressions as they are written, still without line ends. */
  public String original() {
    return isOpaque() ? pieces.original(start, end) : text;
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }

  /** Puts a logical text together from pieces of one file, in the order of the file. */
  static final class Builder {
    private final SourceText source;
    private final int anchor;
    private final StringBuilder text = new StringBuilder();
    private int[] table = new int[12];
    private int count;

    /** An empty text; {@code anchor} is where it stands in the file as long as it is empty. */
    Builder(SourceText source, int anchor) {
      this.source = source;
      this.anchor = anchor;
    }

    Builder append(int from, int to) {
      if (from < to) {
        piece(from, to);
        text.append(source.text(), from, to);
      }
      return this;
    }

    /** One {@link #OPAQUE} character for all of {@code [from, to)}. */
    Builder appendOpaque(int from, int to) {
      piece(from, to);
      text.append(OPAQUE);
      return this;
    }

    /**
     * A text in place of all of {@code [from, to)}: each character of it stands for all of that.
     */
    Builder appendWritten(int from, int to, String written) {
      for (int i = 0; i < written.length(); i++) {
        piece(from, to);
        text.append(written.charAt(i));
      }
      return this;
    }

    int length() {
      return text.length();
    }

    private void piece(int from, int to) {
      if (count * 3 == table.length) {
        table = Arrays.copyOf(table, table.length * 2);
      }
      table[count * 3] = text.length();
      table[count * 3 + 1] = from;
      table[count * 3 + 2] = to;
      count++;
    }

    LogicalText build() {
      if (count == 0) {
        piece(anchor, anchor);
      }
      Pieces pieces = new Pieces(source, text.toString(), table, count);
      return new LogicalText(pieces, 0, text.length());
    }
  }

  /** Pieces of the file in the order of the text: position in the text, start and end offset. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  private record Pieces(SourceText source, String text, int[] table, int count) {

    /** Index of the piece that holds the character at a position of the text. */
    int pieceAt(int position) {
      int low = 0;
      int high = count - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (table[middle * 3] <= position) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    /** Where a character stands; for an empty stretch, where the character before it ends. */
    int startOffset(int position, boolean hasCharacter) {
      if (!hasCharacter && position > 0) {
        return endOffset(position);
      }
      int piece = pieceAt(position);
      return table[piece * 3 + 1] + (position - table[piece * 3]);
    }

    /** Where the character before a position, which is not 0, ends. */
    int endOffset(int position) {
      int piece = pieceAt(position - 1);
      int within = position - table[piece * 3];
      int pieceEnd = piece + 1 < count ? table[(piece + 1) * 3] : text.length();
      return position == pieceEnd ? table[piece * 3 + 2] : table[piece * 3 + 1] + within;
    }

    String original(int from, int to) {
      StringBuilder out = new StringBuilder();
      int done = 0;
      for (int i = from; i < to; ) {
        int piece = pieceAt(i);
        int pieceEnd = piece + 1 < count ? table[(piece + 1) * 3] : text.length();
        int stop = Math.min(to, pieceEnd);
        int end = endOffset(stop);
        if (end > done) {
          out.append(source.text(), startOffset(i, true), end);
          done = end;
        }
        i = stop;
      }
      return out.toString();
    }
  }
}
