package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services that load the same files for TLS, all of them as servers or all as clients. */
public final class TlsUsers {

  /** What {@link #side} can be. */
  public static final List<String> SIDES = List.of("server", "client");

  private final List<Side> sides;
  private final List<Service> services;

  TlsUsers(List<Side> sides) {
    this.sides = List.copyOf(sides);
    List<Service> all = new ArrayList<>();
    for (Side side : sides) {
      all.add(side.service());
    }
    this.services = List.copyOf(all);
  }

  /** The services, at least one. */
  public List<Service> services() {
    return services;
  }

  /** {@code server} or {@code client}. */
  public String side() {
    return sides.get(0).label();
  }

  /** Why it cannot be told of any of them whether its TLS is on; null if it is on for one. */
  @Nullable Doubt doubt() {
    Doubt doubt = null;
    for (Side side : sides) {
      Doubt own = side.opensFiles().doubt();
      if (own == null) {
        return null;
      }
      doubt = doubt == null ? own : doubt;
    }
    return doubt;
  }

  /** Their levels of TLS, each once. */
  public Known<List<String>> levels() {
    Known<List<String>> levels = Known.of(List.of());
    for (Side side : sides) {
      levels = levels.then(before -> side.level().name().map(name -> with(name, before)));
    }
    return levels;
  }

  private static List<String> with(String level, List<String> others) {
    List<String> all = new ArrayList<>(others);
    if (!all.contains(level)) {
      all.add(level);
    }
    return all;
  }

  /** Whether TLS is optional for all of them. */
  public Truth areOpportunistic() {
    return levels().is(levels -> levels.equals(List.of("may")));
  }

  /** Whether one of them is for the mail programs of users. */
  public boolean serveUsers() {
    for (Service service : services) {
      if (service.role() == Role.SUBMISSION || service.role() == Role.SUBMISSIONS) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of them take mail from the whole Internet. */
  public boolean areMx() {
    for (Service service : services) {
      Role role = service.role();
      if (role != Role.MX && role != Role.POSTSCREEN && role != Role.TLSPROXY) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of them checks its peers' certificates against trusted CAs. */
  public Truth verifyPeers() {
    return Truth.any(sides, side -> side.isServer() ? asksClients(side) : verifiesServers(side));
  }

  private static Truth asksClients(Side side) {
    Service service = side.service();
    return service
        .value("smtpd_tls_ask_ccert")
        .isYes()
        .or(
            () ->
                service.value("smtpd_tls_req_ccert").isYes().and(() -> side.level().is("encrypt")));
  }

  private static Truth verifiesServers(Side side) {
    return side.level().is("verify", "secure").or(() -> mayVerifyByPolicy(side));
  }

  private static Truth mayVerifyByPolicy(Side side) {
    return side.hasPolicies().ifUnknown(true)
        ? Truth.unknown(
            new Doubt("a policy table may demand verified certificates", side.name("policy_maps")))
        : Truth.NO;
  }
}
