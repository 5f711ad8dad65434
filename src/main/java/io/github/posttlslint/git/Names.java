package io.github.posttlslint.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of files in the order of git, which is that of their bytes. They stay where they are in
 * git's answer, each with a null after it: a repository can have many.
 *
 * @param bytes git's answer
 * @param starts where names begin in it, each name once
 * @param count how many of these there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record Names(byte[] bytes, int[] starts, int count) {

  /**
   * Makes the list; a name may stand in it several times in a row.
   *
   * @param starts where names begin
   * @throws IOException if they have another order
   */
  static Names of(byte[] bytes, int[] starts) throws IOException {
    int count = 0;
    for (int start : starts) {
      int order = count == 0 ? -1 : compare(bytes, starts[count - 1], bytes, start);
      if (order > 0) {
        throw new IOException("git lists names in another order than its own");
      }
      if (order < 0) {
        starts[count++] = start;
      }
    }
    return new Names(bytes, starts, count);
  }

  int size() {
    return count;
  }

  /** Where a name begins in git's answer. */
  int start(int index) {
    return starts[index];
  }

  /** The text of a name; bytes that are not UTF-8 give {@code U+FFFD}. */
  String get(int index) {
    return new String(bytes, starts[index], end(index) - starts[index], StandardCharsets.UTF_8);
  }

  private int end(int index) {
    int end = starts[index];
    while (bytes[end] != 0) {
      end++;
    }
    return end;
  }

  boolean has(String name) {
    return find(name) >= 0;
  }

  /** The place of a name; negative if it is not there. */
  int find(String name) {
    return find((name + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a name of another list is here too. */
  boolean has(Names others, int index) {
    return find(Arrays.copyOfRange(others.bytes, others.starts[index], others.end(index) + 1)) >= 0;
  }

  private int find(byte[] wanted) {
    int at = from(wanted);
    return at < count && compare(bytes, starts[at], wanted, 0) == 0 ? at : -1;
  }

  /** Whether there is a name that begins so. */
  boolean hasBelow(String prefix) {
    int at = from(prefix);
    return at < count && startsWith(at, prefix);
  }

  /** The first name that is not before a text; names that begin with it follow each other. */
  int from(String prefix) {
    return from(prefix.getBytes(StandardCharsets.UTF_8));
  }

  private int from(byte[] wanted) {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int end = Math.min(bytes.length, starts[middle] + wanted.length);
      boolean isBefore =
          Arrays.compareUnsigned(bytes, starts[middle], end, wanted, 0, wanted.length) < 0;
      from = isBefore ? middle + 1 : from;
      to = isBefore ? to : middle;
    }
    return from;
  }

  boolean startsWith(int index, String prefix) {
    byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(bytes.length, starts[index] + wanted.length);
    return Arrays.equals(bytes, starts[index], end, wanted, 0, wanted.length);
  }

  /** Which of these names stand at the same place as one of the others, by index. */
  boolean[] among(Names others) {
    boolean[] found = new boolean[count];
    int other = 0;
    for (int i = 0; i < count; i++) {
      int order = -1;
      while (other < others.count
          && (order = compare(others.bytes, others.starts[other], bytes, starts[i])) < 0) {
        other++;
      }
      found[i] = other < others.count && order == 0;
    }
    return found;
  }

  /** Compares two names that end with a null. */
  private static int compare(byte[] one, int from, byte[] other, int at) {
    for (int i = 0; ; i++) {
      int order = (one[from + i] & 0xff) - (other[at + i] & 0xff);
      if (order != 0 || one[from + i] == 0) {
        return order;
      }
    }
  }
}
