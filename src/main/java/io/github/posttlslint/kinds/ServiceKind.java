package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.JailedSocket;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.model.tls.TlsProxySettings;
import io.github.posttlslint.postfix.HostName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of master.cf with its effective values. */
public final class ServiceKind {

  /** What stands between {@code smtpd_} and {@code _restrictions}. */
  private static final List<String> LISTS =
      List.of("client", "helo", "sender", "relay", "recipient", "data", "end_of_data", "etrn");

  private static final List<String> WRITTEN =
      List.of("smtpd_tls_security_level", "smtpd_tls_chain_files", "tls_server_sni_maps");

  /** Where a socket is meant to be that a service in a chroot does not find. */
  static final List<String> JAILED = List.of("queue", "elsewhere");

  private static final List<String> SERVER_LEVELS = List.of("none", "may", "encrypt");

  /** The levels of clients, which policies have, too. */
  static final List<String> CLIENT_LEVELS =
      List.of("none", "may", "encrypt", "dane", "dane-only", "fingerprint", "verify", "secure");

  private ServiceKind() {}

  /** The table. */
  public static final Kind<Service> KIND =
      SetupKind.withCurves(
          new Kind<Service>("service", "an entry of master.cf with its effective values")
              .text("id", "name and type, such as smtp/inet", Service::id)
              .text("name", "column one", Service::name)
              .choice(
                  "type",
                  List.of("inet", "unix", "fifo", "pass", "unix-dgram"),
                  "how it is reached",
                  Service::type)
              .known("program", "the program's file name", service -> service.knownProgram())
              .choices(
                  "role",
                  FactType.TEXT,
                  Role.labels(),
                  "what it is for: an smtpd by port and address, others by program",
                  service -> Fact.of(service.knownRole().map(Role::label)))
              .fact("port", FactType.NUMBER, "the port it listens on", ServiceKind::port)
              .told(
                  "loopback", "only this machine can reach it", service -> service.isLoopbackOnly())
              .truth("chroot", "it runs in the queue directory", Service::isChrooted)
              .truth("assumed", "no master.cf was seen, the usual one counts", Service::isAssumed)
              .text(
                  "process-limit",
                  "column seven",
                  service -> service.entry().field(MasterField.MAX_PROC).text())
              .truth(
                  "verbose",
                  "it has the option -v",
                  service -> service.entry().flags().indexOf('v') >= 0)
              .known(
                  "server.tls",
                  SERVER_LEVELS,
                  "the level in force for its clients",
                  service -> Side.server(service).level().name())
              .known(
                  "client.tls",
                  CLIENT_LEVELS,
                  "the level in force for the servers it sends to",
                  service -> Side.client(service).level().name())
              .told(
                  "wrappermode",
                  "TLS from the first byte",
                  service ->
                      service.value("smtpd_tls_wrappermode").known().is("yes"::equalsIgnoreCase))
              .textIfSet(
                  "client.servername-invalid",
                  "the name for SNI that it refuses to send",
                  service -> Side.client(service).value("servername").known(),
                  name -> HostName.isValid(name) ? null : name)
              .textIfSet(
                  "client.servername-meant",
                  "the host's name in it, without brackets, port and final dot",
                  service -> Side.client(service).value("servername").known(),
                  HostName::meant)
              .told(
                  "server.certificate",
                  "a certificate file is named",
                  service -> new Server(service).namesCertificate())
              .told(
                  "server.refuses-relay",
                  "one of the lists that smtpd wants a refusal in has one",
                  service -> new Server(service).refusesRelay())
              .told(
                  "server.auth-in-clear",
                  "a password is accepted before TLS",
                  service -> new Server(service).takesPasswordsInClear())
              .known(
                  "server.sasl-jail",
                  JAILED,
                  "where smtpd_sasl_path is meant to lead, which leads elsewhere in the chroot of the"
                      + " service; absent for others",
                  service ->
                      service.isChrooted()
                          ? service
                              .value("smtpd_sasl_path")
                              .known()
                              .then(path -> JailedSocket.aim(service, path))
                          : Known.unset())
              .textIfSet(
                  "server.sasl-path",
                  "smtpd_sasl_path from the queue directory on; absent where it is not below",
                  service ->
                      service
                          .value("smtpd_sasl_path")
                          .known()
                          .then(path -> JailedSocket.inside(service, path)))
              .known(
                  "milter-jail",
                  JAILED,
                  "where the first socket of smtpd_milters, for cleanup of non_smtpd_milters, is meant"
                      + " to be that is not found in the chroot of the service; absent for others",
                  service ->
                      service.isChrooted()
                          ? JailedSocket.aimOfFirst(service, milters(service))
                          : Known.unset())
              .textIfSet(
                  "milter.outside",
                  "that socket as written; absent where it is in braces",
                  service -> JailedSocket.firstOutside(service, milters(service)))
              .textIfSet(
                  "milter.inside",
                  "the same from the queue directory on; absent where it is not below",
                  service ->
                      JailedSocket.firstOutside(service, milters(service))
                          .then(text -> JailedSocket.inside(service, text)))
              .told(
                  "server.public",
                  "mail of strangers is meant to arrive here",
                  service -> new Server(service).isPublic())
              .told(
                  "from-filter",
                  "a content filter gives mail back to it, as its own options show",
                  service -> service.setup().wayBack().isMarked(service))
              .truth(
                  "left-for-filter",
                  "it is the one listener to which a content filter of this host can give mail back",
                  service -> service.setup().wayBack().isLeft(service))
              .truth(
                  "proxied",
                  "another smtpd of this master.cf hands its mail to it, by smtpd_proxy_filter",
                  service -> service.setup().ownPorts().proxyTo(service) != null)
              .told(
                  "postscreen-talks",
                  "a postscreen speaks SMTP itself: one of its tests after the greeting is on",
                  service -> service.setup().tlsProxies().postscreenTalks())
              .told(
                  "clientcerts.asked",
                  "clients are asked for certificates",
                  service -> new Server(service).asksForCertificates())
              .told(
                  "clientcerts.public",
                  "the certificates of all public CAs are trusted: those of the system",
                  service -> new Server(service).trustsPublicAuthorities())
              .knownWords(
                  "restrictions",
                  "the names of all access restrictions, classes put in place",
                  service -> new Server(service).restrictions())
              .family(
                  "restrictions",
                  LISTS,
                  FactType.WORDS,
                  "those of one list",
                  (service, list) ->
                      Fact.ofWords(
                          new Server(service).restrictions("smtpd_" + list + "_restrictions")))
              .family(
                  "origin",
                  List.of("main", "master", "default"),
                  "where the value in force is set",
                  (service, parameter) -> origin(service.value(parameter)))
              .family(
                  "written",
                  WRITTEN,
                  FactType.TEXT,
                  "its value as it stands in main.cf or master.cf, before names in it are replaced,"
                      + " also where the release does not know it",
                  (service, parameter) -> Fact.of(service.value(parameter).raw()))
              .family(
                  "invalid",
                  FactType.TEXT,
                  "the first part of its value that the release does not accept",
                  ServiceKind::invalid)
              .family(
                  "nearest",
                  FactType.TEXT,
                  "what was probably meant by that part: the one word that is near",
                  (service, parameter) ->
                      Fact.orAbsent(
                          service.problem(parameter),
                          problem -> Fact.ofNullable(problem.nearest())))
              .knownWords(
                  "tlsproxy.differing",
                  "the parameters whose values the tlsproxy it hands connections to does not share",
                  service -> new TlsProxySettings(service).differing())
              .including(SetupKind.FACTS, Service::setup)
              .anchor("service", "its line", Service::span)
              .anchor(
                  "process-limit",
                  "column seven",
                  service -> service.entry().span(MasterField.MAX_PROC))
              .anchor(
                  "proxy",
                  "the smtpd_proxy_filter by which another hands mail to it",
                  ServiceKind::proxy));

  private static @Nullable Span proxy(Service service) {
    Service sender = service.setup().ownPorts().proxyTo(service);
    return sender == null ? null : sender.value("smtpd_proxy_filter").span();
  }

  private static Fact port(Service service) {
    Endpoint endpoint = service.endpoint();
    return endpoint == null || endpoint.port() < 0 ? Fact.absent() : Fact.of(endpoint.port());
  }

  private static Fact origin(Value value) {
    Origin origin = value.origins().isEmpty() ? null : value.origins().get(0);
    if (origin == null || origin instanceof Origin.Default) {
      boolean mayBeSet = value.raw().isEmpty() && value.known().isHidden();
      return mayBeSet ? Fact.of(value.known()) : Fact.of("default");
    }
    boolean ofMaster =
        origin instanceof Origin.MasterCfOption
            || (!(origin instanceof Origin.MainCfLine)
                && origin instanceof Origin.Stock stock
                && stock.ofService());
    return Fact.of(ofMaster ? "master" : "main");
  }

  private static Fact invalid(Service service, String parameter) {
    return Fact.orAbsent(service.problem(parameter), problem -> Fact.of(problem.text()));
  }

  private static Known<String> milters(Service service) {
    return switch (service.program()) {
      case "smtpd" -> service.value("smtpd_milters").known();
      case "cleanup" -> service.value("non_smtpd_milters").known();
      default -> Known.unset();
    };
  }
}
