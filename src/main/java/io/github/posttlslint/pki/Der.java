package io.github.posttlslint.pki;

import org.jspecify.annotations.Nullable;

/**
 * One DER element within an array: enough to tell what a file is and to find a certificate's names
 * without parsing it. Lengths are checked against the array; nothing is copied.
 *
 * @param bytes the array
 * @param start where the element begins, with its tag
 * @param content where its content begins
 * @param end behind its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record Der(byte[] bytes, int start, int content, int end) {

  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int CONTEXT_0 = 0xA0;

  /**
   * The element that starts at an offset; null if none fits in there. Indefinite lengths, which BER
   * permits and PKCS#12 files of some makers have, count as reaching to the end of the array.
   */
  static @Nullable Der at(byte[] bytes, int offset) {
    if (offset < 0 || offset + 2 > bytes.length) {
      return null;
    }
    int length = bytes[offset + 1] & 0xFF;
    int content = offset + 2;
    if (length == 0x80) {
      return new Der(bytes, offset, content, bytes.length);
    }
    if (length > 0x80) {
      int octets = length - 0x80;
      if (octets > 4 || content + octets > bytes.length) {
        return null;
      }
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (bytes[content++] & 0xFF);
      }
    }
    if (length < 0 || length > bytes.length - content) {
      return null;
    }
    return new Der(bytes, offset, content, content + length);
  }

  int tag() {
    return bytes[start] & 0xFF;
  }

  int contentLength() {
    return end - content;
  }

  /** Whether its length is definite and written with as few octets as can be, as DER wants it. */
  boolean isShortest() {
    int octets = content - start - 2;
    int length = end - content;
    int needed = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
    return octets == needed && bytes[start + 1] != (byte) 0x80 && length < 0x1000000;
  }

  @Nullable Der firstChild() {
    Der child = content < end ? at(bytes, content) : null;
    return child != null && child.end <= end ? child : null;
  }

  /** The element that follows within a parent. */
  @Nullable Der next(Der parent) {
    Der sibling = end < parent.end ? at(bytes, end) : null;
    return sibling != null && sibling.end <= parent.end ? sibling : null;
  }
}
