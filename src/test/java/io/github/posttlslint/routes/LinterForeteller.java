package io.github.posttlslint.routes;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.route.NextHop;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.routes.Happening.Carriage;
import io.github.posttlslint.routes.Happening.Outcome;
import io.github.posttlslint.routes.Happening.Trust;
import io.github.posttlslint.routes.MailServer.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Foretells what the linter knows: all that Postfix decides is asked of its model, and nothing of
 * that is worked out here.
 */
public final class LinterForeteller implements Foreteller {

  private static final String DIRECTORY = "/etc/postfix";

  private final Parameters parameters = Parameters.load();
  private final PostfixVersion version;
  private final Function<Identity, Certificate> certificates;
  private final Map<Path, Routes> known = new HashMap<>();

  /**
   * Makes one.
   *
   * @param version of the Postfix that will run
   * @param certificates what servers show
   */
  public LinterForeteller(PostfixVersion version, Function<Identity, Certificate> certificates) {
    this.version = version;
    this.certificates = certificates;
  }

  @Override
  public Foretold foretell(Path configDirectory, String sender, String recipient) {
    Routes routes = known.computeIfAbsent(configDirectory, this::routes);
    Service receiver =
        routes.setup().services().stream()
            .filter(service -> service.program().equals("smtpd"))
            .findFirst()
            .orElseThrow();
    return routes
        .find(receiver, sender, recipient)
        .or(this::foretell, Foretold.NOTHING, Foretold.NOTHING);
  }

  private Routes routes(Path directory) {
    MemoryTree tree = new MemoryTree(DIRECTORY, true);
    try (Stream<Path> listed = Files.list(directory)) {
      for (Path file : listed.toList()) {
        tree.file(DIRECTORY + "/" + file.getFileName(), Files.readAllBytes(file), Metadata.UNKNOWN);
      }
      SetupFiles files =
          new SetupFiles(
              tree,
              DIRECTORY,
              ".",
              MainCf.parse(text(directory, "main.cf")),
              MasterCf.parse(text(directory, "master.cf")));
      Setup setup = new Setup(files, parameters, version);
      return Routes.of(setup, Tables.of(setup));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceText text(Path directory, String name) throws IOException {
    return SourceText.of(name, Files.readString(directory.resolve(name)));
  }

  /** Each way is tried until one of them leads to a server that takes the mail. */
  private Foretold foretell(List<Route> ways) {
    if (ways.isEmpty()) {
      return Foretold.NOTHING;
    }
    Route first = ways.get(0);
    if (first.service() == null) {
      return unavailable();
    }
    Foretold foretold = Foretold.NOTHING;
    try {
      for (Route way : ways) {
        NextHop hop = ServerMeeting.decided(way.hop()).orElseThrow();
        if (hop.fault() != null || hop.form() != NextHop.Form.HOST) {
          return of(first.transport());
        }
        ServerMeeting.End end = new ServerMeeting(way, certificates).end(hop.port());
        foretold = foretold(way, hop, end);
        if (end.delivered()) {
          return foretold;
        }
      }
      return foretold;
    } catch (ServerMeeting.Undecided e) {
      return of(first.transport());
    }
  }

  private static Foretold foretold(Route way, NextHop hop, ServerMeeting.End end) {
    return new Foretold(
        Optional.of(way.transport()),
        Optional.of(end.connected() ? hop.host() : ""),
        Optional.of(end.connected() ? hop.port() : 0),
        Optional.of(end.carriage()),
        Optional.of(end.trust()),
        Optional.of(end.user()),
        Optional.of(end.delivered() ? Outcome.DELIVERED : Outcome.DEFERRED),
        Optional.of(end.reason()));
  }

  /** The queue manager has retry(8) put the mail off. */
  private static Foretold unavailable() {
    return new Foretold(
        Optional.of("retry"),
        Optional.of(""),
        Optional.of(0),
        Optional.of(Carriage.NONE),
        Optional.of(Trust.NONE),
        Optional.of(""),
        Optional.of(Outcome.UNAVAILABLE),
        Optional.of("mail transport unavailable"));
  }

  private static Foretold of(String service) {
    return new Foretold(
        Optional.of(service),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
