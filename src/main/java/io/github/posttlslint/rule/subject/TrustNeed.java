package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Side;
import io.github.posttlslint.setup.TlsFiles;
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
    for (Side side : files.sides()) {
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
    return Fact.of(Side.server(service).level().is("encrypt"));
  }

  private static Fact yes(Service service, String parameter) {
    Value value = service.value(parameter);
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), parameter)
        : Fact.of(value.text().equalsIgnoreCase("yes"));
  }

  private static Fact client(Side side) {
    return side.level()
        .is("verify", "secure")
        .fold(() -> Fact.of(true), () -> policies(side), Fact::unknown);
  }

  private static Fact policies(Side side) {
    Value maps = side.value("policy_maps");
    Value sites = side.value("per_site");
    if (maps.isUnset() && sites.isUnset()) {
      return Fact.of(false);
    }
    String parameter = side.isServer() ? "" : "smtp_tls_policy_maps";
    return new Fact.Unknown("a policy table may demand verified certificates", parameter);
  }
}
