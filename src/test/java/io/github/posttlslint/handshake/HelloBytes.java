package io.github.posttlslint.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A captured ClientHello (RFC 8446, section 4.1.2) in parts, so that some can be replaced; what is
 * not replaced is kept byte by byte, GREASE, padding and tickets of other servers included.
 *
 * @param start version and random
 * @param sessionId with its length, as it is sent
 * @param choices cipher suites and compression methods, as they are sent
 * @param extensions in their order; null if there is not even a list of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HelloBytes(
    byte[] start, byte[] sessionId, byte[] choices, @Nullable List<Extension> extensions) {

  static final int SERVER_NAME = 0;
  static final int SUPPORTED_VERSIONS = 43;
  static final int COOKIE = 44;
  static final int PRE_SHARED_KEY = 41;
  static final int KEY_SHARE = 51;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RANDOM = 32;

  /** One extension. */
  record Extension(int type, byte[] body) {}

  /** One of the client's key shares. */
  record Share(int group, byte[] key) {}

  /** Whether a first record is a hello in the form of SSLv2 (RFC 5246, appendix E.2). */
  static boolean isOldForm(byte[] record) {
    return record[0] != HANDSHAKE && record[0] < 0;
  }

  /** Reads a record that holds one whole hello. */
  static HelloBytes parse(byte[] record) {
    ByteBuffer all = ByteBuffer.wrap(record);
    int type = all.get();
    all.getShort();
    int size = all.getShort() & 0xffff;
    int message = all.getInt();
    if (type != HANDSHAKE
        || size != all.limit() - 5
        || message != (CLIENT_HELLO << 24) + size - 4) {
      throw new IllegalArgumentException("not one record with one ClientHello");
    }
    byte[] start = take(all, 2 + RANDOM);
    byte[] sessionId = take(all, 1 + all.get(all.position()));
    int suites = 2 + (all.getShort(all.position()) & 0xffff);
    byte[] choices = take(all, suites + 1 + all.get(all.position() + suites));
    return new HelloBytes(start, sessionId, choices, all.hasRemaining() ? extensions(all) : null);
  }

  /** Reads a list of extensions, as hellos of both sides and EncryptedExtensions have it. */
  static List<Extension> extensions(ByteBuffer from) {
    ByteBuffer list = ByteBuffer.wrap(vector(from));
    List<Extension> extensions = new ArrayList<>();
    while (list.hasRemaining()) {
      extensions.add(new Extension(list.getShort() & 0xffff, vector(list)));
    }
    return extensions;
  }

  /** So many bytes. */
  static byte[] take(ByteBuffer from, int size) {
    byte[] bytes = new byte[size];
    from.get(bytes);
    return bytes;
  }

  /** What follows its length in two bytes. */
  static byte[] vector(ByteBuffer from) {
    return take(from, from.getShort() & 0xffff);
  }

  /** The body of an extension; null if there is none. */
  byte @Nullable [] body(int type) {
    return extensions == null ? null : body(extensions, type);
  }

  static byte @Nullable [] body(List<Extension> extensions, int type) {
    return extensions.stream()
        .filter(extension -> extension.type() == type)
        .findFirst()
        .map(Extension::body)
        .orElse(null);
  }

  /** Its key shares, in their order. */
  List<Share> shares() {
    byte[] body = body(KEY_SHARE);
    List<Share> shares = new ArrayList<>();
    if (body != null) {
      ByteBuffer list = ByteBuffer.wrap(vector(ByteBuffer.wrap(body)));
      while (list.hasRemaining()) {
        shares.add(new Share(list.getShort() & 0xffff, vector(list)));
      }
    }
    return shares;
  }

  /** The same with another random. */
  HelloBytes withRandom(byte[] random) {
    byte[] other = start.clone();
    System.arraycopy(random, 0, other, 2, RANDOM);
    return new HelloBytes(other, sessionId, choices, extensions);
  }

  /** The same with other key shares. */
  HelloBytes withShares(List<Share> shares) {
    Output list = new Output();
    for (Share share : shares) {
      list.number(share.group(), 2).vector(share.key(), 2);
    }
    byte[] body = new Output().vector(list.bytes(), 2).bytes();
    return with(KEY_SHARE, old -> body);
  }

  /** The same for another server; without a name if that is null. One that has none gets none. */
  HelloBytes withServerName(@Nullable String name) {
    if (name == null) {
      return with(SERVER_NAME, old -> null);
    }
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    byte[] entry = new Output().number(0, 1).vector(bytes, 2).bytes();
    byte[] body = new Output().vector(entry, 2).bytes();
    return with(SERVER_NAME, old -> body);
  }

  /**
   * The same with a cookie, which HelloRetryRequest asks for; a pre-shared key stays the last
   * extension.
   */
  HelloBytes withCookie(byte[] cookie) {
    List<Extension> changed = new ArrayList<>(extensions == null ? List.of() : extensions);
    boolean shared = !changed.isEmpty() && changed.get(changed.size() - 1).type() == PRE_SHARED_KEY;
    changed.add(changed.size() - (shared ? 1 : 0), new Extension(COOKIE, cookie));
    return new HelloBytes(start, sessionId, choices, changed);
  }

  private HelloBytes with(int type, UnaryOperator<byte @Nullable []> change) {
    if (extensions == null) {
      return this;
    }
    List<Extension> changed = new ArrayList<>();
    for (Extension extension : extensions) {
      byte[] body = extension.type() == type ? change.apply(extension.body()) : extension.body();
      if (body != null) {
        changed.add(new Extension(extension.type(), body));
      }
    }
    return new HelloBytes(start, sessionId, choices, changed);
  }

  /** The handshake message. */
  byte[] message() {
    Output body = new Output().raw(start).raw(sessionId).raw(choices);
    if (extensions != null) {
      Output list = new Output();
      for (Extension extension : extensions) {
        list.number(extension.type(), 2).vector(extension.body(), 2);
      }
      body.vector(list.bytes(), 2);
    }
    return new Output().number(CLIENT_HELLO, 1).vector(body.bytes(), 3).bytes();
  }

  /** A record with a handshake message. */
  static byte[] record(int version, byte[] message) {
    return new Output().number(HANDSHAKE, 1).number(version, 2).vector(message, 2).bytes();
  }

  /** Bytes that are put together. */
  static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output raw(byte[] more) {
      bytes.writeBytes(more);
      return this;
    }

    Output number(int number, int size) {
      for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        bytes.write(number >>> shift);
      }
      return this;
    }

    /** Bytes after their length, which has so many bytes itself. */
    Output vector(byte[] body, int size) {
      return number(body.length, size).raw(body);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
