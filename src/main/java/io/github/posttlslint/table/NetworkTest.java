package io.github.posttlslint.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network, or a single address (cidr_table(5)).
 *
 * @param bytes the address, 4 or 16 bytes
 * @param length how many bits of it count
 * @param negated whether addresses of the same family outside of it are meant
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record NetworkTest(byte[] bytes, int length, boolean negated) implements KeyTest {

  @Override
  public Verdict test(String key) {
    byte[] address = IpAddress.parse(key);
    boolean found =
        address != null && address.length == bytes.length && isInside(address) != negated;
    return Verdict.of(found);
  }

  private boolean isInside(byte[] address) {
    return Arrays.equals(masked(address, length), bytes);
  }

  /** Whether no bit beyond the length is set. */
  boolean isExact() {
    return isInside(bytes);
  }

  /** The network that the address is in, as Postfix suggests it. */
  String network() {
    return IpAddress.show(masked(bytes, length)) + "/" + length;
  }

  private static byte[] masked(byte[] address, int length) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int bits = Math.max(0, Math.min(8, length - 8 * i));
      masked[i] &= (byte) (0xff << (8 - bits));
    }
    return masked;
  }

  /** An address has the bits of its family, a network those behind the slash. */
  static @Nullable NetworkTest of(String address, @Nullable String mask, boolean negated) {
    byte[] bytes = IpAddress.parse(address);
    if (bytes == null) {
      return null;
    }
    int most = 8 * bytes.length;
    int length = mask == null ? most : length(mask);
    return length < 0 || length > most ? null : new NetworkTest(bytes, length, negated);
  }

  private static int length(String mask) {
    int length = mask.isEmpty() ? -1 : 0;
    for (int i = 0; i < mask.length(); i++) {
      int digit = Character.digit(mask.charAt(i), 10);
      if (digit < 0 || mask.charAt(i) > '9') {
        return -1;
      }
      length = Math.min(1000, 10 * length + digit);
    }
    return length;
  }
}
