package io.github.posttlslint.table;

import org.jspecify.annotations.Nullable;

/** Texts of IP addresses, as inet_pton(3) reads them: no names, no zones, no short forms. */
public final class IpAddress {

  private IpAddress() {}

  /** Whether a text is an address of this machine alone. */
  public static boolean isLoopback(String text) {
    byte[] bytes = text.indexOf(':') < 0 && text.indexOf('.') < 0 ? null : parse(text);
    if (bytes == null) {
      return false;
    }
    if (bytes.length == 4) {
      return bytes[0] == 127;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      sum |= bytes[i];
    }
    return sum == 0 && bytes[15] == 1;
  }

  /** The 4 or 16 bytes of an address; null if the text is none. */
  public static byte @Nullable [] parse(String text) {
    if (text.indexOf(':') < 0) {
      byte[] bytes = new byte[4];
      return isFour(text, bytes, 0) ? bytes : null;
    }
    byte[] bytes = new byte[16];
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    if (gap < 0) {
      return groups(text, bytes, 0) == 16 ? bytes : null;
    }
    byte[] tail = new byte[16];
    int before = groups(text.substring(0, gap), bytes, 0);
    int after = groups(text.substring(gap + 2), tail, 0);
    boolean dotted = text.indexOf('.') >= 0 && text.indexOf('.') < gap;
    if (before < 0 || after < 0 || before + after > 14 || dotted) {
      return null;
    }
    System.arraycopy(tail, 0, bytes, 16 - after, after);
    return bytes;
  }

  /** Reads groups between colons; the number of bytes, or -1. */
  private static int groups(String text, byte[] bytes, int from) {
    if (text.isEmpty()) {
      return 0;
    }
    int at = from;
    int start = 0;
    while (true) {
      int colon = text.indexOf(':', start);
      String group = text.substring(start, colon < 0 ? text.length() : colon);
      if (colon < 0 && group.indexOf('.') >= 0) {
        return at <= 12 && isFour(group, bytes, at) ? at + 4 : -1;
      }
      if (at > 14 || group.isEmpty() || group.length() > 4) {
        return -1;
      }
      int number = 0;
      for (int i = 0; i < group.length(); i++) {
        int digit = group.charAt(i) < 128 ? Character.digit(group.charAt(i), 16) : -1;
        if (digit < 0) {
          return -1;
        }
        number = 16 * number + digit;
      }
      bytes[at++] = (byte) (number >> 8);
      bytes[at++] = (byte) number;
      if (colon < 0) {
        return at;
      }
      start = colon + 1;
    }
  }

  /** Reads four decimal numbers without leading zeros into the bytes. */
  private static boolean isFour(String text, byte[] bytes, int from) {
    int at = from;
    int number = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (number < 0 || at == from + 4) {
          return false;
        }
        bytes[at++] = (byte) number;
        number = -1;
      } else if (c < '0' || c > '9' || number == 0 || Math.max(0, number) * 10 + c - '0' > 255) {
        return false;
      } else {
        number = Math.max(0, number) * 10 + c - '0';
      }
    }
    return at == from + 4;
  }

  /** The usual text of an address; without the abbreviation of zeros in the middle. */
  static String show(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    if (bytes.length == 4) {
      for (byte b : bytes) {
        text.append(text.isEmpty() ? "" : ".").append(b & 0xff);
      }
      return text.toString();
    }
    int groups = 8;
    while (groups > 0 && bytes[2 * groups - 1] == 0 && bytes[2 * groups - 2] == 0) {
      groups--;
    }
    int shown = groups < 7 ? groups : 8;
    for (int i = 0; i < shown; i++) {
      int group = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
    }
    return shown == 8 ? text.toString() : text + "::";
  }
}
