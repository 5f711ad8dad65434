package io.github.posttlslint.handshake;

import io.github.posttlslint.referee.Release;
import io.github.posttlslint.testkit.Program;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code openssl s_client} of a release, with some options: gives its hello to be replayed, and
 * tells what becomes of it when it shakes hands itself.
 */
record ReferenceClient(Release release, List<String> options) {

  private static final int LIMIT_S = 10;

  ReferenceClient {
    options = List.copyOf(options);
  }

  /** Its first record. */
  byte[] hello() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(LIMIT_S * 1000);
      Process process = start(List.of("-connect", "127.0.0.1:" + server.getLocalPort()));
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(LIMIT_S * 1000);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] header = new byte[5];
        in.readFully(header);
        int size = (header[3] & 0xff) << 8 | header[4] & 0xff;
        byte[] body = new byte[size];
        in.readFully(body);
        return new HelloBytes.Output().raw(header).raw(body).bytes();
      } finally {
        process.destroy();
      }
    }
  }

  /** What it says of its handshake with a listener, such as {@code Protocol version}. */
  Map<String, String> shakeHands(int port, boolean startTls)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-connect", "127.0.0.1:" + port));
    if (startTls) {
      arguments.addAll(List.of("-starttls", "smtp"));
    }
    Process process = start(arguments);
    if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Map<String, String> said = new TreeMap<>();
    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(sides -> sides.length == 2)
        .forEach(sides -> said.putIfAbsent(sides[0], sides[1].strip()));
    return said;
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (release.root() == null) {
      command.add(Program.require("openssl").toString());
    } else {
      command.addAll(
          List.of(Program.require("chroot").toString(), release.root().toString(), "openssl"));
    }
    command.addAll(List.of("s_client", "-brief", "-noservername"));
    command.addAll(options);
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .start();
  }
}
