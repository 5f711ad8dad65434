package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a working tree git has under its control, read from its index
 * (gitformat-index(5)). Version 4 of the index, which shortens names, is not read, nor one that is
 * split in two files, nor one that is a link.
 *
 * @param bytes the index
 * @param names where the names begin in it, in their order; each ends with a null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record GitIndex(byte[] bytes, int[] names) {

  private static final byte[] SIGNATURE = {'D', 'I', 'R', 'C', 0, 0, 0};
  private static final int HEADER = 12;

  /** Bytes of an entry before the hash of its content (gitformat-index(5)). */
  private static final int BEFORE_HASH = 40;

  private static final int SHA_1 = 20;
  private static final int SHA_256 = 32;
  private static final int EXTENDED = 0x4000;
  private static final int LENGTH = 0xfff;

  /** The extension of a split index, "link". */
  private static final int SPLIT = 0x6c696e6b;

  /** Reads the index; null if it cannot be read. */
  static @Nullable GitIndex read(WorkingTree tree) {
    byte[] bytes = bytes(tree);
    int[] names = bytes == null ? null : names(bytes, SHA_1);
    names = bytes == null || names != null ? names : names(bytes, SHA_256);
    return bytes == null || names == null ? null : new GitIndex(bytes, names);
  }

  /** Whether git has the file of this name, relative to the working tree. */
  boolean has(String name) {
    byte[] wanted = (name + "\0").getBytes(StandardCharsets.UTF_8);
    int from = 0;
    int to = names.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int at = names[middle];
      int end = Math.min(bytes.length, at + wanted.length);
      int order = Arrays.compareUnsigned(bytes, at, end, wanted, 0, wanted.length);
      if (order == 0) {
        return true;
      }
      from = order < 0 ? middle + 1 : from;
      to = order < 0 ? to : middle;
    }
    return false;
  }

  /** The beginnings of the names; null if the entries have another form. */
  private static int @Nullable [] names(byte[] bytes, int hash) {
    int count = ByteBuffer.wrap(bytes).getInt(HEADER - Integer.BYTES);
    if (count < 0 || count > bytes.length / (BEFORE_HASH + hash)) {
      return null;
    }
    int[] names = new int[count];
    int start = HEADER;
    for (int i = 0; i < count; i++) {
      int at = start + BEFORE_HASH + hash;
      if (at + 4 > bytes.length) {
        return null;
      }
      int flags = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
      at += (flags & EXTENDED) == 0 ? 2 : 4;
      int end = at;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      if (end == bytes.length || (flags & LENGTH) != Math.min(end - at, LENGTH)) {
        return null;
      }
      names[i] = at;
      start += (end - start) / 8 * 8 + 8; // one to eight nulls bring it to a multiple of eight
    }
    return isSplit(bytes, start) ? null : names;
  }

  /** Whether the index holds only what has changed since it was split from another file. */
  private static boolean isSplit(byte[] bytes, int end) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = end;
    while (at + 2 * Integer.BYTES <= bytes.length) {
      if (buffer.getInt((int) at) == SPLIT) {
        return true;
      }
      int size = buffer.getInt((int) at + Integer.BYTES);
      at += 2 * Integer.BYTES + (size & 0xffff_ffffL);
    }
    return false;
  }

  private static byte @Nullable [] bytes(WorkingTree tree) {
    try {
      byte[] bytes = BoundedFile.readReal(tree.git().resolve("index"), Limits.GIT_INDEX_SIZE);
      boolean known =
          bytes.length > HEADER
              && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
              && (bytes[SIGNATURE.length] == 2 || bytes[SIGNATURE.length] == 3);
      return known ? bytes : null;
    } catch (IOException e) {
      return null;
    }
  }
}
