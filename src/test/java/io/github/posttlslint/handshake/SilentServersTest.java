package io.github.posttlslint.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What a replay tells of servers that never shake hands. */
class SilentServersTest {

  private static final byte[] OLD_HELLO = {(byte) 0x80, 0x04, 1, 3, 1, 0};

  @Test
  void tellsTheReplyOfOneThatHasNoTls() throws Exception {
    assertThat(replay("220 mx\r\n|250-mx\r\n250 SIZE\r\n|454 4.7.0 not now\r\n", true))
        .isEqualTo(new Observed.NotBegun("454 4.7.0 not now"));
  }

  @Test
  void tellsThatOneClosed() throws Exception {
    assertThat(replay("", true)).isEqualTo(new Observed.Closed());
  }

  @Test
  void tellsThatOneStayedSilent() throws Exception {
    assertThat(replay("220 mx\r\n|250 mx\r\n|220 go\r\n", false)).isEqualTo(new Observed.Timeout());
  }

  @Test
  void tellsAnAlert() throws Exception {
    assertThat(replay("220 mx\r\n|250 mx\r\n|220 go\r\n\u0015\u0003\u0001\0\u0002\u0002F", false))
        .isEqualTo(new Observed.Alerted(2, 70));
  }

  /** Replays to a server that says something, and something more after each line that it gets. */
  private static Observed replay(String says, boolean closes) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      Thread talking = new Thread(() -> talk(accepted, says, closes));
      talking.start();
      client.setSoTimeout(300);
      Observed observed = Replay.replay(OLD_HELLO, client, true, null);
      talking.join(5_000);
      return observed;
    }
  }

  private static void talk(Socket socket, String says, boolean closes) {
    try {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String[] parts = says.split("\\|");
      for (int i = 0; i < parts.length; i++) {
        if (i > 0) {
          in.readLine();
        }
        socket.getOutputStream().write(parts[i].getBytes(US_ASCII));
      }
      if (closes) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      // the client tells what it saw
    }
  }
}
