package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Endpoint;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code service}: one master.cf entry with its effective values.
 *
 * <p>Facts: {@code id} (smtp/inet), {@code name}, {@code type}, {@code program}, {@code role} (see
 * {@link io.github.posttlslint.setup.Role}), {@code port}, {@code host}, {@code loopback}, {@code
 * chroot}, {@code assumed} (no master.cf was seen, the stock one is assumed), {@code server.tls}
 * and {@code client.tls} (the level in force: none, may, encrypt, ...), {@code wrappermode}, {@code
 * release}, {@code compatibility}; {@code origin.PARAMETER} (main, master or default: where the
 * value in force is set), {@code invalid.PARAMETER} (the first part of its value that the release
 * does not accept; absent if none), {@code process-limit} (column seven of master.cf), {@code
 * verbose} (has the option -v), {@code client.servername-invalid} (the name for SNI that is
 * refused).
 *
 * <p>Facts about receiving services: {@code server.certificate} (a certificate file is named),
 * {@code server.refuses-relay} (one of the lists that smtpd(8) wants a refusal in has one), {@code
 * server.auth-in-clear} (a password is accepted before TLS), {@code server.public} (mail from
 * strangers is meant to arrive: port 25 or postscreen(8), an address that can be reached from
 * outside, domains to accept mail for, no list that turns strangers away), {@code
 * clientcerts.asked}, {@code restrictions} (the names of all access restrictions, classes put in
 * place), {@code restrictions.relay}, {@code restrictions.recipient} and so on (those of one list).
 *
 * <p>A fact about sending services: {@code tlsproxy.differing} (the parameters for which its values
 * are not those of the tlsproxy(8) that it hands connections to; none without connection reuse).
 *
 * <p>Anchors: {@code service}, {@code options-end} (where another option can be put in).
 */
public final class ServiceSubject implements Subject {

  private final Service service;

  private final KnownFacts facts = new KnownFacts(this::find);

  public ServiceSubject(Service service) {
    this.service = service;
  }

  /** The service. */
  Service service() {
    return service;
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return facts.get(name);
  }

  @Override
  public Map<String, Fact> traits() {
    Fact role = fact("role");
    return role == null || role instanceof Fact.Unknown
        ? Map.of()
        : Map.of("program", Fact.of(service.program()), "role", role);
  }

  private @Nullable Fact find(String name) {
    Endpoint endpoint = service.endpoint();
    return switch (name) {
      case "id" -> Fact.of(service.id());
      case "name" -> Fact.of(service.name());
      case "type" -> Fact.of(service.type());
      case "program" -> Fact.of(service.program());
      case "role" -> role();
      case "port" ->
          endpoint == null || endpoint.port() < 0 ? Fact.absent() : Fact.of(endpoint.port());
      case "host" -> endpoint == null ? Fact.absent() : Fact.of(endpoint.host());
      case "loopback" -> Fact.of(service.isLoopbackOnly());
      case "process-limit" -> Fact.of(service.entry().field(MasterField.MAX_PROC).text());
      case "chroot" -> Fact.of(service.isChrooted());
      case "assumed" -> Fact.of(service.isAssumed());
      case "server.tls" -> level(Levels.server(service));
      case "client.tls" -> level(Levels.client(service));
      case "client.servername-invalid" -> invalidServerName();
      case "verbose" -> Fact.of(service.entry().flags().indexOf('v') >= 0);
      case "wrappermode" -> yes("smtpd_tls_wrappermode");
      default -> {
        Fact fact = new ServerFacts(service).of(name);
        yield fact == null ? SetupFacts.of(service.setup(), name) : fact;
      }
    };
  }

  /** What smtp(8) or lmtp(8) refuses to send as SNI; absent if it does not. */
  private Fact invalidServerName() {
    String parameter =
        service.role() == Role.LMTP_CLIENT ? "lmtp_tls_servername" : "smtp_tls_servername";
    Value value = service.value(parameter);
    if (value.isUnknown()) {
      return new Fact.Unknown(value.reason(), parameter);
    }
    return value.isUnset() || HostName.isValid(value.text())
        ? Fact.absent()
        : Fact.of(value.text());
  }

  private Fact role() {
    return service.isRoleKnown()
        ? Fact.of(service.role().label())
        : new Fact.Unknown("master.cf does not tell where the service listens", "");
  }

  private static Fact level(Levels level) {
    String reason = level.reason();
    return reason == null ? Fact.of(level.name()) : new Fact.Unknown(reason, level.decidedBy());
  }

  private Fact yes(String parameter) {
    Value value = service.value(parameter);
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), parameter)
        : Fact.of(value.text().equalsIgnoreCase("yes"));
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "service" -> service.span();
      case "options-end" -> optionsEnd();
      default -> null;
    };
  }

  /**
   * The end of the entry's last line; null where the entry is not in a file, or may not end there.
   */
  private @Nullable Span optionsEnd() {
    if (service.isAssumed() || service.entry().openEnded()) {
      return null;
    }
    List<LogicalText> lines = service.entry().line().parts();
    Span last = lines.get(lines.size() - 1).span();
    return new Span(
        last.file(), last.endLine(), last.endColumn(), last.endLine(), last.endColumn());
  }

  @Override
  public Span place() {
    return service.span();
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
