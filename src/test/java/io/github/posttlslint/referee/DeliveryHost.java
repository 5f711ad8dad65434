package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.posttlslint.referee.RoutedMail.Mail;
import io.github.posttlslint.routes.Happening;
import io.github.posttlslint.routes.MailServer;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Runs set-ups with a Postfix each, and tells what happens to their mail. */
final class DeliveryHost {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Path directory;
  private final Path program;
  private final String master;

  /** Leaves the calling test out where something is not installed. */
  DeliveryHost(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.master = Release.installed().usual("daemon_directory") + "/master";
    this.program = CProgram.compile("isolated_host", directory);
    if (!"root".equals(System.getProperty("user.name")) && !Program.inCi()) {
      throw new TestAbortedException("not root, test left out");
    }
  }

  /**
   * What was seen of a set-up.
   *
   * @param configDirectory its files
   * @param happenings what became of each message; without those of which nothing was heard in time
   */
  record Seen(Path configDirectory, Map<Mail, Happening> happenings, Transcript transcript) {}

  /** Writes a set-up down, starts Postfix with it, and sends it its mail. */
  Seen run(RoutedMail setup) throws IOException, InterruptedException {
    Path root = directory.resolve(setup.name().replace(' ', '-'));
    Path config = root.resolve("etc/postfix");
    write(root, setup);
    Transcript transcript = new Transcript();
    try (DeliveryServers servers = new DeliveryServers(transcript);
        IsolatedHost host =
            new IsolatedHost(
                new IsolatedHost.Kind(program, null),
                root,
                master + " -d -c /etc/postfix; exit $?",
                List.of(RoutedMail.PORT),
                servers.ports(),
                transcript)) {
      boolean started =
          transcript.await(
              lines -> lines.stream().anyMatch(line -> line.contains("daemon started")), LIMIT);
      if (started) {
        send(host.port(RoutedMail.PORT), setup.mails());
        transcript.await(
            lines -> new HappeningReader(lines).size(setup.mails()) == setup.mails().size(), LIMIT);
      }
    }
    HappeningReader reader = new HappeningReader(transcript.lines());
    Map<Mail, Happening> happenings = new LinkedHashMap<>();
    for (Mail mail : setup.mails()) {
      Optional<Happening> happening = reader.of(mail.recipient());
      happening.ifPresent(one -> happenings.put(mail, one));
    }
    return new Seen(config, happenings, transcript);
  }

  private static void write(Path root, RoutedMail setup) throws IOException, InterruptedException {
    Path config = Files.createDirectories(root.resolve("etc/postfix"));
    Path clean = Files.createDirectories(root.resolve("etc/postfix-clean"));
    for (Map.Entry<String, String> file : setup.files().entrySet()) {
      Files.writeString(config.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(clean.resolve("main.cf"), "compatibility_level = 3.6\n");
    Files.writeString(
        root.resolve("etc/hosts"),
        "127.0.0.1 localhost postfix.test\n127.0.0.2 " + String.join(" ", MailServer.HOSTS) + "\n");
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files\n");
    for (String table : setup.compiled()) {
      List<String> command =
          List.of(
              Program.require("postmap").toString(),
              "-c",
              clean.toString(),
              "hash:" + config.resolve(table));
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException("postmap fails with " + table);
      }
    }
  }

  private static void send(int port, List<Mail> mails) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      expect(in, "220");
      say(socket, in, "HELO client.test");
      for (Mail mail : mails) {
        say(socket, in, "MAIL FROM:<" + mail.sender() + ">");
        say(socket, in, "RCPT TO:<" + mail.recipient() + ">");
        say(socket, in, "DATA");
        say(socket, in, "Subject: test\r\n\r\ntest\r\n.");
      }
      say(socket, in, "QUIT");
    }
  }

  private static void say(Socket socket, BufferedReader in, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    expect(in, text.equals("DATA") ? "354" : "2");
  }

  private static void expect(BufferedReader in, String start) throws IOException {
    String reply = in.readLine();
    if (reply == null || !reply.startsWith(start)) {
      throw new IOException("the server says " + reply);
    }
  }
}
