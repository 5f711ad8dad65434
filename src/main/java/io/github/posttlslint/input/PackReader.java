package io.github.posttlslint.input;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reference data that the build wrote with {@link PackWriter}. A text is decoded when it
 * is first asked for, whole and in one go: what {@code DataInputStream} does letter by letter is
 * slow before it is compiled.
 */
public final class PackReader {

  private final byte[] bytes;
  private final int[] ends;
  private final int firstText;
  private final @Nullable String[] texts;
  private int position;

  /** Makes a reader at the first thing that was added. */
  public PackReader(byte[] bytes) {
    this.bytes = bytes;
    int count = four();
    texts = new String[count];
    ends = new int[count];
    int end = 0;
    for (int i = 0; i < count; i++) {
      end += four();
      ends[i] = end;
    }
    firstText = position;
    position += end;
  }

  /** A number from 0 to 255. */
  public int small() {
    return bytes[position++] & 0xff;
  }

  /** A number from 0 to 65,535. */
  public int number() {
    int high = bytes[position++] & 0xff;
    return (high << 8) | (bytes[position++] & 0xff);
  }

  /** Any number. */
  public long whole() {
    long high = four();
    return (high << 32) | (four() & 0xffffffffL);
  }

  /** Yes or no. */
  public boolean truth() {
    return bytes[position++] != 0;
  }

  /** A text. */
  public String text() {
    int index = number();
    String text = texts[index];
    if (text == null) {
      int start = index == 0 ? 0 : ends[index - 1];
      text = new String(bytes, firstText + start, ends[index] - start, StandardCharsets.UTF_8);
      texts[index] = text;
    }
    return text;
  }

  // a loop over the bytes would be slow as long as it is interpreted
  private int four() {
    int high = number();
    return (high << 16) | number();
  }
}
