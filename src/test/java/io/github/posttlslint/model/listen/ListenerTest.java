package io.github.posttlslint.model.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerTest {

  private static final String SMTPD = "smtp inet n - n - - smtpd\n";
  private static final String TLS =
      "smtpd_tls_security_level = encrypt\nsmtpd_tls_cert_file = /etc/ssl/cert.pem\n";
  private static final String FILTER = "content_filter = scan:[127.0.0.1]:10024\n";

  private static List<Listener> listeners(String files, String main, String master) {
    Map<String, Object> texts = Map.of("main.cf", main, "master.cf", master);
    Example example =
        new Example(true, "listeners", "3.7", List.of(), Map.of("files", files), texts);
    Setup setup = new ExampleSetup(example, Parameters.load()).build();
    return Listeners.of(setup);
  }

  private static Listener last(String main, String master) {
    List<Listener> all = listeners("partial", main, master);
    return all.get(all.size() - 1);
  }

  private static String visitors(String main, String master) {
    return last(main, master).visitors().or(Visitors::label, "nobody", "unknown");
  }

  @Test
  void whoComesFollowsFromPortAddressAndOptions() {
    assertThat(visitors("mydestination = example.org\n", SMTPD)).isEqualTo("public");
    assertThat(visitors("", "587 inet n - n - - smtpd\n")).isEqualTo("users");
    assertThat(visitors("", "2525 inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes\n"))
        .isEqualTo("users");
    assertThat(visitors("", "2525 inet n - n - - smtpd\n")).isEqualTo("unknown");
    assertThat(visitors("", "127.0.0.1:2525 inet n - n - - smtpd\n")).isEqualTo("local");
  }

  @Test
  void portThatAFilterGivesMailBackToIsKnownByItsOptions() {
    String port = "127.0.0.1:10025 inet n - n - - smtpd";
    assertThat(visitors(FILTER, port + " -o content_filter=\n")).isEqualTo("filter");
    assertThat(visitors("", port + " -o content_filter= -o mynetworks=127.0.0.0/8\n"))
        .isEqualTo("filter");
    assertThat(visitors("", port + " -o content_filter=\n")).isEqualTo("local");
    assertThat(visitors(FILTER, port + " -o content_filter= -o smtpd_sasl_auth_enable=yes\n"))
        .isEqualTo("local");
    assertThat(visitors(FILTER + "smtpd_sasl_auth_enable = yes\n", port + " -o content_filter=\n"))
        .isEqualTo("unknown");
  }

  @Test
  void portThatIsLeftForAFilterIsItsWayBack() {
    String before = "smtp inet n - n - - smtpd -o " + FILTER.replace(" ", "").strip() + "\n";
    String client = "scan unix - - n - - smtp\n";
    String port = "127.0.0.1:10025 inet n - n - - smtpd\n";
    assertThat(visitors("", before + client + port)).isEqualTo("filter");
    assertThat(visitors("", before + client + "127.0.0.1:2525 inet n - n - - smtpd\n" + port))
        .isEqualTo("local");
    assertThat(visitors("", before + client.replace("smtp\n", "pipe\n") + port)).isEqualTo("local");
  }

  @Test
  void addressesAreThoseOfTheServiceOrOfAllInterfaces() {
    assertThat(last("", "[::1]:25 inet n - n - - smtpd\n").addresses().or(List.of(), List.of()))
        .containsExactly("::1");
    String some = "inet_interfaces = 192.0.2.1, [2001:db8::1], localhost\n";
    assertThat(last(some, SMTPD).addresses().or(List.of(), List.of()))
        .containsExactly("192.0.2.1", "2001:db8::1", "localhost");
    assertThat(last(some + "inet_protocols = ipv4\n", SMTPD).addresses().or(List.of(), List.of()))
        .containsExactly("192.0.2.1", "localhost");
    assertThat(
            last("inet_interfaces = loopback-only\n", SMTPD).addresses().or(List.of(), List.of()))
        .containsExactly("127.0.0.1", "::1");
    assertThat(last("inet_interfaces = {{ it }}\n", SMTPD).addresses().isHidden()).isTrue();
  }

  private static String fault(String files, String main, String master) {
    return listeners(files, main, master)
        .get(0)
        .fault()
        .or(fault -> fault.kind().label() + " " + fault.parameter(), "works", "unknown");
  }

  @Test
  void whatFailsIsToldWithTheSettingToBlame() {
    assertThat(fault("partial", "smtpd_tls_security_level = may\n", SMTPD + tlsmgr()))
        .isEqualTo("refused smtpd_tls_cert_file");
    assertThat(fault("complete", TLS, SMTPD + tlsmgr())).isEqualTo("refused smtpd_tls_cert_file");
    assertThat(fault("partial", TLS, SMTPD + tlsmgr())).isEqualTo("unknown");
    assertThat(fault("partial", TLS + "smtpd_tls_mandatory_ciphers = strong\n", SMTPD + tlsmgr()))
        .isEqualTo("unknown");
    assertThat(fault("partial", TLS + "smtpd_discard_ehlo_keywords = starttls\n", SMTPD + tlsmgr()))
        .isEqualTo("hidden smtpd_discard_ehlo_keywords");
    assertThat(fault("partial", "smtpd_tls_security_level = dane\n", SMTPD + tlsmgr()))
        .isEqualTo("no-answer smtpd_tls_security_level");
    assertThat(fault("partial", "smtpd_tls_security_level = none\n", SMTPD)).isEqualTo("works");
    assertThat(fault("complete", TLS, SMTPD)).isEqualTo("refused tlsmgr");
  }

  private static String tlsmgr() {
    return "tlsmgr unix - - n 1000? 1 tlsmgr\n";
  }

  @Test
  void authThatIsLeftOutOfRepliesIsNotThere() {
    String main = TLS + "smtpd_sasl_auth_enable = yes\n";
    assertThat(last(main, SMTPD).auth()).isEqualTo(Auth.UNDER_TLS);
    assertThat(last(main + "smtpd_discard_ehlo_keywords = AUTH\n", SMTPD).auth())
        .isEqualTo(Auth.NONE);
  }

  @Test
  void certificatesOfClientsNeedAuthorities() {
    ClientCertificates without =
        last(
                TLS
                    + "smtpd_tls_req_ccert = yes\nsmtpd_relay_restrictions = permit_tls_all_clientcerts, reject\n",
                SMTPD)
            .certificates();
    assertThat(without.areDemanded().ifUnknown(false)).isTrue();
    assertThat(without.haveAuthorities().ifUnknown(true)).isFalse();
    assertThat(without.restrictions().or(List.of(), List.of()))
        .containsExactly("permit_tls_all_clientcerts");
  }
}
