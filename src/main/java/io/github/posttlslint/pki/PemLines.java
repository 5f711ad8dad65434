package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as OpenSSL's PEM reader gets them: by {@code fgets} into 255 bytes. So a
 * longer line comes in pieces, a zero byte cuts the rest of its line off, and a zero byte at the
 * start of a line looks like the end of the file.
 */
final class PemLines {

  /** What {@code fgets} puts at most into the buffer of crypto/pem/pem_lib.c. */
  private static final int MOST = 254;

  private final String file;
  private final byte[] bytes;
  private int next;
  private int nextLine = 1;
  private int nextColumn = 1;

  private int start;
  private int length;
  private int line;
  private int column;
  private boolean complete;
  private boolean atZero;
  private boolean sawReturn;
  private boolean sawFeed;

  PemLines(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Moves to the next line or piece of one; false at what OpenSSL takes for the end. */
  boolean advance() {
    atZero = false;
    if (next >= bytes.length) {
      return false;
    }
    start = next;
    line = nextLine;
    column = nextColumn;
    int end = start;
    int most = Math.min(bytes.length, start + MOST);
    complete = false;
    while (end < most && !complete) {
      complete = bytes[end++] == '\n';
    }
    length = end - start;
    for (int i = end - 1; i >= start; i--) {
      if (bytes[i] == 0) {
        length = i - start;
      }
      sawReturn |= bytes[i] == '\r';
    }
    sawFeed |= complete;
    next = end;
    nextLine = complete ? line + 1 : line;
    nextColumn = complete ? 1 : column + length;
    atZero = length == 0;
    return !atZero;
  }

  /** Whether {@link #advance} stopped at a zero byte and not at the end of the file. */
  boolean stoppedAtZero() {
    return atZero;
  }

  /** Whether there was a carriage return. */
  boolean sawReturn() {
    return sawReturn;
  }

  /** Whether there was a line feed. */
  boolean sawFeed() {
    return sawFeed;
  }

  /** Goes back to a line that was seen before, so that the next advance reads it again. */
  void rewind(Mark mark) {
    next = mark.start;
    nextLine = mark.line;
    nextColumn = mark.column;
  }

  /** The block that the current line begins, if it is in the usual form; then at its END line. */
  @Nullable PlainBlock skipPlainBlock(String label) {
    PlainBlock block = complete ? PlainBlock.read(bytes, next, label) : null;
    if (block != null) {
      next = block.end();
      nextLine += block.lines();
      advance();
    }
    return block;
  }

  /** The current line, to come back to. */
  Mark mark() {
    return new Mark(start, line, column);
  }

  /** A place to go back to. */
  record Mark(int start, int line, int column) {}

  /** Skips a UTF-8 byte order mark, which OpenSSL 3 permits wherever it looks for a first line. */
  boolean skipByteOrderMark() {
    boolean there =
        length > 3
            && bytes[start] == (byte) 0xEF
            && bytes[start + 1] == (byte) 0xBB
            && bytes[start + 2] == (byte) 0xBF;
    if (there) {
      start += 3;
      length -= 3;
    }
    return there;
  }

  /** The current line's first byte. */
  int start() {
    return start;
  }

  /** Behind the current line's last byte that is not white space; OpenSSL cuts the rest off. */
  int trimmedEnd() {
    int end = start + length;
    // bytes from 0x80 count as white space, too: char is signed where OpenSSL compares it with ' '
    while (end > start && bytes[end - 1] <= ' ') {
      end--;
    }
    return end;
  }

  /** Whether the piece filled the buffer without reaching the end of its line. */
  boolean isPartial() {
    return !complete && length == MOST;
  }

  boolean contains(char c) {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] == c) {
        return true;
      }
    }
    return false;
  }

  boolean startsWith(String prefix) {
    return matchesAt(start, prefix);
  }

  boolean matchesAt(int at, String text) {
    return at + text.length() <= start + length && matches(bytes, at, text);
  }

  /** Whether the text, which fits in there, stands at a place. */
  static boolean matches(byte[] bytes, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int line() {
    return line;
  }

  /** The current line without its trailing white space. */
  Span span() {
    int end = trimmedEnd();
    return new Span(file, line, column, line, column + charsBetween(start, end));
  }

  private int charsBetween(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).length();
  }
}
