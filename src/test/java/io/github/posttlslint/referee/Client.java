package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An ordinary SMTP client with a certificate, which trusts every server. */
final class Client {

  private static final SSLContext TLS = Identity.context();

  private static final Pattern DEAD =
      Pattern.compile("/(smtpd|postscreen): bad command startup -- throttling");
  private static final long LIMIT_NS = Referee.SERVER_LIMIT_MS * 1_000_000L;

  private final Transcript transcript;
  private final int port;
  private final BooleanSupplier enough;
  private Socket socket;
  private BufferedReader in;
  private String side = "clear ";

  /**
   * Connects.
   *
   * @param port the port that Postfix listens on, as the transcript names it
   * @param here the port behind which it is
   * @param enough whether nothing more is to be seen
   */
  private Client(Transcript transcript, int port, int here, BooleanSupplier enough)
      throws IOException {
    this.transcript = transcript;
    this.port = port;
    this.enough = enough;
    use(new Socket(InetAddress.getLoopbackAddress(), here));
  }

  private void use(Socket next) throws IOException {
    socket = next;
    socket.setSoTimeout(Referee.SERVER_LIMIT_MS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  /** Does what clients of the port do, and writes down what happens. */
  static void talk(Transcript transcript, int port, int here, BooleanSupplier enough) {
    Client client;
    try {
      client = new Client(transcript, port, here, enough);
    } catch (IOException e) {
      transcript.add("client " + port + ": not reached");
      return;
    }
    try (Socket first = client.socket) {
      if (port == 465 && !client.handshake()) {
        return;
      }
      if (client.greeting() && !client.session(port == 465)) {
        client.session(true);
      }
    } catch (IOException e) {
      transcript.add("client " + port + ": connection lost");
    }
  }

  /** One EHLO and what may follow; false if TLS was begun and the session starts anew. */
  private boolean session(boolean encrypted) throws IOException {
    List<String> offers = say("EHLO client.example.net");
    say("MAIL FROM:<sender@example.net>");
    say("RCPT TO:<someone@elsewhere.example>");
    say("RCPT TO:<someone@postfix.test>");
    say("RSET");
    if (port != 25 || offers.stream().anyMatch(line -> line.matches("250[- ]AUTH .*PLAIN.*"))) {
      say("AUTH PLAIN AHVzZXIAbm90LWEtcmVhbC1vbmU=");
    }
    if (!encrypted && offers.stream().anyMatch(line -> line.matches("250[- ]STARTTLS"))) {
      List<String> reply = say("STARTTLS");
      if (!reply.isEmpty() && reply.get(0).startsWith("220") && handshake()) {
        return false;
      }
    }
    say("QUIT");
    return true;
  }

  private boolean greeting() throws IOException {
    List<String> lines = reply();
    if (lines.isEmpty()) {
      transcript.add("client " + port + ": no greeting");
    }
    return !lines.isEmpty();
  }

  private boolean handshake() throws IOException {
    Socket plain = socket;
    SSLSocket secure =
        (SSLSocket) TLS.getSocketFactory().createSocket(plain, "mail.example.com", port, true);
    try {
      secure.setSoTimeout(Referee.SERVER_LIMIT_MS);
      secure.startHandshake();
      use(secure);
      side = "tls ";
      String server = String.valueOf(secure.getSession().getPeerPrincipal());
      transcript.add(
          "client " + port + ": " + secure.getSession().getProtocol() + " with " + server);
      return true;
    } catch (IOException e) {
      transcript.add("client " + port + ": handshake failed: " + e.getMessage());
      plain.close();
      return false;
    }
  }

  private List<String> say(String command) throws IOException {
    if (enough.getAsBoolean()) {
      return List.of();
    }
    socket.getOutputStream().write((command + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    List<String> lines = reply();
    if (lines.isEmpty() && !enough.getAsBoolean()) {
      throw new IOException("no reply to " + command);
    }
    return lines;
  }

  /** Nothing more is to be expected of a server that cannot start. */
  private long limit() {
    return transcript.has(DEAD) ? LIMIT_NS / 10 : LIMIT_NS;
  }

  /** The lines of one reply; empty if none came. */
  private List<String> reply() throws IOException {
    List<String> lines = new ArrayList<>();
    socket.setSoTimeout(100);
    long start = System.nanoTime();
    StringBuilder line = new StringBuilder();
    while (!enough.getAsBoolean() && System.nanoTime() - start < limit()) {
      try {
        int c = in.read();
        if (c < 0) {
          return lines;
        }
        if (c != '\n') {
          line.append((char) c);
          continue;
        }
      } catch (java.net.SocketTimeoutException e) {
        continue;
      }
      String text = line.toString().strip();
      line.setLength(0);
      lines.add(text);
      transcript.add(side + port + ": " + text);
      if (text.length() < 4 || text.charAt(3) == ' ') {
        return lines;
      }
    }
    return lines;
  }
}
