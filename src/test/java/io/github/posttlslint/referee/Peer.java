package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The server that Postfix sends to: STARTTLS on ports 25 and 587, TLS from the start on 465, and
 * passwords are taken anywhere, unless they are empty. It tells the transcript what came in clear
 * and what did not.
 */
final class Peer implements AutoCloseable {

  /** No example has this name itself: Postfix does not send to a host that greets with its own. */
  private static final String NAME = "peer.example.net";

  private static final SSLContext TLS = Identity.context();

  private final Transcript transcript;
  private final boolean withoutTls;
  private final Map<Integer, ServerSocket> sockets = new LinkedHashMap<>();

  Peer(Transcript transcript, boolean wanted, boolean withoutTls) throws IOException {
    this.transcript = transcript;
    this.withoutTls = withoutTls;
    for (int port : wanted ? new int[] {25, 465, 587} : new int[0]) {
      ServerSocket socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
      sockets.put(port, socket);
      daemon(() -> accept(port, socket));
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** The ports that it plays, and where they really are. */
  Map<Integer, Integer> ports() {
    Map<Integer, Integer> ports = new LinkedHashMap<>();
    sockets.forEach((port, socket) -> ports.put(port, socket.getLocalPort()));
    return ports;
  }

  private void accept(int port, ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(port, socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(int port, Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      if (port == 465) {
        session(port, secure(socket), true);
      } else if (session(port, socket, false)) {
        session(port, secure(socket), true);
      }
    } catch (IOException e) {
      transcript.add("peer " + port + ": " + e.getMessage());
    }
  }

  private static Socket secure(Socket socket) throws IOException {
    SSLSocket secure = (SSLSocket) TLS.getSocketFactory().createSocket(socket, null, true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  /** True if the client wants TLS now. */
  private boolean session(int port, Socket socket, boolean encrypted) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    String how = encrypted ? "over TLS" : "in clear";
    boolean known = false;
    if (!encrypted || port == 465) {
      reply(socket, "220 " + NAME + " ESMTP");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String command = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
      switch (command) {
        case "EHLO", "LHLO" ->
            reply(
                socket,
                "250-"
                    + NAME
                    + "\r\n"
                    + (encrypted || withoutTls ? "" : "250-STARTTLS\r\n")
                    + "250 AUTH PLAIN");
        case "STARTTLS" -> {
          reply(socket, "220 go ahead");
          return true;
        }
        case "AUTH" -> {
          known = !isEmpty(line);
          transcript.add("peer " + port + ": " + (known ? "" : "empty ") + "password " + how);
          reply(socket, known ? "235 welcome" : "535 5.7.8 no password");
        }
        case "DATA" -> {
          reply(socket, "354 go ahead");
          while (line != null && !line.equals(".")) {
            line = in.readLine();
          }
          transcript.add("peer " + port + ": mail " + how + (known ? "" : ", without password"));
          reply(socket, "250 taken");
        }
        case "QUIT" -> {
          reply(socket, "221 bye");
          return false;
        }
        default -> reply(socket, "250 fine");
      }
    }
    return false;
  }

  /** Whether AUTH PLAIN, which has the password at the end behind a NUL, comes without one. */
  private static boolean isEmpty(String line) {
    String[] words = line.split(" ");
    byte[] plain = words.length > 2 ? Base64.getDecoder().decode(words[2]) : new byte[] {1};
    return plain.length > 0 && plain[plain.length - 1] == 0;
  }

  private static void reply(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket socket : sockets.values()) {
      socket.close();
    }
  }
}
