package io.github.posttlslint.handshake;

import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.reach.Reach;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.referee.Release;
import io.github.posttlslint.run.SetupLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the product says of the servers that hellos are replayed against. */
final class Foretold {

  /** No client gets TLS, whatever it offers. */
  static final String FAULT = "no TLS";

  private static final Client.Limits ANYTHING = new Client.Limits(0, 0, 0, 0, 0, 0, false);

  private final Map<String, List<Reach>> byPort = new HashMap<>();

  /** Reads the configuration of the servers, in an empty directory. */
  Foretold(Release release, TlsServers servers, Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : servers.files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Entrance entrance = new Entrance(new Gate(directory), null);
    SetupFinder finder = new SetupFinder(directory, entrance);
    finder.add("etc/postfix");
    OpenSslReleases library = OpenSslReleases.between(release.library(), release.library());
    SetupLoader.Options options =
        new SetupLoader.Options(
            directory,
            directory,
            true,
            release.version(),
            library,
            List.of(),
            List.of(),
            List.of());
    SetupLoader loader =
        new SetupLoader(Parameters.load(), options, new PemCache(), entrance, new GitIndexes());
    Setup setup = Objects.requireNonNull(loader.load(finder.next()));
    Tables tables = Tables.of(setup);
    List<SniEntry> names = SniEntry.all(tables.uses());
    for (Listener listener : Listeners.of(setup)) {
      byPort.put(listener.port(), Reach.of(listener, tables, names));
    }
  }

  /** What a client that looks for a name is said to get from the listener of a port. */
  String of(ClientHello hello, int port, String name) {
    List<Reach> all =
        Objects.requireNonNull(byPort.get(Integer.toString(port)), "no such listener");
    Reach reach = all.get(0);
    for (Reach one : all) {
      reach = hello.sendsServerName() && isFor(name, one.serverName()) ? one : reach;
    }
    Known<Fault> fault = reach.listener().fault();
    if (fault.isSet().ifUnknown(false)) {
      return FAULT;
    }
    // the server's half alone: one that takes all that the server chooses
    Client client = new Client("any", Client.Family.OPENSSL, 0, true, hello, ANYTHING);
    return reach
        .answer(client)
        .fold(Foretold::words, () -> "nothing is offered", doubt -> "cannot tell: " + doubt);
  }

  /** Whether a key of a table is for a name: names in any case, {@code .domain} for all below. */
  private static boolean isFor(String name, @Nullable String key) {
    String lower = name.toLowerCase(Locale.ROOT);
    String wanted = key == null ? "" : key.toLowerCase(Locale.ROOT);
    return wanted.startsWith(".") ? lower.endsWith(wanted) : lower.equals(wanted);
  }

  private static String words(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return "alert " + refused.alert();
    }
    Answer.Agreed agreed = (Answer.Agreed) answer;
    ServerKey key = agreed.key();
    SignatureScheme signature = agreed.signature();
    return String.format(
        "%04x %04x %s %s %s",
        agreed.version().code(),
        agreed.suiteCode(),
        agreed.exchange(),
        key == null ? "-" : key.words(),
        signature == null ? "-" : String.format("%04x", signature.code()));
  }

  /** The same of what happened. */
  static String words(Observed observed) {
    if (observed instanceof Observed.Alerted alerted) {
      return "alert " + alerted.description();
    }
    if (observed instanceof Observed.Asked asked) {
      Answer.Exchange exchange = exchange(new Observed.Exchange.Group(asked.group(), true));
      return String.format("0304 %04x %s", asked.suite(), exchange);
    }
    if (!(observed instanceof Observed.Answered answered)) {
      return observed.toString();
    }
    byte[] leaf = answered.leaf();
    Integer signature = answered.signature();
    return String.format(
        "%04x %04x %s %s %s",
        answered.version(),
        answered.suite(),
        exchange(answered.exchange()),
        leaf == null ? "-" : key(leaf),
        signature == null ? "-" : String.format("%04x", signature));
  }

  private static Answer.Exchange exchange(Observed.Exchange exchange) {
    if (exchange instanceof Observed.Exchange.Group group) {
      String name = NamedGroup.of(group.id());
      return new Answer.Exchange.Group(name == null ? "?" : name, group.retried());
    }
    return exchange instanceof Observed.Exchange.Prime prime
        ? new Answer.Exchange.Prime(prime.bits())
        : new Answer.Exchange.Transport();
  }

  private static String key(byte[] leaf) {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(leaf)
            + "\n-----END CERTIFICATE-----\n";
    return PemFile.parse("leaf", pem.getBytes(StandardCharsets.US_ASCII))
        .certificates()
        .get(0)
        .publicKey()
        .words();
  }
}
