package io.github.posttlslint.routes;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Terms;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.routes.Happening.Carriage;
import io.github.posttlslint.routes.Happening.Trust;
import io.github.posttlslint.routes.MailServer.Identity;
import io.github.posttlslint.routes.MailServer.Tls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What comes of it when a way that the linter knows leads to one of {@link MailServer#ALL}. */
final class ServerMeeting {

  /** Something that decides cannot be told by the linter. */
  static final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undecided(Object why) {
      super(String.valueOf(why));
    }
  }

  /**
   * How it ended.
   *
   * @param connected whether the server was reached
   * @param delivered whether it took the mail
   * @param user who a password was sent for; empty if none was sent
   * @param reason a part of what the log says
   */
  record End(
      boolean connected,
      boolean delivered,
      Carriage carriage,
      Trust trust,
      String user,
      String reason) {

    private static End unreached(String reason) {
      return new End(false, false, Carriage.NONE, Trust.NONE, "", reason);
    }

    private static End broken(Trust trust, String reason) {
      return new End(true, false, Carriage.NONE, trust, "", reason);
    }
  }

  private static final String NO_HANDSHAKE = "Cannot start TLS: handshake failure";

  private final Route route;
  private final Terms terms;
  private final Function<Identity, Certificate> certificates;

  ServerMeeting(Route route, Function<Identity, Certificate> certificates) {
    this.route = route;
    this.terms = route.terms();
    this.certificates = certificates;
  }

  /** What is known; unset becomes empty. */
  static <T> Optional<T> decided(Known<T> known) {
    return known.fold(
        Optional::of,
        Optional::empty,
        doubt -> {
          throw new Undecided(doubt);
        });
  }

  private static boolean decided(Truth truth) {
    return truth.fold(
        () -> true,
        () -> false,
        doubt -> {
          throw new Undecided(doubt);
        });
  }

  End end(int port) {
    Optional<String> fault = decided(terms.fault());
    if (fault.isPresent()) {
      return End.unreached(fault.get());
    }
    return MailServer.at(port).map(this::end).orElseGet(() -> End.unreached("Connection refused"));
  }

  private End end(MailServer server) {
    if (decided(route.isWrapped())) {
      return server.tls() == Tls.WRAPPED
          ? secured(server, Carriage.WRAPPED)
          : End.broken(Trust.NONE, NO_HANDSHAKE);
    }
    if (server.tls() == Tls.WRAPPED) {
      return End.broken(Trust.NONE, "timed out while receiving the initial server greeting");
    }
    if (server.tls() == Tls.STARTTLS && !decided(route.level()).orElseThrow().equals("none")) {
      return secured(server, Carriage.STARTTLS);
    }
    return decided(terms.isMandatory())
        ? End.broken(Trust.NONE, "TLS is required, but was not offered")
        : send(server, Carriage.CLEAR, Trust.NONE);
  }

  private End secured(MailServer server, Carriage carriage) {
    if (!handshakes()) {
      return End.broken(Trust.NONE, NO_HANDSHAKE);
    }
    Certificate certificate = certificates.apply(server.identity());
    Trust trust =
        Trust.valueOf(
            decided(terms.judge(certificate, List.of(), Instant.now())).orElseThrow().name());
    return switch (decided(route.level()).orElseThrow()) {
      case "verify", "secure", "fingerprint" ->
          trust == Trust.VERIFIED
              ? send(server, carriage, trust)
              : End.broken(trust, "Server certificate not verified");
      default -> send(server, carriage, trust);
    };
  }

  private boolean handshakes() {
    List<String> versions = decided(terms.versions()).orElse(List.of());
    return versions.contains("TLSv1.3")
        || (versions.contains("TLSv1.2")
            && decided(terms.ciphers()).orElseThrow().usableWith(List.of("TLSv1.2")).stream()
                .anyMatch(suite -> suite.name().startsWith("ECDHE-ECDSA-AES")));
  }

  private End send(MailServer server, Carriage carriage, Trust trust) {
    Optional<String> user =
        server.auth() && decided(route.authenticates()) ? decided(route.user()) : Optional.empty();
    boolean encrypted = carriage != Carriage.CLEAR;
    if (user.isPresent() && decided(route.forbidsPlaintext(encrypted, trust == Trust.VERIFIED))) {
      return End.broken(trust, "no mechanism available");
    }
    return new End(true, true, carriage, trust, user.orElse(""), "250 taken");
  }
}
