package io.github.posttlslint.setup;

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
      Doubt own = side.opensFiles().<@Nullable Doubt>fold(() -> null, () -> null, why -> why);
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
      switch (service.role()) {
        case SUBMISSION, SUBMISSIONS -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether all of them take mail from the whole Internet. */
  public boolean areMx() {
    for (Service service : services) {
      switch (service.role()) {
        case MX, POSTSCREEN, TLSPROXY -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether one of them checks its peers' certificates against trusted CAs. */
  public Truth verifyPeers() {
    Truth outcome = Truth.NO;
    for (Side side : sides) {
      outcome = outcome.or(() -> side.isServer() ? asksClients(side) : verifiesServers(side));
    }
    return outcome;
  }

  private static Truth asksClients(Side side) {
    return yes(side, "smtpd_tls_ask_ccert")
        .or(() -> yes(side, "smtpd_tls_req_ccert").and(() -> side.level().is("encrypt")));
  }

  private static Truth yes(Side side, String parameter) {
    return side.service().value(parameter).known().is("yes"::equalsIgnoreCase);
  }

  private static Truth verifiesServers(Side side) {
    return side.level().is("verify", "secure").or(() -> hasPolicies(side));
  }

  private static Truth hasPolicies(Side side) {
    Truth set =
        side.value("policy_maps").known().isSet().or(() -> side.value("per_site").known().isSet());
    return set.ifUnknown(true)
        ? Truth.unknown(
            new Doubt("a policy table may demand verified certificates", side.name("policy_maps")))
        : Truth.NO;
  }
}
