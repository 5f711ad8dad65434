package io.github.posttlslint.referee;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running {@code src/test/c/isolated_host.c}, whose lines go to a transcript. */
final class IsolatedHost implements AutoCloseable {

  private final Process process;
  private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();

  /**
   * What it is made of.
   *
   * @param program the compiled program
   * @param root the system that it gets its programs and libraries from; null for this one
   * @param network whose ports it has
   */
  record Kind(Path program, @Nullable Path root, Network network) {
    Kind(Path program, @Nullable Path root) {
      this(program, root, Network.OWN);
    }
  }

  /** Whose ports a host has. */
  enum Network {
    OWN,
    SHARED
  }

  /**
   * Starts it.
   *
   * @param root what to lay over the file system
   * @param script what to run
   * @param inwards ports of it that are to be reached from here
   * @param outwards ports of 127.0.0.2 that it reaches, to ports here
   */
  IsolatedHost(
      Kind kind,
      Path root,
      String script,
      Collection<Integer> inwards,
      Map<Integer, Integer> outwards,
      Transcript transcript)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(kind.program().toString(), root.toAbsolutePath().toString(), script));
    inwards.forEach(port -> command.add("in:" + port));
    outwards.forEach((port, here) -> command.add("out:" + port + ":" + here));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    if (kind.root() != null) {
      builder.environment().put("REFEREE_ROOT", kind.root().toString());
    }
    if (kind.network() == Network.SHARED) {
      builder.environment().put("REFEREE_NETWORK", "shared");
    }
    process = builder.start();
    Thread reader = new Thread(() -> read(transcript), "host");
    reader.setDaemon(true);
    reader.start();
    transcript.await(
        lines -> ports.size() == inwards.size() || lines.contains("gone"), Duration.ofSeconds(10));
  }

  private void read(Transcript transcript) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("port ")) {
          String[] words = line.split(" ");
          ports.put(Integer.valueOf(words[1]), Integer.valueOf(words[2]));
        }
        transcript.add(line);
      }
    } catch (IOException e) {
      transcript.add("host: " + e.getMessage());
    }
    transcript.add("gone");
  }

  /** The port here behind which its port is. */
  int port(int port) {
    Integer here = ports.get(port);
    if (here == null) {
      throw new IllegalStateException("port " + port + " was not opened");
    }
    return here;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
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
