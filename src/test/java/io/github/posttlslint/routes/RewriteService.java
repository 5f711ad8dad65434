package io.github.posttlslint.routes;

import io.github.posttlslint.testkit.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running trivial-rewrite(8), asked over its socket as the queue manager asks (resolve_clnt.c).
 */
final class RewriteService implements AutoCloseable {

  /** RESOLVE_FLAG_ERROR: the address is bad. */
  static final int ERROR = 1 << 2;

  /** RESOLVE_FLAG_FAIL: a table or a setting is. */
  static final int FAIL = 1 << 3;

  /** RESOLVE_CLASS_LOCAL; alias, virtual, relay and default are the next ones. */
  static final int LOCAL = 1 << 8;

  private final Process process;
  private final SocketChannel channel;
  private final InputStream in;

  /** What it answers: RESOLVE_FLAG_ and RESOLVE_CLASS_ together in the flags. */
  record Reply(String transport, String nextHop, String recipient, int flags) {}

  private RewriteService(Process process, SocketChannel channel) throws IOException {
    this.process = process;
    this.channel = channel;
    this.in = Channels.newInputStream(channel);
    strings(); // it tells its protocol first
  }

  /**
   * Starts one; its log goes to {@code log} in the directory.
   *
   * @param launcher the compiled {@code serve_rewrite.c}
   * @param directory has main.cf and master.cf
   * @param options those of its entry in master.cf, such as {@code -o name=value}
   */
  static RewriteService start(Path launcher, Path directory, List<String> options)
      throws IOException {
    Path socket = directory.resolve("socket");
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher.toString(),
                socket.toString(),
                program().toString(),
                "-V",
                "-n",
                "rewrite",
                "-t",
                "unix"));
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("log").toFile());
    builder.environment().put("MAIL_CONFIG", directory.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      InputStream said = process.getInputStream();
      if (said.readNBytes(6).length < 6) {
        throw new IOException("no service: " + Files.readString(directory.resolve("log")));
      }
      Thread reader = new Thread(() -> skipAll(said), "state of trivial-rewrite");
      reader.setDaemon(true);
      reader.start();
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return new RewriteService(process, channel);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads what it tells of its state. */
  private static void skipAll(InputStream said) {
    try {
      said.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // it has been stopped
    }
  }

  /** Where the program lies. */
  static Path program() throws IOException {
    Process ask =
        new ProcessBuilder(Program.require("postconf").toString(), "-dh", "daemon_directory")
            .start();
    String directory =
        new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return Path.of(directory, "trivial-rewrite");
  }

  /** Asks where mail goes. */
  Reply resolve(String sender, String recipient) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (String word : List.of("request", "resolve", "sender", sender, "address", recipient, "")) {
      request.writeBytes(word.getBytes(StandardCharsets.UTF_8));
      request.write(0);
    }
    ByteBuffer bytes = ByteBuffer.wrap(request.toByteArray());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    Map<String, String> reply = strings();
    return new Reply(
        reply.getOrDefault("transport", ""),
        reply.getOrDefault("nexthop", ""),
        reply.getOrDefault("recipient", ""),
        Integer.parseInt(reply.getOrDefault("flags", "0")));
  }

  /** Names and values up to an empty name; of equal names the last. */
  private Map<String, String> strings() throws IOException {
    Map<String, String> all = new HashMap<>();
    for (String name = string(); !name.isEmpty(); name = string()) {
      all.put(name, string());
    }
    return all;
  }

  private String string() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0; b = in.read()) {
      if (b < 0) {
        throw new IOException("trivial-rewrite(8) is gone");
      }
      text.write(b);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
