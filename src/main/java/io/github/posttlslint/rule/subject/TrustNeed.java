package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.TlsSide;
import io.github.posttlslint.setup.Value;

/**
 * Whether services check their peers' certificates against trusted CAs: a server that asks for
 * client certificates, a client at level verify or secure.
 */
final class TrustNeed {

  private final TlsFiles files;

  TrustNeed(TlsFiles files) {
    this.files = files;
  }

  Fact fact() {
    Fact outcome = Fact.of(false);
    for (TlsSide side : files.sides()) {
      Fact one = side.isServer() ? server(side.service()) : client(side);
      if (one.isTrue() && !(one instanceof Fact.Unknown)) {
        return one;
      }
      outcome = one instanceof Fact.Unknown ? one : outcome;
    }
    return outcome;
  }

  private static Fact server(Service service) {
    Fact asked = yes(service, "smtpd_tls_ask_ccert");
    if (asked instanceof Fact.Unknown || asked.isTrue()) {
      return asked;
    }
    Fact required = yes(service, "smtpd_tls_req_ccert");
    if (required instanceof Fact.Unknown || !required.isTrue()) {
      return required;
    }
    Levels level = Levels.server(service);
    String reason = level.reason();
    return reason == null
        ? Fact.of(level.name().equals("encrypt"))
        : new Fact.Unknown(reason, level.decidedBy());
  }

  private static Fact yes(Service service, String parameter) {
    Value value = service.value(parameter);
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), parameter)
        : Fact.of(value.text().equalsIgnoreCase("yes"));
  }

  private static Fact client(TlsSide side) {
    Levels level = side.level();
    String reason = level.reason();
    if (reason != null) {
      return new Fact.Unknown(reason, level.decidedBy());
    }
    return switch (level.name()) {
      case "verify", "secure" -> Fact.of(true);
      default -> policies(side);
    };
  }

  private static Fact policies(TlsSide side) {
    Value maps = side.value("policy_maps");
    Value sites = side.value("per_site");
    if (maps.isUnset() && sites.isUnset()) {
      return Fact.of(false);
    }
    String parameter = side.isServer() ? "" : "smtp_tls_policy_maps";
    return new Fact.Unknown("a policy table may demand verified certificates", parameter);
  }
}
