package io.github.posttlslint.pki;

import java.util.Arrays;

/**
 * Base64 as OpenSSL's {@code EVP_DecodeUpdate} takes it: white space anywhere, strict padding, and
 * a hyphen ends the data, so that what stands behind it is not looked at.
 */
final class Base64 {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** The value of each byte as a digit; -1 if it is none. */
  static final byte[] VALUES = values();

  private final byte[] text;
  private int badAt = -1;

  Base64(byte[] text) {
    this.text = text;
  }

  /** The bytes; what was decoded up to the first bad character if there is one. */
  byte[] decode() {
    byte[] out = new byte[text.length / 4 * 3 + 3];
    int size = 0;
    int bits = 0;
    int digits = 0;
    int padding = 0;
    int last = 0;
    for (int i = 0; i < text.length && text[i] != '-'; i++) {
      int c = text[i];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        continue;
      }
      last = i;
      int value = c == '=' ? 0 : VALUES[c & 0xFF];
      padding += c == '=' ? 1 : 0;
      if (value < 0 || padding > 2 || (padding > 0 && c != '=')) {
        badAt = i;
        return Arrays.copyOf(out, size);
      }
      bits = (bits << 6) | value;
      if (++digits % 4 == 0) {
        out[size++] = (byte) (bits >> 16);
        out[size++] = (byte) (bits >> 8);
        out[size++] = (byte) bits;
        bits = 0;
      }
    }
    if (digits % 4 != 0) {
      badAt = last;
      return Arrays.copyOf(out, size);
    }
    return Arrays.copyOf(out, size - padding);
  }

  boolean isBad() {
    return badAt >= 0;
  }

  /** Offset of the first bad character, or of the last one if digits are missing behind it. */
  int badAt() {
    return badAt;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < DIGITS.length(); i++) {
      values[DIGITS.charAt(i)] = (byte) i;
    }
    return values;
  }
}
