package io.github.posttlslint.handshake;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The handshake messages that a server sends, taken out of their records. */
final class ServerFlight {

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private final DataInputStream in;
  private @Nullable ServerKeys keys;
  private byte[] pending = new byte[0];

  ServerFlight(DataInputStream in) {
    this.in = in;
  }

  /**
   * A message.
   *
   * @param whole with its header
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Message(byte[] whole) {

    int type() {
      return whole[0];
    }

    ByteBuffer body() {
      return ByteBuffer.wrap(whole, 4, whole.length - 4).slice();
    }
  }

  /** The server sent an alert. */
  static final class AlertException extends IOException {
    private static final long serialVersionUID = 1;

    final int level;
    final int description;

    AlertException(byte[] body) {
      super("alert " + body[1]);
      level = body[0];
      description = body[1] & 0xff;
    }
  }

  /** From now on records are encrypted. */
  void decryptWith(ServerKeys with) {
    keys = with;
  }

  /** The next message. */
  Message next() throws IOException {
    while (pending.length < 4 || pending.length < size()) {
      byte[] more = record();
      byte[] both = Arrays.copyOf(pending, pending.length + more.length);
      System.arraycopy(more, 0, both, pending.length, more.length);
      pending = both;
    }
    Message message = new Message(Arrays.copyOf(pending, size()));
    pending = Arrays.copyOfRange(pending, size(), pending.length);
    return message;
  }

  private int size() {
    return 4 + (ByteBuffer.wrap(pending).getInt() & 0xffffff);
  }

  /** What the next record has of handshake messages. */
  private byte[] record() throws IOException {
    byte[] header = new byte[5];
    in.readFully(header);
    byte[] body = new byte[ByteBuffer.wrap(header).getShort(3) & 0xffff];
    in.readFully(body);
    int type = header[0];
    if (type == APPLICATION_DATA && keys != null) {
      try {
        byte[] inner = keys.decrypt(header, body);
        int end = inner.length - 1;
        while (inner[end] == 0) {
          end--;
        }
        type = inner[end];
        body = Arrays.copyOf(inner, end);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("cannot decrypt what the server sends", e);
      }
    }
    return switch (type) {
      case HANDSHAKE -> body;
      case CHANGE_CIPHER_SPEC -> new byte[0];
      case ALERT -> throw new AlertException(body);
      default -> throw new IllegalStateException("a record of type " + type);
    };
  }
}
