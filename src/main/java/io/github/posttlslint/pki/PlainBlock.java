package io.github.posttlslint.pki;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the BEGIN and the END line of a PEM block in the usual form: lines of whole
 * groups of base64 that end in line feeds, and nothing else. One pass reads it; {@link PemParser}
 * does so with all other forms, and would come to the same result with this one, but slower.
 */
final class PlainBlock {

  /** A longer line would come in pieces. */
  private static final int LONGEST_LINE = 250;

  private final byte[] text;
  private int at;
  private int lines;
  private byte[] der = new byte[2048];
  private int size;

  private PlainBlock(byte[] text, int start) {
    this.text = text;
    this.at = start;
  }

  /**
   * Reads it.
   *
   * @param start behind the line feed of the BEGIN line
   * @param label the label that both lines have
   * @return null if it is not in the usual form
   */
  static @Nullable PlainBlock read(byte[] text, int start, String label) {
    PlainBlock block = new PlainBlock(text, start);
    boolean more = true;
    while (more) {
      int lineStart = block.at;
      block.readGroups();
      boolean last = block.readPaddedGroup();
      int length = block.at - lineStart;
      more = !last && length > 0;
      if (length > LONGEST_LINE || (length > 0 && !block.skipLineFeed())) {
        return null;
      }
    }
    return block.size > 0 && block.isEnd(label) ? block : null;
  }

  /** The decoded bytes, at least one. */
  byte[] der() {
    return Arrays.copyOf(der, size);
  }

  /** Where the END line starts. */
  int end() {
    return at;
  }

  /** How many lines stand before the END line. */
  int lines() {
    return lines;
  }

  private void readGroups() {
    byte[] from = text;
    byte[] values = Base64.VALUES;
    int i = at;
    int most = Math.min(from.length - 3, i + LONGEST_LINE + 4);
    if (size + LONGEST_LINE > der.length) {
      der = Arrays.copyOf(der, 2 * der.length);
    }
    byte[] to = der;
    int j = size;
    while (i < most) {
      int group =
          values[from[i] & 0xFF] << 18
              | values[from[i + 1] & 0xFF] << 12
              | values[from[i + 2] & 0xFF] << 6
              | values[from[i + 3] & 0xFF];
      if (group < 0) {
        break; // one of them is no digit
      }
      to[j] = (byte) (group >> 16);
      to[j + 1] = (byte) (group >> 8);
      to[j + 2] = (byte) group;
      i += 4;
      j += 3;
    }
    at = i;
    size = j;
  }

  /** The last group if it is not full, such as {@code QQ==}. */
  private boolean readPaddedGroup() {
    if (at + 4 > text.length || text[at + 3] != '=') {
      return false;
    }
    boolean two = text[at + 2] == '=';
    int group =
        Base64.VALUES[text[at] & 0xFF] << 18
            | Base64.VALUES[text[at + 1] & 0xFF] << 12
            | (two ? 0 : Base64.VALUES[text[at + 2] & 0xFF] << 6);
    if (group < 0) {
      return false;
    }
    der[size++] = (byte) (group >> 16);
    if (!two) {
      der[size++] = (byte) (group >> 8);
    }
    at += 4;
    return true;
  }

  private boolean skipLineFeed() {
    boolean there = at < text.length && text[at] == '\n';
    at++;
    lines++;
    return there;
  }

  /** Whether the right END line stands there, with a line feed or the end of the file behind it. */
  private boolean isEnd(String label) {
    int middle = at + PemParser.END.length();
    int dashes = middle + label.length();
    int behind = dashes + PemParser.DASHES.length();
    return behind <= text.length
        && (behind == text.length || text[behind] == '\n')
        && PemLines.matches(text, at, PemParser.END)
        && PemLines.matches(text, middle, label)
        && PemLines.matches(text, dashes, PemParser.DASHES);
  }
}
