package io.github.posttlslint.handshake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first message of a client says (RFC 5246, section 7.4.1.2; RFC 8446, section 4.1.2; the
 * form of SSL 2.0 by RFC 5246, appendix E.2).
 *
 * @param version the version in its old place; at most that of TLS 1.2 for clients of TLS 1.3
 * @param suites the cipher suites, the most preferred first
 * @param versions those of the extension supported_versions; null without it
 * @param groups the groups of a key exchange, the most preferred first; null without the extension
 * @param keyShares the groups that it sends a key for already; null without the extension
 * @param signatures the signature schemes, the most preferred first; null without the extension
 * @param certificateSignatures those for certificates; null without the extension
 * @param pointFormats the formats of points on curves; null without the extension
 * @param sendsServerName whether it names the server
 */
public record ClientHello(
    int version,
    List<Integer> suites,
    @Nullable List<Integer> versions,
    @Nullable List<Integer> groups,
    @Nullable List<Integer> keyShares,
    @Nullable List<Integer> signatures,
    @Nullable List<Integer> certificateSignatures,
    @Nullable List<Integer> pointFormats,
    boolean sendsServerName) {

  /** {@code TLS_FALLBACK_SCSV} (RFC 7507): it had a newer version fail before. */
  private static final int FALLBACK = 0x5600;

  private static final int SERVER_NAME = 0;
  private static final int GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURES = 13;
  private static final int VERSIONS = 43;
  private static final int CERTIFICATE_SIGNATURES = 50;
  private static final int KEY_SHARES = 51;

  /** Whether it says that a newer version failed before. */
  boolean isFallback() {
    return suites.contains(FALLBACK);
  }

  /** The newest version that it offers, by its number. */
  int newest() {
    int newest = version;
    for (int one : versions == null ? List.<Integer>of() : versions) {
      newest = (one & 0x0f0f) == 0x0a0a ? newest : Math.max(newest, one); // GREASE, RFC 8701
    }
    return newest;
  }

  /**
   * Reads the first record of a client.
   *
   * @throws IllegalArgumentException if it is no whole ClientHello
   */
  public static ClientHello parse(byte[] record) {
    Bytes bytes = new Bytes(record, 0, record.length);
    if (bytes.left() > 2 && (record[0] & 0x80) != 0 && record[2] == 1) {
      return old(bytes);
    }
    if (bytes.number(1) != 22) {
      throw new IllegalArgumentException("not a record of a handshake");
    }
    bytes.skip(2);
    Bytes body = bytes.part(2);
    if (body.number(1) != 1) {
      throw new IllegalArgumentException("not a ClientHello");
    }
    Bytes hello = body.part(3);
    int version = hello.number(2);
    hello.skip(32);
    hello.part(1);
    List<Integer> suites = hello.part(2).numbers(2);
    hello.part(1);
    Reader reader = new Reader();
    if (hello.left() > 0) {
      reader.read(hello.part(2));
    }
    return new ClientHello(
        version,
        suites,
        reader.versions,
        reader.groups,
        reader.keyShares,
        reader.signatures,
        reader.certificateSignatures,
        reader.pointFormats,
        reader.sendsServerName);
  }

  /** Suites take three bytes there; those that begin with 0 are of SSL 3.0 and TLS. */
  private static ClientHello old(Bytes bytes) {
    bytes.skip(3);
    int version = bytes.number(2);
    int length = bytes.number(2);
    bytes.skip(4);
    List<Integer> suites = new ArrayList<>();
    Bytes all = new Bytes(bytes.bytes, bytes.at, bytes.at + length);
    while (all.left() > 0) {
      int suite = all.number(3);
      if (suite <= 0xffff) {
        suites.add(suite);
      }
    }
    return new ClientHello(version, suites, null, null, null, null, null, null, false);
  }

  /** The extensions. */
  private static final class Reader {
    private @Nullable List<Integer> versions;
    private @Nullable List<Integer> groups;
    private @Nullable List<Integer> keyShares;
    private @Nullable List<Integer> signatures;
    private @Nullable List<Integer> certificateSignatures;
    private @Nullable List<Integer> pointFormats;
    private boolean sendsServerName;

    void read(Bytes extensions) {
      while (extensions.left() > 0) {
        int type = extensions.number(2);
        Bytes body = extensions.part(2);
        switch (type) {
          case SERVER_NAME -> sendsServerName = true;
          case GROUPS -> groups = body.part(2).numbers(2);
          case POINT_FORMATS -> pointFormats = body.part(1).numbers(1);
          case SIGNATURES -> signatures = body.part(2).numbers(2);
          case CERTIFICATE_SIGNATURES -> certificateSignatures = body.part(2).numbers(2);
          case VERSIONS -> versions = body.part(1).numbers(2);
          case KEY_SHARES -> keyShares = shares(body.part(2));
          default -> {} // nothing that the answer depends on
        }
      }
    }

    private static List<Integer> shares(Bytes list) {
      List<Integer> groups = new ArrayList<>();
      while (list.left() > 0) {
        groups.add(list.number(2));
        list.part(2);
      }
      return groups;
    }
  }

  /** A stretch of bytes that is read from its start. */
  private static final class Bytes {
    private final byte[] bytes;
    private final int end;
    private int at;

    Bytes(byte[] bytes, int from, int end) {
      if (end > bytes.length) {
        throw new IllegalArgumentException("a length goes beyond the end");
      }
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    int left() {
      return end - at;
    }

    void skip(int count) {
      if (count > left()) {
        throw new IllegalArgumentException("it ends too soon");
      }
      at += count;
    }

    int number(int size) {
      int from = at;
      skip(size);
      int number = 0;
      for (int i = from; i < at; i++) {
        number = number << 8 | (bytes[i] & 0xff);
      }
      return number;
    }

    /** What follows a length of so many bytes. */
    Bytes part(int size) {
      int length = number(size);
      int from = at;
      skip(length);
      return new Bytes(bytes, from, at);
    }

    List<Integer> numbers(int size) {
      List<Integer> numbers = new ArrayList<>();
      while (left() > 0) {
        numbers.add(number(size));
      }
      return numbers;
    }
  }
}
