package io.github.posttlslint.referee;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What {@code openssl s_client} says of a server's certificate. */
final class OpensslClient {

  private OpensslClient() {}

  /** Connects, and writes the lines about verification and the handshake down. */
  static void look(Transcript transcript, int port, int here) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.require("openssl").toString(),
                "s_client",
                "-connect",
                "127.0.0.1:" + here));
    if (port != 465) {
      command.addAll(List.of("-starttls", "smtp"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(
            line -> line.matches("verify .*|.*:error:.*|New, .*|Server Temp Key.*| *[0-9]+ s:.*"))
        .forEach(line -> transcript.add("openssl " + port + ": " + line));
  }
}
