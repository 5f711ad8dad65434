package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.report.Connection.Wire;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private static final String SMTPD = "smtp inet n - n - - smtpd\n";

  private static Connection connection(String main, String master) {
    Setup setup = SampleReport.setup("mail", main, master);
    return Connection.all(setup, Listeners.of(setup)).get(0);
  }

  private static Connection server(String main) {
    return connection("smtpd_tls_chain_files = /not/seen.pem\n" + main, SMTPD);
  }

  private static Connection client(String main) {
    return connection(main, "relay unix - - n - - smtp\n");
  }

  @Test
  void listenerWithoutTheTlsThatItIsToHaveIsBroken() {
    Connection offered = connection("smtpd_tls_security_level = may\n", SMTPD);
    assertThat(offered.wire()).isEqualTo(Wire.BROKEN);
    assertThat(offered.tls()).isEqualTo("TLS offered, but it fails");
    assertThat(connection("smtpd_tls_wrappermode = yes\n", SMTPD).wire()).isEqualTo(Wire.BROKEN);
  }

  @Test
  void listenerIsNamedByItsPort() {
    assertThat(server("").title()).isEqualTo("port 25 (smtp/inet)");
    assertThat(server("").isClient()).isFalse();
  }

  @Test
  void serverSaysHowItOffersTls() {
    assertThat(server("smtpd_tls_security_level = none\n").wire()).isEqualTo(Wire.CLEAR);
    assertThat(server("smtpd_tls_security_level = may\n").tls()).isEqualTo("TLS offered");
    assertThat(server("smtpd_tls_security_level = encrypt\n").tls()).isEqualTo("TLS demanded");
    assertThat(server("smtpd_tls_wrappermode = yes\n").tls()).isEqualTo("TLS from the first byte");
  }

  @Test
  void serverPasswordsAreInClearUnlessTlsIsDemandedForThem() {
    String auth = "smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = may\n";
    assertThat(server(auth).authInClear()).isTrue();
    assertThat(server(auth + "smtpd_tls_auth_only = yes\n").authInClear()).isFalse();
    assertThat(server(auth + "smtpd_tls_security_level = encrypt\n").authInClear()).isFalse();
    assertThat(server("smtpd_tls_security_level = may\n").auth()).isNull();
  }

  @Test
  void clientSaysWhetherItsPeerIsVerified() {
    assertThat(client("smtp_tls_security_level = may\n").tls()).isEqualTo("TLS if offered");
    assertThat(client("smtp_tls_security_level = encrypt\n").tls())
        .isEqualTo("TLS demanded, peer not verified");
    assertThat(client("smtp_tls_security_level = secure\n").tls())
        .isEqualTo("TLS demanded, peer verified (secure)");
    assertThat(client("smtp_tls_security_level = dane\nsmtp_tls_policy_maps = hash:/p\n").tls())
        .isEqualTo("DANE, or TLS if offered, other by table");
  }

  @Test
  void clientPasswordsAreInClearWhereTlsIsNotDemanded() {
    String auth = "smtp_sasl_auth_enable = yes\n";
    assertThat(client(auth).authInClear()).isTrue();
    assertThat(client(auth + "smtp_tls_security_level = verify\n").authInClear()).isFalse();
  }

  @Test
  void whatATemplateHidesCannotBeTold() {
    Connection hidden = server("smtpd_tls_security_level = {{ level }}\n");
    assertThat(hidden.wire()).isEqualTo(Wire.UNKNOWN);
    assertThat(hidden.tls()).isEqualTo("cannot tell");
  }
}
