package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.KindSubject;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code protocols}: the TLS protocol list that is in force for a service: the mandatory one
 * where TLS is mandatory, else the one for optional TLS. A client whose policy table can demand
 * more or less than its level has both.
 *
 * <p>Facts: {@code list} (the parameter), {@code side} (server or client), {@code mandatory},
 * {@code in-force} (cannot be told where a policy table decides), {@code problem} (invalid,
 * too-new, operator-too-new, blank; absent if none), {@code token} (what the problem is about),
 * {@code allowed} (versions from old to new), {@code lowest}, {@code highest}, {@code floor} (the
 * version after &gt;=), {@code included} (the list names what is allowed), {@code tls13-suites}
 * (cannot be told where TLS 1.3 is allowed), and those of kind {@code service}. Anchors: {@code
 * value}, {@code service}.
 */
final class ProtocolsSubject implements Subject {

  private final Service service;
  private final KindSubject<Service> ofService;
  private final String parameter;
  private final Fact inForce;
  private final @Nullable ValueProblem problem;
  private final @Nullable ProtocolList list;

  private ProtocolsSubject(KindSubject<Service> ofService, String parameter, Fact inForce) {
    this.service = ofService.thing();
    this.ofService = ofService;
    this.parameter = parameter;
    this.inForce = inForce;
    Value value = service.value(parameter);
    Setup setup = service.setup();
    Parameter known = setup.parameters().find(parameter, setup.version());
    this.problem =
        known == null || value.isUnknown()
            ? null
            : ValueCheck.first(known, setup.version(), value.text());
    this.list = value.isUnknown() ? null : ProtocolList.parse(value.text());
  }

  static List<ProtocolsSubject> all(Setup setup, Subjects services) {
    List<ProtocolsSubject> all = new ArrayList<>();
    for (Service service : setup.services()) {
      KindSubject<Service> ofService = services.of(ServiceKind.KIND, service);
      if (service.program().equals("smtpd")) {
        addServer(ofService, all);
      } else if (service.role() == Role.SMTP_CLIENT || service.role() == Role.LMTP_CLIENT) {
        addClient(ofService, all);
      }
    }
    return all;
  }

  private static void addServer(KindSubject<Service> ofService, List<ProtocolsSubject> all) {
    Service service = ofService.thing();
    Levels level = Levels.server(service);
    Fact sure = Fact.of(true);
    if (level.reason() != null) {
      Fact unsure = new Fact.Unknown(level.reason(), level.decidedBy());
      add(ofService, "smtpd_tls_protocols", unsure, all);
      add(ofService, "smtpd_tls_mandatory_protocols", unsure, all);
    } else if (level.name().equals("encrypt")) {
      add(ofService, "smtpd_tls_mandatory_protocols", sure, all);
    } else if (level.name().equals("may")) {
      add(ofService, "smtpd_tls_protocols", sure, all);
    }
  }

  private static void addClient(KindSubject<Service> ofService, List<ProtocolsSubject> all) {
    Service service = ofService.thing();
    String prefix = service.role() == Role.LMTP_CLIENT ? "lmtp_tls_" : "smtp_tls_";
    Levels level = Levels.client(service);
    boolean known = level.reason() == null;
    boolean policies = !service.value(prefix + "policy_maps").isUnset();
    Fact other =
        known
            ? otherLevel(prefix, policies)
            : new Fact.Unknown(String.valueOf(level.reason()), level.decidedBy());
    boolean optional = known && level.name().equals("may");
    boolean mandatory = known && !level.name().equals("may") && !level.name().equals("none");
    if (optional || !known || policies || level.name().equals("dane")) {
      add(ofService, prefix + "protocols", optional ? Fact.of(true) : other, all);
    }
    if (mandatory || !known || policies) {
      add(ofService, prefix + "mandatory_protocols", mandatory ? Fact.of(true) : other, all);
    }
  }

  /** Why it cannot be told whether the setting for another level than the usual one counts. */
  private static Fact otherLevel(String prefix, boolean policies) {
    return policies
        ? new Fact.Unknown("a policy table tells the level", prefix + "policy_maps")
        : new Fact.Unknown(
            "at this level it counts only for servers without TLSA records",
            prefix + "security_level");
  }

  private static void add(
      KindSubject<Service> ofService, String parameter, Fact inForce, List<ProtocolsSubject> all) {
    Setup setup = ofService.setup();
    if (setup.parameters().find(parameter, setup.version()) != null) {
      all.add(new ProtocolsSubject(ofService, parameter, inForce));
    }
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
  public Value value(String name) {
    return service.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "list" -> Fact.of(parameter);
      case "side" -> Fact.of(parameter.startsWith("smtpd_") ? "server" : "client");
      case "mandatory" -> Fact.of(parameter.endsWith("mandatory_protocols"));
      case "in-force" -> inForce;
      case "without-blanks" -> withoutBlanks();
      case "tls13-suites" ->
          list != null && list.allowed().contains("TLSv1.3")
              ? new Fact.Unknown(
                  "the suites of TLS 1.3 are chosen by OpenSSL, not by main.cf", parameter)
              : Fact.absent();
      case "explicit" -> Fact.of(service.value(parameter).isExplicit());
      case "list-value", "problem", "token", "allowed", "lowest", "highest", "floor", "included" ->
          service.value(parameter).isUnknown()
              ? new Fact.Unknown(service.value(parameter).reason(), parameter)
              : ofList(name);
      default -> ofService.fact(name);
    };
  }

  private Fact ofList(String name) {
    if (name.equals("list-value")) {
      return Fact.of(service.value(parameter).text());
    }
    if (name.equals("problem")) {
      return problem == null ? Fact.absent() : Fact.of(kind(problem));
    }
    if (name.equals("token")) {
      return problem == null ? Fact.absent() : Fact.of(problem.text());
    }
    if (list == null) {
      return name.equals("allowed") ? Fact.of(List.of()) : Fact.absent();
    }
    List<String> allowed = list.allowed();
    return switch (name) {
      case "allowed" -> Fact.of(allowed);
      case "included" -> Fact.of(list.included());
      case "floor" -> list.floor() == null ? Fact.absent() : Fact.of(list.floor());
      case "lowest" -> allowed.isEmpty() ? Fact.absent() : Fact.of(allowed.get(0));
      default -> allowed.isEmpty() ? Fact.absent() : Fact.of(allowed.get(allowed.size() - 1));
    };
  }

  /** The list as it is written, without the blanks after {@code >=} and {@code <=}. */
  private Fact withoutBlanks() {
    Value value = service.value(parameter);
    if (value.isUnknown() || !value.raw().equals(value.text()) || value.raw().indexOf('\n') >= 0) {
      return Fact.absent();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.raw().length(); i++) {
      char c = value.raw().charAt(i);
      boolean afterBound =
          out.length() > 1
              && out.charAt(out.length() - 1) == '='
              && "<>".indexOf(out.charAt(out.length() - 2)) >= 0;
      if (!afterBound || !Character.isWhitespace(c)) {
        out.append(c);
      }
    }
    return Fact.of(out.toString());
  }

  private static String kind(ValueProblem problem) {
    return switch (problem.kind()) {
      case EMPTY_BOUND -> "blank";
      case NOT_YET_ACCEPTED ->
          problem.text().startsWith(">=") || problem.text().startsWith("<=")
              ? "operator-too-new"
              : "too-new";
      default -> "invalid";
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "value" -> service.value(parameter).valueSpan();
      case "service" -> service.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    Span span = service.value(parameter).span();
    return span == null ? service.span() : span;
  }

  @Override
  public String parameter() {
    return parameter;
  }
}
