package io.github.posttlslint.model.listen;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client's certificate opens at a listener (smtpd_check.c, permit_tls_clientcerts and
 * check_ccert_access).
 */
public record ClientCertificates(Service service) {

  private static final List<String> RESTRICTIONS =
      List.of("permit_tls_clientcerts", "permit_tls_all_clientcerts", "check_ccert_access");

  /** Whether clients are asked for one. */
  public Truth areAsked() {
    return new Server(service).asksForCertificates();
  }

  /** Whether a client without a trusted one is sent away (smtpd.c, smtpd_start_tls). */
  public Truth areDemanded() {
    return service
        .value("smtpd_tls_req_ccert")
        .isYes()
        .and(() -> new Server(service).side().level().is("encrypt"))
        .and(() -> Truth.of(service.program().equals("smtpd")));
  }

  /**
   * Whether there are CAs that a certificate can come from: those of the system are added to others
   * alone (tls_misc.c, tls_set_ca_certificate_info).
   */
  public Truth haveAuthorities() {
    return Truth.any(
        service.value("smtpd_tls_CAfile").known().isSet(),
        service.value("smtpd_tls_CApath").known().isSet());
  }

  /** The restrictions that look at them, each once. */
  public Known<List<String>> restrictions() {
    return new Server(service).restrictions().map(ClientCertificates::amongThem);
  }

  private static List<String> amongThem(List<String> all) {
    List<String> found = new ArrayList<>();
    for (String one : RESTRICTIONS) {
      if (all.contains(one)) {
        found.add(one);
      }
    }
    return found;
  }
}
