package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * A server or a client that a service is, with the parameters that each of them has under a name of
 * its own, such as {@code smtp_tls_loglevel} and {@code tlsproxy_client_loglevel}. A tlsproxy(8) is
 * both.
 *
 * @param side the side of the service
 */
public record ServiceSide(Side side) implements ServicePart {

  /** What the parameters of TLS that sides have in common end with. */
  private static final List<String> OF_TLS =
      List.of(
          "security_level",
          "policy_maps",
          "fingerprint_digest",
          "fingerprint_cert_match",
          "loglevel");

  private static final String EHLO = "discard_ehlo_keywords";

  /** What other parameters that sides have in common end with. */
  private static final List<String> OF_PROGRAM =
      List.of(EHLO, "sasl_auth_enable", "sasl_password_maps", "sasl_type");

  /** What the parameters that sides have in common end with. */
  public static List<String> endings() {
    List<String> endings = new ArrayList<>(OF_TLS);
    endings.addAll(OF_PROGRAM);
    return endings;
  }

  /**
   * All sides of all services, in the order of master.cf. A service whose program is hidden may be
   * an smtpd(8) or an smtp(8).
   */
  public static List<ServiceSide> all(Setup setup) {
    List<ServiceSide> all = new ArrayList<>();
    for (Service service : setup.services()) {
      List<Side> sides =
          service.knownProgram().isHidden()
              ? List.of(Side.server(service), Side.client(service))
              : Side.of(service);
      for (Side side : sides) {
        all.add(new ServiceSide(side));
      }
    }
    return all;
  }

  /** Whether it does TLS with peers itself; tlsproxy(8) does for other services that use it. */
  public Truth meetsPeers() {
    return unlessHidden(side.meetsPeers());
  }

  /** A service of a hidden program may be that server or client, or another one. */
  private Truth unlessHidden(Truth truth) {
    Doubt doubt = service().knownProgram().doubt();
    return doubt == null ? truth : Truth.unknown(doubt);
  }

  /** The side's parameter with one of the {@link #endings}. */
  private String own(String ending) {
    Side.Family family = side.family();
    if (ending.equals("security_level")) {
      return side.levelParameter();
    }
    if (OF_TLS.contains(ending)) {
      return side.name(ending);
    }
    boolean isLmtp = family == Side.Family.LMTP;
    return family.ofProgram(isLmtp && ending.equals(EHLO) ? "discard_lhlo_keywords" : ending);
  }

  /** Where its parameter with an ending is written, and under which name. */
  public Side.Written written(String ending) {
    return side.writtenOf(own(ending));
  }

  /** The value of its parameter with an ending. */
  public Value valueOf(String ending) {
    return value(own(ending));
  }

  /** What the release does not accept of it; unset if it accepts all. */
  public Known<ValueProblem> problem(String ending) {
    return service().problem(own(ending));
  }

  /** Whether its level, or a table of levels, means TLS for some peers. */
  public Truth mayUseTls() {
    return Truth.any(side.isOn(), side.hasPolicies());
  }

  /**
   * Whether connections reach the service, as which side whatever: tlsproxy(8) gets them from other
   * programs alone.
   */
  public Truth isStarted() {
    return unlessHidden(
        service().program().equals("tlsproxy")
            ? Truth.any(Side.of(service()), Side::meetsPeers)
            : Truth.YES);
  }

  @Override
  public Service service() {
    return side.service();
  }
}
