package io.github.posttlslint.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file, with an index of its lines.
 *
 * <p>Bytes are decoded as UTF-8; if they are not well-formed UTF-8 they are decoded as ISO-8859-1,
 * which keeps every byte. Either way {@link #bytes()} are the bytes that were read. A byte order
 * mark stays in the text (Postfix takes it for a part of the first name) but has no column.
 *
 * <p>Offsets count UTF-16 code units from 0, lines and columns from 1. Only a newline ends a line.
 */
public final class SourceText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final Charset charset;
  private final int[] lineStarts;
  private final boolean cut;
  private final @Nullable Path place;

  private SourceText(String file, String text, Charset charset, boolean cut, @Nullable Path place) {
    this.file = file;
    this.text = text;
    this.charset = charset;
    this.lineStarts = lineStarts(text);
    this.cut = cut;
    this.place = place;
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param file the name that spans of this text carry
   * @param bytes the whole contents
   */
  public static SourceText of(String file, byte[] bytes) {
    return of(file, bytes, null);
  }

  /**
   * Decodes the bytes of a file of this machine.
   *
   * @param file the name that spans of this text carry
   * @param bytes the whole contents
   * @param place the file, which is no symbolic link; null if it is none of this machine
   */
  public static SourceText of(String file, byte[] bytes, @Nullable Path place) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SourceText(file, text, StandardCharsets.UTF_8, false, place);
    } catch (CharacterCodingException e) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return new SourceText(file, text, StandardCharsets.ISO_8859_1, false, place);
    }
  }

  /** A text that is at hand as characters; its bytes are its UTF-8 form. */
  public static SourceText of(String file, String text) {
    return new SourceText(file, text, StandardCharsets.UTF_8, false, null);
  }

  /** The name that spans of this text carry. */
  public String file() {
    return file;
  }

  /** The file that was read, symbolic links followed; null if it is none of this machine. */
  public @Nullable Path place() {
    return place;
  }

  /** The characters, all of them, with line ends and a byte order mark if there is one. */
  public String text() {
    return text;
  }

  /** UTF-8, or ISO-8859-1 for bytes that are not well-formed UTF-8. */
  public Charset charset() {
    return charset;
  }

  /** The bytes of the file, as they were read. */
  public byte[] bytes() {
    return text.getBytes(charset);
  }

  /** Whether the text begins with a byte order mark. */
  public boolean hasByteOrderMark() {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
  }

  /**
   * The same text up to a number of lines.
   *
   * @param most how many lines, at least 1
   */
  public SourceText firstLines(int most) {
    return lineStarts.length <= most
        ? this
        : new SourceText(file, text.substring(0, lineStarts[most]), charset, true, place);
  }

  /** Whether lines at the end of the file are left out. */
  public boolean isCut() {
    return cut;
  }

  /** The first line that is longer than so many characters; 0 if there is none. */
  public int lineLongerThan(int most) {
    for (int i = 0; i < lineStarts.length; i++) {
      int end = i + 1 < lineStarts.length ? lineStarts[i + 1] - 1 : text.length();
      if (end - lineStarts[i] > most) {
        return i + 1;
      }
    }
    return 0;
  }

  /** How many lines there are: line ends plus one. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, from 1, of the character at the offset; the length of the text is allowed. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column, from 1 in UTF-16 code units, of the character at the offset. */
  public int columnOf(int offset) {
    int line = lineOf(offset);
    int column = offset - lineStarts[line - 1] + 1;
    return line == 1 && hasByteOrderMark() ? Math.max(1, column - 1) : column;
  }

  /** The offset of the first character of a line, which counts from 1. */
  public int startOfLine(int line) {
    return lineStarts[line - 1];
  }

  /**
   * The offset of a place; the reverse of {@link #lineOf} and {@link #columnOf}.
   *
   * @param line from 1
   * @param column from 1, in UTF-16 code units
   * @return -1 if the text has no such place
   */
  public int offset(int line, int column) {
    if (line < 1 || line > lineStarts.length || column < 1) {
      return -1;
    }
    int shift = line == 1 && hasByteOrderMark() ? 1 : 0;
    int offset = lineStarts[line - 1] + column - 1 + shift;
    int end = line < lineStarts.length ? lineStarts[line] : text.length() + 1;
    return offset < end ? offset : -1;
  }

  /** The same file with another text, in the same encoding where that can hold it. */
  public SourceText with(String other) {
    Charset fitting = charset.newEncoder().canEncode(other) ? charset : StandardCharsets.UTF_8;
    return new SourceText(file, other, fitting, cut, place);
  }

  /** The text of a line, which counts from 1, without its line end (LF or CR LF). */
  public String line(int line) {
    int from = lineStarts[line - 1];
    int to = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (to > from && text.charAt(to - 1) == '\r') {
      to--;
    }
    return text.substring(from, to);
  }

  /** The region from one offset up to, and not including, another. */
  public Span span(int from, int to) {
    return new Span(file, lineOf(from), columnOf(from), lineOf(to), columnOf(to));
  }

  @Override
  public String toString() {
    return file;
  }

  private static int[] lineStarts(String text) {
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      count++;
    }
    int[] starts = new int[count];
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[line++] = i + 1;
    }
    return starts;
  }
}
