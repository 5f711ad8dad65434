package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.ServiceSide;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.TlsDump;
import java.util.List;
import java.util.function.Predicate;

/** A server or a client that a service is. */
final class SideKind {

  /** The parameters that are anchors. */
  private static final List<String> PLACES =
      List.of(
          "security_level",
          "fingerprint_digest",
          "loglevel",
          "discard_ehlo_keywords",
          "sasl_auth_enable",
          "sasl_type");

  /** Those of them whose values alone are, too. */
  private static final List<String> PLACES_OF_VALUES =
      List.of("security_level", "loglevel", "sasl_type");

  private SideKind() {}

  static final Kind<ServiceSide> KIND = kind();

  private static Kind<ServiceSide> kind() {
    List<String> endings = ServiceSide.endings();
    Kind<ServiceSide> kind =
        new Kind<ServiceSide>(
                "side",
                "a server or client that a service of master.cf is, with its own parameters; tlsproxy"
                    + " is both")
            .choice(
                "side",
                List.of("server", "client"),
                "whether it accepts connections or makes them",
                one -> one.side().label())
            .told(
                "meets-peers",
                "it does TLS with them itself; tlsproxy does for other services that use it",
                ServiceSide::meetsPeers)
            .told(
                "started",
                "connections reach the service; tlsproxy only those of services that use it",
                ServiceSide::isStarted)
            .known("level", "the TLS level in force", one -> one.side().level().name())
            .textIfSet(
                "level.meant",
                "the level that was probably meant, where the value is none",
                one -> one.valueOf("security_level").known().then(SideKind::nearestLevel))
            .told("tls", "its level, or a table of levels, means TLS", one -> one.mayUseTls())
            .told(
                "dumps-handshakes",
                "its log level dumps the bytes of handshakes, at least, to the log",
                one -> dumps(one, dump -> dump != TlsDump.NOTHING))
            .told(
                "dumps-sessions",
                "its log level dumps whole sessions, decrypted, to the log",
                one -> dumps(one, dump -> dump == TlsDump.SESSIONS))
            .told(
                "starttls-discarded",
                "STARTTLS is among the keywords that it leaves out of replies to EHLO, or ignores there",
                one -> one.valueOf("discard_ehlo_keywords").hasWord("starttls"))
            .family(
                "value",
                endings,
                FactType.TEXT,
                "the value of its parameter that ends so",
                (one, ending) -> Fact.of(one.valueOf(ending).known()))
            .family(
                "name",
                endings,
                FactType.TEXT,
                "the parameter that has this value: another one where its own has a default that"
                    + " names it",
                (one, ending) -> Fact.of(one.written(ending).parameter()))
            .family(
                "problem",
                endings,
                FactType.TEXT,
                "the first part of this value that the release does not accept",
                (one, ending) ->
                    Fact.orAbsent(one.problem(ending), problem -> Fact.of(problem.text())))
            .family(
                "nearest",
                endings,
                FactType.TEXT,
                "what was probably meant by that part: the one word that is near",
                (one, ending) ->
                    Fact.orAbsent(
                        one.problem(ending), problem -> Fact.ofNullable(problem.nearest())))
            .including(ServiceKind.KIND, ServiceSide::service);
    PLACES.forEach(ending -> addPlace(kind, ending));
    PLACES_OF_VALUES.forEach(ending -> addPlaceOfValue(kind, ending));
    return kind;
  }

  private static Truth dumps(ServiceSide side, Predicate<TlsDump> wanted) {
    return side.valueOf("loglevel").known().is(level -> wanted.test(TlsDump.of(level)));
  }

  /** Of the client's levels, which those of servers are among. */
  private static Known<String> nearestLevel(String text) {
    return Known.ofNullable(Nearest.only(text, ServiceKind.CLIENT_LEVELS));
  }

  private static void addPlace(Kind<ServiceSide> kind, String ending) {
    kind.anchorOf(
        ending,
        "where its parameter that ends so is set",
        one -> one.written(ending).parameter(),
        one -> one.written(ending).span());
  }

  private static void addPlaceOfValue(Kind<ServiceSide> kind, String ending) {
    kind.anchorOf(
        ending + ".value",
        "the value alone",
        one -> one.written(ending).parameter(),
        one -> one.written(ending).valueSpan());
  }
}
