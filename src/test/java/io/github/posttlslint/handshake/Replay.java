package io.github.posttlslint.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.posttlslint.handshake.HelloBytes.Share;
import io.github.posttlslint.handshake.Observed.Answered;
import io.github.posttlslint.handshake.Observed.Exchange;
import io.github.posttlslint.handshake.ServerFlight.AlertException;
import io.github.posttlslint.handshake.ServerFlight.Message;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends a captured hello to a server, and tells what it answers.
 *
 * <p>The server name is replaced. Where TLS 1.3 is offered, random and key shares are, too, since
 * the rest of the server's answer is encrypted; the order of the shares stays. All else is kept. A
 * ticket in a captured hello (pre_shared_key) was made by another server: this one cannot decrypt
 * it, passes it over before it looks at the binder, which would be wrong, and shakes hands in full
 * (RFC 8446, section 4.2.11).
 */
final class Replay {

  private static final int LIMIT_MS = 5_000;
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int CERTIFICATE_VERIFY = 15;
  private static final int MESSAGE_HASH = 254;
  private static final int TLS_1_2 = 0x0303;
  private static final int TLS_1_3 = 0x0304;
  private static final int NAMED_CURVE = 3;

  private final InputStream in;
  private final OutputStream out;
  private final ServerFlight flight;
  private final List<byte[]> messages = new ArrayList<>();
  private final Map<Integer, KeyShare> shares = new TreeMap<>();

  private Replay(Socket socket) throws IOException {
    in = socket.getInputStream();
    out = socket.getOutputStream();
    flight = new ServerFlight(new DataInputStream(in));
  }

  /**
   * Replays one.
   *
   * @param record a captured first record
   * @param port the port of 127.0.0.1 that the server listens on
   * @param startTls whether TLS begins with that command of SMTP, and not with the connection
   * @param serverName the name that a client that sends one looks for; null if it sends none
   */
  static Observed replay(byte[] record, int port, boolean startTls, @Nullable String serverName)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(LIMIT_MS);
      return replay(record, socket, startTls, serverName);
    }
  }

  /** Replays one over an open connection, which has a limit of time. */
  static Observed replay(
      byte[] record, Socket socket, boolean startTls, @Nullable String serverName)
      throws IOException {
    socket.setTcpNoDelay(true);
    try {
      return new Replay(socket).run(record, startTls, serverName);
    } catch (AlertException alert) {
      return new Observed.Alerted(alert.level, alert.description);
    } catch (SocketTimeoutException silence) {
      return new Observed.Timeout();
    } catch (EOFException | SocketException gone) {
      return new Observed.Closed();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Observed run(byte[] record, boolean startTls, @Nullable String serverName)
      throws IOException, GeneralSecurityException {
    if (startTls) {
      for (String command : List.of("", "EHLO client.test", "STARTTLS")) {
        String reply = ask(command);
        if (!reply.startsWith("2")) {
          return new Observed.NotBegun(reply);
        }
      }
    }
    if (HelloBytes.isOldForm(record)) {
      out.write(record);
      return answer(flight.next(), null);
    }
    HelloBytes hello = HelloBytes.parse(record).withServerName(serverName);
    if (hello.body(HelloBytes.SUPPORTED_VERSIONS) != null) {
      byte[] random = new byte[32];
      KeyShare.RANDOM.nextBytes(random);
      hello = hello.withRandom(random).withShares(renew(hello.shares()));
    }
    send(ByteBuffer.wrap(record).getShort(1), hello);
    return answer(flight.next(), hello);
  }

  /** The last line of the reply to a command; the empty one is not sent. */
  private String ask(String command) throws IOException {
    if (!command.isEmpty()) {
      out.write((command + "\r\n").getBytes(US_ASCII));
    }
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\n') {
        line.append((char) next);
      } else if (line.length() > 3 && line.charAt(3) == '-') {
        line.setLength(0);
      } else {
        return line.toString().strip();
      }
    }
  }

  private List<Share> renew(List<Share> captured) {
    List<Share> renewed = new ArrayList<>();
    for (Share share : captured) {
      KeyShare ours = KeyShare.make(share.group());
      if (ours != null) {
        shares.put(share.group(), ours);
      }
      renewed.add(ours == null ? share : new Share(share.group(), ours.ours()));
    }
    return renewed;
  }

  private void send(int version, HelloBytes hello) throws IOException {
    byte[] message = hello.message();
    messages.add(message);
    out.write(HelloBytes.record(version, message));
  }

  /** What a ServerHello says, and what follows it. */
  private Observed answer(Message first, @Nullable HelloBytes hello)
      throws IOException, GeneralSecurityException {
    Message message = first;
    ServerHello answer = ServerHello.parse(message);
    boolean retried = answer.isRetry();
    if (retried && hello != null) {
      byte[] wish = HelloBytes.body(answer.extensions(), HelloBytes.KEY_SHARE);
      int group = wish == null ? 0 : ByteBuffer.wrap(wish).getShort() & 0xffff;
      if (wish != null && KeyShare.make(group) == null) {
        return new Observed.Asked(answer.suite(), group);
      }
      message = retry(hello, message, answer);
      answer = ServerHello.parse(message);
    }
    messages.add(message.whole());
    return answer.version() == TLS_1_3 ? encrypted(answer, retried) : plain(answer);
  }

  /** A ServerHello. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record ServerHello(
      int version, byte[] random, int suite, List<HelloBytes.Extension> extensions) {

    static ServerHello parse(Message message) {
      if (message.type() != SERVER_HELLO) {
        throw new IllegalStateException("a message of type " + message.type());
      }
      ByteBuffer body = message.body();
      int version = body.getShort();
      byte[] random = HelloBytes.take(body, 32);
      HelloBytes.take(body, body.get());
      int suite = body.getShort() & 0xffff;
      body.get();
      List<HelloBytes.Extension> extensions =
          body.hasRemaining() ? HelloBytes.extensions(body) : List.of();
      byte[] chosen = HelloBytes.body(extensions, HelloBytes.SUPPORTED_VERSIONS);
      version = chosen == null ? version : ByteBuffer.wrap(chosen).getShort();
      return new ServerHello(version, random, suite, extensions);
    }

    boolean isRetry() {
      return Arrays.equals(random, RETRY_RANDOM);
    }
  }

  /** Does what HelloRetryRequest asks for (RFC 8446, section 4.1.4); what is said to that. */
  private Message retry(HelloBytes hello, Message request, ServerHello wish)
      throws IOException, GeneralSecurityException {
    HelloBytes second = hello;
    byte[] group = HelloBytes.body(wish.extensions(), HelloBytes.KEY_SHARE);
    if (group != null) {
      int id = ByteBuffer.wrap(group).getShort() & 0xffff;
      shares.clear();
      second = second.withShares(renew(List.of(new Share(id, new byte[0]))));
    }
    byte[] cookie = HelloBytes.body(wish.extensions(), HelloBytes.COOKIE);
    second = cookie == null ? second : second.withCookie(cookie);
    byte[] hash = MessageDigest.getInstance(ServerKeys.hash(wish.suite())).digest(messages.get(0));
    messages.clear();
    messages.add(new HelloBytes.Output().number(MESSAGE_HASH, 1).vector(hash, 3).bytes());
    messages.add(request.whole());
    send(TLS_1_2, second);
    return flight.next();
  }

  /** Up to ServerHelloDone of TLS 1.2 and older (RFC 5246, section 7.4). */
  private Answered plain(ServerHello hello) throws IOException {
    byte[] leaf = null;
    Exchange exchange = new Exchange.Transport();
    Integer signature = null;
    for (Message next = flight.next(); next.type() != SERVER_HELLO_DONE; next = flight.next()) {
      ByteBuffer body = next.body();
      if (next.type() == CERTIFICATE) {
        leaf = leaf(body);
      } else if (next.type() == SERVER_KEY_EXCHANGE) {
        exchange = exchange(body);
        signature = hello.version() == TLS_1_2 && body.hasRemaining() ? scheme(body) : null;
      }
    }
    return new Answered(hello.version(), hello.suite(), exchange, leaf, signature);
  }

  /** The parameters of ServerKeyExchange; what is left of the message is the signature. */
  private static Exchange exchange(ByteBuffer body) {
    // the length of a prime begins with 3, too, if it has more than 6,000 bits; then no curve
    // follows
    if (body.get(0) == NAMED_CURVE && body.getShort(1) > 0 && body.getShort(1) < 0x100) {
      body.get();
      int curve = body.getShort();
      HelloBytes.take(body, body.get() & 0xff);
      return new Exchange.Group(curve, false);
    }
    BigInteger prime = new BigInteger(1, HelloBytes.vector(body));
    HelloBytes.vector(body);
    HelloBytes.vector(body);
    return new Exchange.Prime(prime.bitLength());
  }

  /** Up to CertificateVerify of TLS 1.3 (RFC 8446, section 4.4). */
  private Answered encrypted(ServerHello hello, boolean retried)
      throws IOException, GeneralSecurityException {
    byte[] entry = HelloBytes.body(hello.extensions(), HelloBytes.KEY_SHARE);
    if (entry == null) {
      throw new IllegalStateException("the server has no key share");
    }
    ByteBuffer share = ByteBuffer.wrap(entry);
    int group = share.getShort() & 0xffff;
    KeyShare ours = shares.get(group);
    if (ours == null) {
      throw new IllegalStateException("no share of group 0x%04x was sent".formatted(group));
    }
    MessageDigest digest = MessageDigest.getInstance(ServerKeys.hash(hello.suite()));
    messages.forEach(digest::update);
    byte[] agreed = ours.agree(HelloBytes.vector(share));
    flight.decryptWith(ServerKeys.derive(hello.suite(), agreed, digest.digest()));
    byte[] leaf = null;
    Message next = flight.next();
    for (; next.type() != CERTIFICATE_VERIFY; next = flight.next()) {
      if (next.type() == CERTIFICATE) {
        ByteBuffer body = next.body();
        HelloBytes.take(body, body.get());
        leaf = leaf(body);
      }
    }
    Exchange exchange = new Exchange.Group(group, retried);
    return new Answered(TLS_1_3, hello.suite(), exchange, leaf, scheme(next.body()));
  }

  private static int scheme(ByteBuffer body) {
    return body.getShort() & 0xffff;
  }

  /** The first of a list of certificates. */
  private static byte @Nullable [] leaf(ByteBuffer body) {
    int size = number3(body);
    return size == 0 ? null : HelloBytes.take(body, number3(body));
  }

  private static int number3(ByteBuffer body) {
    return (body.get() & 0xff) << 16 | body.getShort() & 0xffff;
  }
}
