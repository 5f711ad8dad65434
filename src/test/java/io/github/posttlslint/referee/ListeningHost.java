package io.github.posttlslint.referee;

import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A Postfix of any release that listens on ports of this host, and has queue, data and files of its
 * own.
 */
public final class ListeningHost implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final IsolatedHost host;
  private final Transcript transcript;

  private ListeningHost(IsolatedHost host, Transcript transcript) {
    this.host = host;
    this.transcript = transcript;
  }

  /**
   * Starts one; leaves the calling test out where something is not installed.
   *
   * @param directory an empty directory
   * @param files the contents of {@code etc/postfix/main.cf} and so on
   */
  public static ListeningHost start(Release release, Path directory, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name")) && !Program.inCi()) {
      throw new TestAbortedException("not root, test left out");
    }
    Path program = CProgram.compile("isolated_host", directory);
    Path root = Files.createDirectory(directory.resolve("root"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Transcript transcript = new Transcript();
    IsolatedHost host =
        new IsolatedHost(
            new IsolatedHost.Kind(program, release.root(), IsolatedHost.Network.SHARED),
            root,
            release.usual("daemon_directory") + "/master -d -c /etc/postfix; exit $?",
            List.of(),
            Map.of(),
            transcript);
    ListeningHost started = new ListeningHost(host, transcript);
    transcript.await(
        lines -> lines.stream().anyMatch(line -> line.matches("end .*|gone|.*daemon started.*")),
        START_LIMIT);
    if (!transcript.toString().contains("daemon started")) {
      started.close();
      throw new AssertionFailedError("Postfix does not start:\n" + transcript);
    }
    return started;
  }

  /** What Postfix has logged so far: {@code log postfix/smtpd[PID]: TEXT}. */
  public List<String> log() {
    return transcript.lines();
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
