package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.tls.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is hidden is taken for nothing, lists are read as their readers do, and whoever speaks TLS
 * for another service is judged as that.
 */
class HiddenAndListedTest {

  private static final String FOUND = "found";
  private static final String UNTOLD = "cannot tell";
  private static final String NOTHING = "nothing";

  private static final String MX = "smtp inet n - n - - smtpd\n";
  private static final String CLIENTS = "smtp unix - - n - - smtp\nlmtp unix - - n - - lmtp\n";
  private static final String SCREEN =
      """
      smtp     inet n - n - 1 postscreen
      smtpd    pass - - n - - smtpd
      tlsproxy unix - - n - 0 tlsproxy
      """;
  private static final String MAIL = "mydestination = example.com\n";
  private static final String AUTH =
      MAIL + "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\n";

  /** What one rule says of a setup. */
  private static String says(String rule, String main, String master, int minor) {
    Report.SetupReport report = OneRule.report(rule, OneRule.setup(main, master, minor));
    if (!report.findings().isEmpty()) {
      return FOUND;
    }
    return report.unverified().isEmpty() ? NOTHING : UNTOLD;
  }

  private static String says(String rule, String main, String master) {
    return says(rule, main, master, 7);
  }

  private static Service server(String main) {
    return OneRule.setup(main, MX, 7).services().get(0);
  }

  // --- hidden values ---------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ x }}",
        "127.0.0.1, {{ x }}",
        "{{ x }} ::1",
        "{% for a in b %}{{ a }} {% endfor %}",
        "loopback-only, 127.0.0.1",
        "127.0.0.1, all"
      })
  void whereAServiceListensCannotBeTold(String interfaces) {
    Service service = server(AUTH + "inet_interfaces = " + interfaces + "\n");
    assertThat(service.isLoopbackOnly().toString()).contains("inet_interfaces");
    assertThat(service.knownRole().toString()).contains("inet_interfaces");
    assertThat(new Server(service).isPublic().toString()).contains("inet_interfaces");
    assertThat(says("auth-plaintext-offered", AUTH + "inet_interfaces = " + interfaces + "\n", MX))
        .isEqualTo(UNTOLD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ c }}         | reject_foo | reject_foo = reject | cannot tell",
        "bar, {{ c }}    | reject_foo | reject_foo = reject | cannot tell",
        "{{ c }}, bar    | bar        | bar = reject        | nothing",
        "{{ c }}         | reject_foo | other = reject      | found",
        "reject_foo      | reject_foo | reject_foo = reject | nothing",
        "bar             | reject_foo | reject_foo = reject | found"
      })
  void aNameMayBeAClassThatIsHidden(
      String classes, String name, String definition, String expected) {
    String main =
        "smtpd_restriction_classes = %s\n%s\nsmtpd_client_restrictions = %s\n"
            .formatted(classes, definition, name);
    assertThat(says("restriction-unknown", main, MX)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cipher-grade-invalid | smtpd_tls_ciphers = hihg            | mandatory_ciphers = hihg",
        "cipher-grade-invalid | smtpd_tls_ciphers = high            | mandatory_ciphers = strong",
        "cipher-grade-invalid | smtpd_tls_ciphers = {{ g }}         | ciphers = {{ g }}",
        "cipher-grade-null    | smtpd_tls_mandatory_ciphers = null  | ciphers = high",
        "exclude-unary        | smtpd_tls_exclude_ciphers = !MD5    | ciphers = high",
        "protocols-invalid    | smtpd_tls_protocols = >=TLSv1_2     | ciphers = high",
        "cipherlist-rejected  | tls_high_cipherlist = HIGH:!        | mandatory_ciphers = high",
        "exclude-everything   | smtpd_tls_mandatory_exclude_ciphers = ALL | ciphers = high"
      })
  void aWrongSettingOfAHiddenLevelCannotBeTold(String rule, String one, String other) {
    String main = MAIL + one + "\nsmtpd_tls_" + other + "\nsmtpd_tls_security_level = ";
    assertThat(says(rule, main + "{{ level }}\n", MX)).isEqualTo(UNTOLD);
    assertThat(says(rule, main + "none\n", MX)).isEqualTo(NOTHING);
  }

  @Test
  void rightSettingsOfAHiddenLevelAreNoReasonToSayAnything() {
    String main = "smtpd_tls_security_level = {{ l }}\nsmtpd_tls_ciphers = high\n";
    assertThat(says("cipher-grade-invalid", main, MX)).isEqualTo(NOTHING);
    assertThat(says("exclude-unary", main + "smtpd_tls_exclude_ciphers = MD5\n", MX))
        .isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_tls_security_level = {{ l }}  | smtp_tls_ciphers = lwo",
        "lmtp_tls_security_level = {{ l }}  | lmtp_tls_mandatory_ciphers = lwo",
        "smtp_tls_policy_maps = {{ p }}     | smtp_tls_mandatory_ciphers = lwo",
        "smtp_tls_policy_maps = hash:/etc/p | smtp_tls_mandatory_ciphers = lwo"
      })
  void aClientsOtherGradeMayCount(String level, String grade) {
    assertThat(says("cipher-grade-invalid", level + "\n" + grade + "\n", CLIENTS))
        .isEqualTo(UNTOLD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fingerprint-digest-unknown | smtp_tls_fingerprint_digest = md55       | = sha256",
        "smtp-tls-loglevel-invalid  | smtp_tls_loglevel = x                    | = 1",
        "tls-loglevel-invalid       | smtpd_tls_loglevel = x                   | = 1",
        "smtp-level-invalid         | smtp_tls_security_level = dnae           | = may",
        "sasl-type-invalid          | smtpd_sasl_type = foo                    | = cyrus"
      })
  void whatAServiceOfAHiddenProgramReadsCannotBeTold(String rule, String wrong, String right) {
    String main = MAIL + "smtp_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\n";
    String master = MX + "{{ name }} unix - - n - - {{ program }}\n";
    assertThat(says(rule, main + wrong + "\n", master.replaceFirst(".*\n", ""))).isEqualTo(UNTOLD);
    String name = wrong.substring(0, wrong.indexOf(' '));
    assertThat(says(rule, main + name + " " + right + "\n", master.replaceFirst(".*\n", "")))
        .isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ d }}                          | cannot tell",
        "localhost, {{ d }}               | cannot tell",
        "localhost, localhost.example.com | false",
        "localhost, !example.com          | false",
        "{{ d }}, example.com             | true",
        "$myhostname, localhost           | true",
        "localhost, hash:/etc/domains     | true",
        "localhost, /etc/domains          | true"
      })
  void domainsMakeAServerPublic(String domains, String expected) {
    String main = "relay_domains =\nmydestination = " + domains + "\n";
    String is =
        new Server(server(main)).isPublic().fold(() -> "true", () -> "false", doubt -> UNTOLD);
    assertThat(is).isEqualTo(expected);
  }

  // --- lists -----------------------------------------------------------------------------------

  /** As {@code postconf -h mynetworks} tells, which asks what the host's own addresses are. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loopback-only               | true",
        "127.0.0.1                   | true",
        "::1, 127.0.0.1              | true",
        "[::1]                       | true",
        "localhost, 127.0.0.1        | true",
        "[127.0.0.1]                 | true",
        "0:0:0:0:0:0:0:1 127.0.0.1   | true",
        "127.1                       | true",
        "all                         | false",
        "127.0.0.1, 203.0.113.5      | false",
        "203.0.113.5, 127.0.0.1      | false",
        "::1 [2001:db8::1]           | false",
        "$myhostname, localhost      | false",
        "127.0.0.1, mx.example.com   | false",
        "203.0.113.5, {{ x }}        | false"
      })
  void interfacesAreAList(String interfaces, String expected) {
    String main = "inet_interfaces = " + interfaces + "\n";
    assertThat(server(main).isLoopbackOnly()).hasToString(expected);
    assertThat(says("auth-plaintext-offered", AUTH + main, MX))
        .isEqualTo(expected.equals("true") ? NOTHING : FOUND);
  }

  @Test
  void masterReadsTheInterfacesOfMainCfOnly() {
    String master = "smtp inet n - n - - smtpd -o inet_interfaces=loopback-only\n";
    assertThat(says("auth-plaintext-offered", AUTH, master)).isEqualTo(FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[127.0.0.1]:10025                     | nothing",
        "localhost:10025                       | nothing",
        "[IPv6:::1]:10025                      | nothing",
        "[::1]:25, [127.0.0.1]                 | nothing",
        "[127.0.0.1]:25, [relay.example.com]   | found",
        "[localhost.example.com]               | found",
        "127.example.com                       | found",
        "[{{ relay }}]:25                      | cannot tell"
      })
  void relayhostIsOnThisHostOrNot(String relayhost, String expected) {
    String main = "smtp_tls_security_level = none\nrelayhost = " + relayhost + "\n";
    assertThat(says("smtp-level-none", main, CLIENTS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!gssapi, static:all                | found",
        "!plain, !login, static:all         | nothing",
        "!!plain                            | found",
        "/etc/mechanisms, plain             | cannot tell",
        "{{ m }}, plain                     | cannot tell",
        "cram-md5                           | nothing"
      })
  void mechanismsAreAMatchList(String filter, String expected) {
    String main = AUTH + "smtpd_sasl_mechanism_filter = " + filter + "\n";
    assertThat(says("auth-plaintext-offered", main, MX)).isEqualTo(expected);
  }

  @Test
  void mailIsANameOfPort25() {
    assertThat(OneRule.setup(MAIL, "mail inet n - n - - smtpd\n", 7).services().get(0).knownRole())
        .hasToString("MX");
  }

  // --- sides -----------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cipher-grade-invalid  | tlsproxy_tls_ciphers = lwo",
        "cipher-grade-null     | tlsproxy_tls_ciphers = null",
        "exclude-unary         | tlsproxy_tls_exclude_ciphers = !aNULL",
        "protocols-none-left   | tlsproxy_tls_protocols = SSLv3",
        "protocols-ssl-enabled | tlsproxy_tls_protocols = SSLv3:TLSv1.2",
        "protocols-old-only    | tlsproxy_tls_protocols = TLSv1:TLSv1.1",
        "protocols-gap         | tlsproxy_tls_protocols = !TLSv1.2",
        "protocols-tls13-only  | tlsproxy_tls_protocols = TLSv1.3",
        "protocols-invalid     | tlsproxy_tls_protocols = >=TLSv1_2",
        "exclude-everything    | tlsproxy_tls_exclude_ciphers = ALL"
      })
  void tlsproxyIsJudgedBehindPostscreen(String rule, String setting) {
    String main = "smtpd_tls_security_level = may\n" + setting + "\n";
    assertThat(says(rule, main, SCREEN)).isEqualTo(FOUND);
    assertThat(says(rule, main, SCREEN, 11)).isEqualTo(FOUND);
    assertThat(says(rule, main, SCREEN, 12)).isEqualTo(NOTHING);
    assertThat(says(rule, main.replace("tlsproxy_", "postscreen_"), SCREEN, 12)).isEqualTo(FOUND);
    assertThat(says(rule, main, MX + "tlsproxy unix - - n - 0 tlsproxy\n")).isEqualTo(NOTHING);
    assertThat(says(rule, main + "postscreen_tls_security_level = none\n", SCREEN))
        .isEqualTo(NOTHING);
    assertThat(says(rule, main + "postscreen_tls_security_level = {{ l }}\n", SCREEN))
        .isEqualTo(UNTOLD);
  }

  @Test
  void tlsproxyHasALevelOfItsOwn() {
    String main =
        "smtpd_tls_security_level = may\ntlsproxy_tls_security_level = encrypt\n"
            + "tlsproxy_tls_mandatory_ciphers = ";
    assertThat(says("cipher-grade-invalid", main + "lwo\n", SCREEN)).isEqualTo(FOUND);
    assertThat(says("cipher-grade-invalid", main + "low\n", SCREEN)).isEqualTo(NOTHING);
  }

  @Test
  void aLevelOfObsoleteParametersMayBeHidden() {
    Setup setup =
        OneRule.setup("smtp_enforce_tls = yes\nsmtp_tls_enforce_peername = {{ p }}\n", CLIENTS, 7);
    Side client = Side.client(setup.services().get(0));
    assertThat(client.level().shown()).isEqualTo("unknown");
    assertThat(client.isMandatory().toString()).contains("smtp_tls_enforce_peername");
    setup = OneRule.setup("smtpd_enforce_tls = {{ e }}\nsmtpd_use_tls = yes\n", MX, 7);
    assertThat(Side.server(setup.services().get(0)).level().shown()).isEqualTo("unknown");
  }

  @Test
  void theProxyOfAClientMayBeHidden() {
    String main = "smtp_tls_security_level = may\nsmtp_tls_connection_reuse = yes\n";
    String master =
        "smtp unix - - n - - smtp -o smtp_tls_cert_file=/etc/c.pem\n"
            + "tlsproxy unix - - n - 0 tlsproxy\n";
    String rule = "tlsproxy-config-mismatch";
    assertThat(says(rule, main, master)).isEqualTo(FOUND);
    assertThat(says(rule, main + "tlsproxy_service_name = {{ n }}\n", master)).isEqualTo(UNTOLD);
    assertThat(says(rule, main + "tlsproxy_service_name = other\n", master)).isEqualTo(NOTHING);
  }

  @Test
  void aTlsproxyThatPostscreenDoesNotNameIsNoServer() {
    String main = "smtpd_tls_security_level = may\ntlsproxy_tls_ciphers = lwo\n";
    String other = SCREEN.replace("postscreen\n", "postscreen -o tlsproxy_service_name=other\n");
    assertThat(says("cipher-grade-invalid", main, other)).isEqualTo(NOTHING);
    assertThat(says("cipher-grade-invalid", main + "tlsproxy_service_name = {{ n }}\n", SCREEN))
        .isEqualTo(UNTOLD);
  }
}
