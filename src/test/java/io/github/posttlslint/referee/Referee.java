package io.github.posttlslint.referee;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Lets a Postfix run examples of rules, and writes down what is seen. */
final class Referee {

  /** How long a client waits for a server, in milliseconds. */
  static final int SERVER_LIMIT_MS = 10_000;

  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(10);
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
  private static final Pattern DELIVERED = Pattern.compile("status=(sent|deferred|bounced)");
  private static final Pattern THROTTLED =
      Pattern.compile("/(smtp|lmtp|qmgr|pickup|cleanup|trivial-rewrite): bad command startup");
  private static final List<String> RECIPIENTS = List.of("user@example.com", "user@example.org");

  private static final Pattern SENDS =
      Pattern.compile("\\b(smtp|lmtp|tlsproxy_client)_\\w+|relayhost|_transport|transport_maps");
  private static final String SEND =
      "(i=0; while [ ! -S /var/spool/postfix/public/pickup ] && [ $i -lt 100 ]; "
          + "do sleep 0.05; i=$((i+1)); done; for to in "
          + String.join(" ", RECIPIENTS)
          + "; do echo test | sendmail -f sender@example.net $to; done) & ";

  private final Path directory;
  private final Release release;
  private final Path host;
  private final String master;
  private int number;

  /** One with the installed Postfix. */
  Referee(Path directory) throws IOException, InterruptedException {
    this(directory, Release.installed());
  }

  /** Makes itself ready; leaves the calling test out where something is not installed. */
  Referee(Path directory, Release release) throws IOException, InterruptedException {
    this.directory = directory;
    this.release = release;
    this.host = CProgram.compile("isolated_host", directory);
    if (!"root".equals(System.getProperty("user.name")) && !Program.inCi()) {
      throw new TestAbortedException("not root, test left out");
    }
    this.master = release.usual("daemon_directory") + "/master";
  }

  /**
   * Runs an example as the evidence of its rule says.
   *
   * @param expected whether the evidence is waited for, and nothing else once it is seen
   */
  Transcript run(Example example, Evidence evidence, boolean expected) throws IOException {
    Example whole = with(example, evidence.with());
    Setup setup = new ExampleSetup(whole, Parameters.load()).build(Instant.now());
    Stage stage = new Stage(newRoot(), setup);
    String mainCf = whole.files().getOrDefault("main.cf", "").toString();
    String masterCf = masterCf(whole);
    boolean bare =
        example.files().keySet().stream().allMatch(Set.of("main.cf", "master.cf")::contains);
    if (evidence.supply() && (bare || "partial".equals(example.options().get("files")))) {
      stage.supply(mainCf + "\n" + masterCf);
    }
    stage.configure(mainCf, masterCf);
    List<Pattern> sees = expected ? evidence.sees() : List.of();
    boolean sends = SENDS.matcher(mainCf + "\n" + masterCf).find();
    return run(stage, evidence.by(), sees, tables(whole), sends);
  }

  /** Runs a whole setup, and tells what it does. */
  Outcome observe(Example example) throws IOException {
    Setup setup = new ExampleSetup(example, Parameters.load()).build(Instant.now());
    Stage stage = new Stage(newRoot(), setup);
    stage.configureAlone("" + example.files().get("main.cf"), masterCf(example));
    Transcript transcript = new Transcript();
    serve(stage, Evidence.By.POSTFIX, List.of(), true, false, transcript);
    command(stage, "postconf -n; postconf -M", transcript);
    return Outcome.of(transcript);
  }

  /** Somebody who looks at each port. */
  interface Visitor {
    /**
     * Looks at one.
     *
     * @param port the port that Postfix listens on
     * @param here the port behind which it is
     */
    void look(Transcript transcript, int port, int here) throws IOException;
  }

  /** Runs a setup whose files are all there, and lets somebody look at its ports. */
  Transcript visit(Example example, Visitor visitor) throws IOException {
    Setup setup = new ExampleSetup(example, Parameters.load()).build(Instant.now());
    Stage stage = new Stage(newRoot(), setup);
    stage.configureWhole("" + example.files().get("main.cf"), masterCf(example));
    Transcript transcript = new Transcript();
    String script = stage.commands() + master + " -d -c /etc/postfix; exit $?";
    Set<Integer> ports = stage.servers();
    try (IsolatedHost running = host(stage, script, ports, Map.of(), transcript)) {
      if (started(transcript)) {
        for (int port : ports) {
          visitor.look(transcript, port, running.port(port));
        }
      }
    }
    return transcript;
  }

  private synchronized Path newRoot() throws IOException {
    return Files.createDirectories(directory.resolve("r" + number++));
  }

  /** The tables of an example, of the type that main.cf calls them by or else hash. */
  private static List<String> tables(Example example) {
    String mainCf = example.files().getOrDefault("main.cf", "").toString();
    return example.files().keySet().stream()
        .filter(name -> name.matches("/?[a-z_/]+"))
        .map(name -> name.startsWith("/") ? name : "/etc/postfix/" + name)
        .map(
            path ->
                Stream.of("cidr:", "regexp:", "pcre:")
                    .map(type -> type + path)
                    .filter(mainCf::contains)
                    .findFirst()
                    .orElse("hash:" + path))
        .toList();
  }

  private static String masterCf(Example example) {
    Object text = example.files().get("master.cf");
    return text == null || Boolean.FALSE.equals(text) ? ExampleSetup.MASTER : text.toString();
  }

  /** Settings go before the example's own, which win. */
  private static Example with(Example example, Map<String, Object> more) {
    Map<String, Object> files = new LinkedHashMap<>(more);
    files.putAll(example.files());
    if (more.containsKey("main.cf")) {
      files.put("main.cf", "" + more.get("main.cf") + example.files().getOrDefault("main.cf", ""));
    }
    return new Example(
        example.bad(),
        example.title(),
        example.release(),
        example.expect(),
        example.options(),
        files);
  }

  private Transcript run(
      Stage stage, Evidence.By by, List<Pattern> sees, List<String> tables, boolean sends)
      throws IOException {
    Transcript transcript = new Transcript();
    return switch (by) {
      case POSTFIX -> serve(stage, by, sees, sends, false, transcript);
      case STRIPPED -> serve(stage, by, sees, sends, true, transcript);
      case OPENSSL -> serve(stage, by, sees, false, false, transcript);
      case POSTCONF -> command(stage, "postconf -n; postconf -M", transcript);
      case CHECK -> command(stage, "postfix check", transcript);
      case POSTMAP -> command(stage, postmap(tables), transcript);
      case ARGUMENT -> transcript;
    };
  }

  /**
   * With a configuration of its own, for main.cf may be broken; but in the encoding that it says.
   */
  private static String postmap(List<String> tables) {
    StringBuilder script = new StringBuilder("utf8=$(postconf -h smtputf8_enable 2>/dev/null)");
    script.append("; [ -z \"$utf8\" ] || ");
    script.append("postconf -c /etc/postfix-clean -e \"smtputf8_enable = $utf8\"");
    for (String table : tables) {
      if (table.startsWith("hash:")) {
        script.append("; postmap -c /etc/postfix-clean ").append(table);
        script.append("; postmap -c /etc/postfix-clean -s ").append(table);
      } else {
        script.append("; postmap -c /etc/postfix-clean -q key ").append(table);
      }
    }
    return script.toString();
  }

  private IsolatedHost host(
      Stage stage,
      String script,
      Collection<Integer> inwards,
      Map<Integer, Integer> outwards,
      Transcript transcript)
      throws IOException {
    return new IsolatedHost(
        new IsolatedHost.Kind(host, release.root()),
        stage.root(),
        script,
        inwards,
        outwards,
        transcript);
  }

  private Transcript command(Stage stage, String command, Transcript transcript)
      throws IOException {
    String script = stage.commands() + command;
    try (var ignored = host(stage, script, List.of(), Map.of(), transcript)) {
      transcript.await(lines -> has(lines, "end "), COMMAND_LIMIT);
    }
    return transcript;
  }

  private Transcript serve(
      Stage stage,
      Evidence.By by,
      List<Pattern> sees,
      boolean sends,
      boolean withoutTls,
      Transcript transcript)
      throws IOException {
    Set<Integer> ports = stage.servers();
    String script =
        stage.commands() + (sends ? SEND : "") + master + " -d -c /etc/postfix; exit $?";
    try (Peer peer = new Peer(transcript, sends, withoutTls);
        IsolatedHost running = host(stage, script, ports, peer.ports(), transcript)) {
      if (started(transcript)) {
        for (int port : ports) {
          if (by == Evidence.By.OPENSSL) {
            OpensslClient.look(transcript, port, running.port(port));
          } else {
            Client.talk(transcript, port, running.port(port), () -> seen(transcript, sees));
          }
        }
        if (sends) {
          transcript.await(
              lines ->
                  seen(lines, sees)
                      || lines.stream().filter(line -> DELIVERED.matcher(line).find()).count()
                          >= RECIPIENTS.size()
                      || sees.isEmpty()
                          && lines.stream().anyMatch(line -> THROTTLED.matcher(line).find()),
              DELIVERY_LIMIT);
        } else if (!sees.isEmpty()) {
          transcript.await(lines -> seen(lines, sees), Duration.ofSeconds(3));
        }
      }
    }
    return transcript;
  }

  private static boolean started(Transcript transcript) {
    transcript.await(
        lines -> has(lines, "end ") || has(lines, "gone") || any(lines, "daemon started"),
        COMMAND_LIMIT);
    return any(transcript.lines(), "daemon started");
  }

  private static boolean has(List<String> lines, String start) {
    return lines.stream().anyMatch(line -> line.startsWith(start));
  }

  private static boolean any(List<String> lines, String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }

  /** Whether each pattern is found. */
  static boolean seen(Transcript transcript, List<Pattern> sees) {
    return seen(transcript.lines(), sees);
  }

  private static boolean seen(List<String> lines, List<Pattern> sees) {
    return !sees.isEmpty()
        && sees.stream()
            .allMatch(pattern -> lines.stream().anyMatch(line -> pattern.matcher(line).find()));
  }
}
