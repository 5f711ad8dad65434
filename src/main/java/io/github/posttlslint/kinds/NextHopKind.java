package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.route.NextHop;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.Programs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way that mail takes: a next hop, and the service that delivers there. */
final class NextHopKind {

  /** What the parameters of clients end with whose values are facts. */
  private static final List<String> ENDINGS =
      List.of(
          "sasl_auth_enable",
          "never_send_ehlo",
          "discard_ehlo_keywords",
          "discard_lhlo_keywords",
          "sasl_password_maps",
          "sasl_security_options",
          "sasl_mechanism_filter",
          "tls_policy_maps",
          "tls_CAfile",
          "tls_CApath",
          "tls_connection_reuse",
          "tls_wrappermode",
          "tls_security_level");

  /** Those of them whose places are anchors. */
  private static final List<String> PLACES =
      List.of(
          "never_send_ehlo",
          "discard_ehlo_keywords",
          "discard_lhlo_keywords",
          "sasl_security_options",
          "sasl_password_maps",
          "tls_CAfile",
          "tls_CApath",
          "tls_connection_reuse",
          "tls_policy_maps",
          "tls_wrappermode");

  private NextHopKind() {}

  static final Kind<Route> KIND = kind();

  private static Kind<Route> kind() {
    Kind<Route> kind =
        new Kind<Route>(
                "next-hop",
                "a next hop that a setting or a table names, and the service that delivers there;"
                    + " the same one of several rows of a table is one")
            .choice("source", Route.Source.values(), "what sends mail there", Route::source)
            .text(
                "parameter",
                "the parameter that has it, or that names the table",
                Route::decisiveParameter)
            .text("destination", "the next hop as written", Route::destination)
            .text(
                "more",
                "how many more rows of a table name it, in words; empty if there are none",
                route -> more(route.count() - 1))
            .choiceIfSet(
                "form",
                NextHop.Form.values(),
                "host: taken as it stands; domain: its MX records count; recipient: the same of the"
                    + " recipient's domain; socket: in the file system",
                Route::hop,
                NextHop::form)
            .told(
                "any", "it is the domain of any recipient that nothing else names", Route::isForAny)
            .textIfSet(
                "fault",
                "what makes the program end when it reads the next hop",
                Route::hop,
                NextHop::fault)
            .fact(
                "port",
                FactType.NUMBER,
                "the port; absent if its name is not known",
                route ->
                    route.hop().fold(NextHopKind::port, Fact::absent, doubt -> Fact.unknown(doubt)))
            .textIfSet(
                "port.name", "the port, if it is not a number", Route::hop, NextHop::portName)
            .textIfSet(
                "port.number",
                "the number that a port of this name has for mail",
                Route::hop,
                NextHopKind::portNumber)
            .truthIfSet(
                "port.listed",
                "the name of the port is in known_tcp_ports or /etc/services",
                Route::isPortListed)
            .told("loopback", "it is this machine", route -> route.hop().is(NextHop::isLocal))
            .told(
                "own",
                "it is this host: this machine, myhostname, or an address of inet_interfaces",
                Route::isOwnHost)
            .told("address", "it is an address", route -> route.hop().is(NextHop::isAddress))
            .fact(
                "own.tls",
                FactType.TEXT,
                "what a client meets there, where it is a port of an smtpd of this master.cf: off,"
                    + " offered, demanded or immediate",
                NextHopKind::ownTls)
            .text(
                "level.old",
                "the obsolete parameter that sets the level in force; absent if none does",
                Route::oldLevelParameter)
            .truth("written", "a setting or a table names the service", Route::isWritten)
            .text("service", "the name of the service that delivers", Route::transport)
            .text(
                "settable",
                "where a parameter of the service is to be set for this mail, in words",
                Route::settable)
            .fact("delivered", FactType.TRUTH, "master.cf has the service", NextHopKind::delivered)
            .known(
                "tls",
                ServiceKind.CLIENT_LEVELS,
                "the level in force, TLS policies included",
                Route::level)
            .text(
                "level.parameter",
                "the parameter of the level, where no policy tells the level",
                route ->
                    route.policy().isSet().ifUnknown(true)
                        ? null
                        : route.name("tls_security_level"))
            .told("by-policy", "a TLS policy tells the level", route -> route.policy().isSet())
            .told(
                "excepted",
                "a policy table asks for less than the level for some next hops",
                Route::isExcepted)
            .told("wrappermode", "TLS from the first byte", Route::isWrapped)
            .knownWords(
                "match",
                "the names that the certificate has to match at the level in force",
                Route::match)
            .textIfSet(
                "match.star",
                "the first of these names, where all of them have a star",
                Route::starMatch)
            .textIfSet(
                "match.dot",
                "that name with the dot that stands for all below a domain; absent if the star is no"
                    + " whole label",
                Route::starMatch,
                star -> star.startsWith("*.") ? star.substring(1) : null)
            .textIfSet(
                "match.vain",
                "the first of these names, where no certificate can match any of them",
                Route::vainMatch)
            .told(
                "without-trust",
                "the certificate is verified, and no CA is trusted",
                Route::isWithoutTrust)
            .text("without-trust.why", "why there is none, in words", Route::whyWithoutTrust)
            .told(
                "trust-anchors",
                "the certificate is verified against trust anchors of a file",
                Route::isTrustingAnchorFiles)
            .told(
                "reused", "its connections go through tlsproxy, to be used again", Route::isReused)
            .told(
                "own-chain-trusted",
                "the certificate is verified, and the only trusted CAs are those of this host's own"
                    + " certificate, which stands in the same file",
                Route::isTrustingOwnChainAlone)
            .told(
                "starttls-discarded",
                "the service ignores a server's offer of TLS",
                Route::ignoresStarttls)
            .told("authenticates", "the service sends passwords", Route::authenticates)
            .told("password", "there is a password for it", Route::hasPassword)
            .truth(
                "password-left-out",
                "a table of passwords has a line for it, with nothing behind the key",
                Route::isPasswordLeftOut)
            .text(
                "password.near",
                "the key of the entry with a password that was probably meant for it, for the same"
                    + " host in another form, or the only one there is; absent if there is none",
                Route::nearPasswordKey)
            .told(
                "password-for-all",
                "there is one for every host that nothing else names",
                Route::hasPasswordForAll)
            .told(
                "password-of-mx-host",
                "there is one for a host that is no next hop, as the MX hosts of a domain",
                route -> route.passwordOfMxHost().isSet())
            .textIfSet(
                "lost.level",
                "the level that main.cf's tables have for the very next hop where the service asks"
                    + " others, or none, and has a lower one",
                Route::lostPolicy,
                TlsPolicy::levelName)
            .family(
                "value",
                ENDINGS,
                FactType.TEXT,
                "the value of the service's parameter that ends so",
                (route, ending) -> Fact.of(route.own(ending).known()))
            .family(
                "name",
                ENDINGS,
                FactType.TEXT,
                "the name of that parameter",
                (route, ending) -> Fact.of(route.name(ending)))
            .including(SetupKind.FACTS, Route::setup)
            .anchorOf(
                "value", "where it is written, or chosen", Route::decisiveParameter, Route::place)
            .anchor("service", "the line of the service", NextHopKind::line)
            .anchor("own", "the line of the smtpd that answers there", NextHopKind::ownLine)
            .anchor("other", "another setting that sends mail there", Route::otherPlace)
            .anchorOf(
                "level",
                "where the level in force is written",
                Route::levelParameter,
                Route::levelPlace)
            .anchor(
                "lost",
                "where that level is written",
                route ->
                    route
                        .lostPolicy()
                        .<@Nullable Span>fold(TlsPolicy::levelPlace, () -> null, doubt -> null))
            .anchor(
                "password",
                "the entry for a host that is no next hop",
                route ->
                    route
                        .passwordOfMxHost()
                        .<@Nullable Span>fold(
                            row -> row.span(row.key()), () -> null, doubt -> null))
            .anchor("password.near", "that entry", Route::nearPasswordPlace)
            .anchor("match", "where the names to match are written", Route::matchPlace);
    PLACES.forEach(
        ending ->
            kind.anchorOf(
                ending,
                "where the service's parameter that ends so is set",
                route -> route.name(ending),
                route -> route.own(ending).span()));
    return kind;
  }

  private static String more(int rows) {
    return rows == 0
        ? ""
        : rows == 1 ? " (and one more entry)" : " (and " + rows + " more entries)";
  }

  private static @Nullable Span line(Route route) {
    Service service = route.service();
    return service == null ? null : service.span();
  }

  private static Fact ownTls(Route route) {
    return Fact.orAbsent(
        route.ownPort(),
        service -> {
          Tls tls = Listeners.meets(service);
          return tls == Tls.UNKNOWN
              ? Fact.unknown(new Doubt("the TLS level is not known", "smtpd_tls_security_level"))
              : Fact.of(tls.label());
        });
  }

  private static @Nullable Span ownLine(Route route) {
    return route.ownPort().<@Nullable Span>fold(Service::span, () -> null, doubt -> null);
  }

  private static Fact port(NextHop to) {
    return to.port() < 0 ? Fact.absent() : Fact.of(to.port());
  }

  private static Fact delivered(Route route) {
    Service service = route.service();
    boolean hidden = route.setup().hidesSettings(null) || route.setup().isFragment();
    if (service == null && hidden) {
      return Fact.unknown(Doubt.of("not all of master.cf is seen"));
    }
    return Fact.of(service != null);
  }

  private static @Nullable String portNumber(NextHop hop) {
    String name = hop.portName();
    Integer port = name == null ? null : Programs.port(name);
    return port == null ? null : port.toString();
  }
}
