package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a client meets on each port of servers with random settings is what the model foretells.
 * {@code -Dservers=500} tries more, {@code -Dservers.first=N} begins with another one than 0.
 */
@Tag("referee")
@ResourceLock("time of hosts")
class ListenerAgainstPostfixTest {

  private static final int AT_ONCE = 12;
  private static final String UNKNOWN = "?";

  @TempDir static Path directory;

  private final Parameters parameters = Parameters.load();

  /** One port: what was foretold by {@link Visit}'s names, and what was met. */
  private record Port(
      long server, String id, Map<String, String> foretold, Map<String, String> met) {

    /** What is met otherwise than foretold. */
    List<String> differences() {
      List<String> differences = new ArrayList<>();
      foretold.forEach(
          (name, value) -> {
            String seen = met.getOrDefault(name, "nothing");
            if (!value.equals(UNKNOWN) && !value.equals(seen)) {
              differences.add(
                  "server %d, %s: %s should be %s and is %s, %s"
                      .formatted(server, id, name, value, seen, met));
            }
          });
      return differences;
    }

    boolean isUnclear() {
      return foretold.containsValue(UNKNOWN);
    }
  }

  @Test
  void clientsMeetWhatIsForetold() throws Exception {
    Referee referee = new Referee(directory);
    int first = Integer.getInteger("servers.first", 0);
    int count = Integer.getInteger("servers", 40);
    List<Port> ports = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<Port>>> running = new ArrayList<>();
      for (int i = first; i < first + count; i++) {
        long server = i;
        running.add(workers.submit(() -> ports(referee, server)));
      }
      for (Future<List<Port>> one : running) {
        ports.addAll(one.get());
      }
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(10, TimeUnit.SECONDS);
    }
    long unclear = ports.stream().filter(Port::isUnclear).count();
    System.out.printf(
        "%d random servers, %d ports, %d of them not wholly known%n", count, ports.size(), unclear);
    List<Port> other = ports.stream().filter(port -> !port.differences().isEmpty()).toList();
    assertThat(other.stream().flatMap(port -> port.differences().stream()))
        .as(
            () ->
                other.stream()
                    .map(Port::server)
                    .distinct()
                    .limit(3)
                    .map(this::shown)
                    .toList()
                    .toString())
        .isEmpty();
    assertThat(unclear).isLessThanOrEqualTo(ports.size() / 20);
  }

  private String shown(long server) {
    Map<String, Object> files = RandomServer.of(server).files();
    return "server " + server + ":\n" + files.get("main.cf") + files.get("master.cf");
  }

  private List<Port> ports(Referee referee, long server) throws Exception {
    Example example = RandomServer.of(server);
    Setup setup = new ExampleSetup(example, parameters).build(Instant.now());
    Release release = Release.installed();
    List<Listener> listeners = Listeners.of(setup.on(release.platform(release.version())));
    List<Port> ports = new ArrayList<>();
    referee.visit(
        example,
        (transcript, port, here) -> {
          for (Listener listener : listeners) {
            Endpoint endpoint = listener.service().endpoint();
            if (endpoint != null && endpoint.port() == port) {
              boolean immediate = listener.tls() == Tls.IMMEDIATE && !isDead(listener);
              Map<String, String> met = Visit.pay(transcript, here, immediate);
              ports.add(new Port(server, listener.service().id(), foretold(listener), met));
            }
          }
        });
    return ports;
  }

  private static boolean isDead(Listener listener) {
    return kind(listener).equals("no-answer");
  }

  private static String kind(Listener listener) {
    return listener.fault().or(fault -> fault.kind().label(), "works", UNKNOWN);
  }

  private static Map<String, String> foretold(Listener listener) {
    Map<String, String> foretold = new TreeMap<>();
    if (isDead(listener)) {
      foretold.put("greets", "no");
      return foretold;
    }
    Tls tls = listener.tls();
    if (kind(listener).equals(UNKNOWN)) {
      foretold.put("tls", UNKNOWN);
      return foretold;
    }
    boolean isOffered = tls != Tls.OFF && !kind(listener).equals("hidden");
    if (tls != Tls.IMMEDIATE) {
      foretold.put("greets", "yes");
      foretold.put("starttls", isOffered ? "yes" : "no");
      foretold.put("mail", tls == Tls.DEMANDED ? "530" : "250");
      foretold.put("auth", told(listener.auth(), Auth.IN_CLEAR));
    }
    if (isOffered) {
      foretold.put("tls", handshake(listener));
    }
    if (isOffered && kind(listener).equals("works")) {
      String away =
          listener.certificates().areDemanded().fold(() -> "yes", () -> "no", doubt -> UNKNOWN);
      foretold.put("turned-away", away);
      if (away.equals("no")) {
        foretold.put("tls-auth", told(listener.auth(), Auth.IN_CLEAR, Auth.UNDER_TLS));
      }
    }
    return foretold;
  }

  private static String told(Auth auth, Auth... yes) {
    return auth == Auth.UNKNOWN ? UNKNOWN : List.of(yes).contains(auth) ? "yes" : "no";
  }

  private static String handshake(Listener listener) {
    Fault.Kind kind =
        listener.fault().<Fault.Kind>fold(Fault::kind, () -> null, doubt -> Fault.Kind.HIDDEN);
    if (kind == null) {
      return "works";
    }
    return switch (kind) {
      case REFUSED -> listener.tls() == Tls.IMMEDIATE ? "fails" : "454";
      case HANDSHAKE, ANONYMOUS -> "fails";
      default -> UNKNOWN;
    };
  }
}
