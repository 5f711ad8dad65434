package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerWordsTest {

  private static final String AUTH = "smtpd_sasl_auth_enable = yes\n";
  private static final String MAY = "smtpd_tls_security_level = may\n";

  private static List<Listener> listeners(String main, String master) {
    return Listeners.of(SampleReport.setup("mail", main, master));
  }

  private static Listener listener(String main) {
    return listeners(main, "smtp inet n - n - - smtpd\n").get(0);
  }

  @Test
  void onlyServicesThatAcceptSmtpAreListed() {
    assertThat(
            listeners(
                "",
                """
                smtp inet n - n - 1 postscreen
                smtpd pass - - n - - smtpd
                127.0.0.1:10025 inet n - n - - smtpd
                2525 inet n - n - - smtpd
                tlsproxy unix - - n - 0 tlsproxy
                smtp unix - - n - - smtp
                """))
        .extracting(Listener::port)
        .containsExactly("25", "behind postscreen", "10025", "2525");
  }

  @Test
  void lowestAndHighestProtocolAreThoseOfTheListInForce() {
    String lists = "smtpd_tls_protocols = >=TLSv1.1\nsmtpd_tls_mandatory_protocols = TLSv1.2\n";
    assertThat(ListenerWords.protocols(listener(MAY + lists))).isEqualTo("TLSv1.1 to TLSv1.3");
    assertThat(ListenerWords.protocols(listener("smtpd_tls_security_level = encrypt\n" + lists)))
        .isEqualTo("TLSv1.2");
    assertThat(ListenerWords.protocols(listener(lists))).isEmpty();
    assertThat(listener(MAY + "smtpd_tls_protocols = nonsense\n").protocols().isHidden()).isTrue();
  }

  @Test
  void protocolsOfPostscreenAreThoseOfItsTlsproxy() {
    Listener listener =
        listeners(
                MAY + "tlsproxy_tls_protocols = >=TLSv1.2\n",
                "smtp inet n - n - 1 postscreen\ntlsproxy unix - - n - 0 tlsproxy\n")
            .get(0);
    assertThat(listener.tls()).isEqualTo(Tls.OFFERED);
    assertThat(ListenerWords.protocols(listener)).isEqualTo("TLSv1.2 to TLSv1.3");
    assertThat(listener.auth()).isEqualTo(Auth.NONE);
  }

  @Test
  void saysWhetherPasswordsGoWithoutTls() {
    assertThat(listener(MAY).auth()).isEqualTo(Auth.NONE);
    assertThat(listener(MAY + AUTH).auth()).isEqualTo(Auth.IN_CLEAR);
    assertThat(listener(MAY + AUTH + "smtpd_tls_auth_only = yes\n").auth())
        .isEqualTo(Auth.UNDER_TLS);
    assertThat(listener(AUTH + "smtpd_tls_wrappermode = yes\n").auth()).isEqualTo(Auth.UNDER_TLS);
    assertThat(listener(AUTH + "smtpd_tls_security_level = {{ level }}\n").auth())
        .isEqualTo(Auth.UNKNOWN);
  }

  @Test
  void withoutTlsNoPasswordIsTakenWhereOnlyTlsMayCarryIt() {
    assertThat(listener(AUTH + "smtpd_tls_auth_only = yes\n").auth()).isEqualTo(Auth.NONE);
  }
}
