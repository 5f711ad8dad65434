package io.github.posttlslint.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A Postfix of its own: configuration, queue, data and log below one directory, nothing of the
 * installed instance. Only the superuser may start one; for others the calling test is left out.
 */
public final class PostfixInstance implements AutoCloseable {

  /** Services without which no mail moves; none of them listens to the network. */
  private static final String SERVICES =
      """
      pickup    unix n - n 60 1 pickup
      cleanup   unix n - n - 0 cleanup
      qmgr      unix n - n 300 1 qmgr
      tlsmgr    unix - - n 1000? 1 tlsmgr
      rewrite   unix - - n - - trivial-rewrite
      bounce    unix - - n - 0 bounce
      defer     unix - - n - 0 bounce
      trace     unix - - n - 0 bounce
      flush     unix n - n 1000? 0 flush
      tlsproxy  unix - - n - 0 tlsproxy
      proxymap  unix - - n - - proxymap
      error     unix - - n - - error
      retry     unix - - n - - error
      discard   unix - - n - - discard
      anvil     unix - - n - 1 anvil
      scache    unix - - n - 1 scache
      postlog   unix-dgram n - n - 1 postlogd
      """;

  private static final List<String> QUEUES =
      List.of(
          "active",
          "bounce",
          "corrupt",
          "defer",
          "deferred",
          "flush",
          "hold",
          "incoming",
          "maildrop",
          "private",
          "public",
          "saved",
          "trace");

  private final Path directory;
  private final Process master;

  private PostfixInstance(Path directory, Process master) {
    this.directory = directory;
    this.master = master;
  }

  /** Where main.cf and master.cf of an instance lie. */
  public static Path configuration(Path directory) {
    return directory.resolve("conf");
  }

  /**
   * Starts one.
   *
   * @param directory an empty directory
   * @param main what main.cf says besides the places of the instance
   * @param services lines of master.cf besides the usual ones
   */
  public static PostfixInstance start(Path directory, String main, String services)
      throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new TestAbortedException("only root may start a Postfix, test left out");
    }
    // its daemons run as another user, who must get to their files
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path conf = Files.createDirectories(configuration(directory));
    Files.writeString(conf.resolve("main.cf"), main + places(directory));
    Files.writeString(conf.resolve("master.cf"), SERVICES + services);
    makeQueue(directory);
    Path program = Path.of(ask("daemon_directory")).resolve("master");
    Process master =
        new ProcessBuilder(program.toString(), "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("master.out").toFile())
            .start();
    PostfixInstance instance = new PostfixInstance(directory, master);
    instance.await(log -> log.contains("daemon started"), 10);
    return instance;
  }

  private static String places(Path directory) {
    return "\nqueue_directory = "
        + directory.resolve("queue")
        + "\ndata_directory = "
        + directory.resolve("data")
        + "\nmaillog_file = "
        + directory.resolve("log")
        + "\nmaillog_file_prefixes = "
        + directory
        + "\n";
  }

  private static void makeQueue(Path directory) throws IOException, InterruptedException {
    Path queue = Files.createDirectories(directory.resolve("queue"));
    Files.createDirectories(queue.resolve("pid"));
    StringBuilder owned = new StringBuilder();
    for (String name : QUEUES) {
      owned.append(' ').append(Files.createDirectories(queue.resolve(name)));
    }
    owned.append(' ').append(Files.createDirectories(directory.resolve("data")));
    Process chown =
        new ProcessBuilder("sh", "-c", "chown " + ask("mail_owner") + owned).inheritIO().start();
    if (chown.waitFor() != 0) {
      throw new AssertionFailedError("cannot give the queue to " + ask("mail_owner"));
    }
  }

  private static String ask(String parameter) throws IOException, InterruptedException {
    Process ask =
        new ProcessBuilder(Program.require("postconf").toString(), "-dh", parameter).start();
    String answer = new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    ask.waitFor();
    return answer;
  }

  /** Puts a message into the queue. */
  public void send(List<String> recipients) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Program.require("sendmail").toString(), "-f", "sender@client.test");
    builder.command().addAll(recipients);
    builder.environment().putAll(Map.of("MAIL_CONFIG", configuration(directory).toString()));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().write("Subject: test\n\ntest\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().close();
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroy();
      throw new AssertionFailedError("the message was not accepted:\n" + log());
    }
  }

  /** What the instance has logged so far. */
  public String log() throws IOException {
    Path log = directory.resolve("log");
    return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
  }

  /** Waits until the log is as wanted, and returns it. */
  public String await(Predicate<String> wanted, int seconds)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    String log = log();
    while (!wanted.test(log)) {
      if (System.nanoTime() > end) {
        throw new AssertionFailedError("nothing to wait for after " + seconds + " s:\n" + log);
      }
      Thread.sleep(50);
      log = log();
    }
    return log;
  }

  /** Ends the instance; master(8) takes its own processes with it. */
  @Override
  public void close() throws InterruptedException {
    master.destroy();
    if (!master.waitFor(10, TimeUnit.SECONDS)) {
      master.descendants().forEach(ProcessHandle::destroyForcibly);
      master.destroyForcibly();
    }
  }
}
