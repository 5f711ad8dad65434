package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.CipherWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists are split as the program splits them that reads them, and a value that names what nobody
 * sets is empty, or cannot be told, for all rules alike. Each was tried with Postfix 3.7.11.
 */
class ListReadersTest {

  private static final String MX = "smtp inet n - n - - smtpd\n";
  private static final String CLIENTS = "smtp unix - - n - - smtp\nlmtp unix - - n - - lmtp\n";
  private static final String SCREEN =
      """
      smtp     inet n - n - 1 postscreen
      smtpd    pass - - n - - smtpd
      tlsproxy unix - - n - 0 tlsproxy
      """;
  private static final String LEVELS =
      "smtpd_tls_security_level = may\nsmtp_tls_security_level = may\n"
          + "lmtp_tls_security_level = may\nsmtpd_tls_cert_file = /etc/c.pem\n";

  /** The findings of a rule, one "message" each; "untold" for what it cannot tell. */
  private static List<String> says(String rule, String main, @Nullable String master) {
    Report.SetupReport report = OneRule.report(rule, OneRule.setup(main, master, 7));
    List<String> all = new ArrayList<>();
    report.findings().forEach(finding -> all.add(finding.message()));
    report.unverified().forEach(item -> all.add("untold"));
    return all;
  }

  // --- braces ----------------------------------------------------------------------------------

  /** The word that Postfix names: "invalid unary '!+-@' in cipher exclusion: -aNULL}". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{MD5, -aNULL}      | -aNULL}",
        "{MD5, -aNULL} +RC4 | -aNULL}",
        "MD5, {-x:!y}       | !y}",
        "{MD5 !RC4          | !RC4"
      })
  void bracesOfExclusionsAreLetters(String list, String refused) {
    for (String parameter :
        List.of(
            "smtpd_tls_exclude_ciphers", "smtp_tls_exclude_ciphers", "lmtp_tls_exclude_ciphers")) {
      String main = LEVELS + parameter + " = " + list + "\n";
      String master = parameter.startsWith("smtpd") ? MX : CLIENTS;
      assertThat(says("exclude-unary", main, master).get(0))
          .as(parameter)
          .contains("'" + refused + "' in " + parameter);
    }
    String main = LEVELS + "tlsproxy_tls_exclude_ciphers = " + list + "\n";
    assertThat(says("exclude-unary", main, SCREEN).get(0)).contains("'" + refused + "'");
    main =
        LEVELS.replace("smtpd_tls_security_level = may", "smtpd_tls_security_level = encrypt")
            + "smtpd_tls_mandatory_exclude_ciphers = "
            + list
            + "\n";
    assertThat(says("exclude-unary", main, MX).get(0)).contains("'" + refused + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MD5 {!aNULL} | MD5, {!aNULL}",
        "{MD5, aNULL} | {MD5, aNULL}",
        "x{A:B C}|x{A, B, C}"
      })
  void exclusionsAreSplitAtBlanksCommasAndColons(String list, String words) {
    Setup setup = OneRule.setup(LEVELS + "smtpd_tls_exclude_ciphers = " + list + "\n", MX, 7);
    assertThat(
            CipherWord.all(setup, PolicyLevels.UNREAD).stream()
                .filter(word -> !word.isGrade())
                .map(word -> word.word().toString()))
        .containsExactly(words.split(", "));
  }

  // --- names that nobody sets ------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"", "foo = {{ x }}\n", "foo = a {{ x }} b\n"})
  void whatNothingSetsIsEmptyForAllRules(String other) {
    String main = other + LEVELS + "smtpd_tls_ciphers = ${grade}\n";
    assertThat(says("required-string-empty", main, MX)).hasSize(1).doesNotContain("untold");
    assertThat(says("undefined-variable", main, MX)).hasSize(1).doesNotContain("untold");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtpd_tls_ciphers = ${grade}",
        "smtpd_tls_ciphers = $grade",
        "smtpd_tls_mandatory_ciphers = $grade",
        "tls_high_cipherlist = $grade",
        "smtp_tls_fingerprint_digest = ${grade}"
      })
  void whatSomethingUnseenMaySetCannotBeTold(String setting) {
    String main = LEVELS + setting + "\n";
    for (String more : List.of("{{ more }}\n", "{% include 'more' %}\n")) {
      for (String master : Arrays.asList(null, MX + CLIENTS + more)) {
        assertThat(says("required-string-empty", main, master)).containsOnly("untold");
        assertThat(says("undefined-variable", main, master)).containsOnly("untold");
      }
      assertThat(says("required-string-empty", main + more, MX + CLIENTS)).containsOnly("untold");
      assertThat(says("undefined-variable", main + more, MX + CLIENTS)).containsOnly("untold");
    }
  }

  @Test
  void optionsThatAreHiddenCountForTheirServiceOnly() {
    String main = LEVELS + "smtpd_tls_ciphers = $grade\n";
    String hidden = MX.replace("smtpd\n", "smtpd {{ options }}\n");
    assertThat(says("required-string-empty", main, hidden)).containsOnly("untold");
    assertThat(says("undefined-variable", main, hidden)).containsOnly("untold");
    String both = MX + hidden.replace("smtp inet", "submission inet");
    // the one on port 25 ends with "bad string length 0 < 1" whatever is set for the other
    assertThat(says("required-string-empty", main, both)).hasSize(1).doesNotContain("untold");
    assertThat(says("undefined-variable", main, both)).containsOnly("untold");
  }

  // --- tables that cannot be told --------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "address_verify_transport_maps",
        "address_verify_sender_dependent_default_transport_maps",
        "fallback_transport_maps",
        "lmtp_tls_per_site",
        "mailbox_transport_maps",
        "transport_maps",
        "smtp_tls_policy_maps",
        "relay_clientcerts",
        "header_checks"
      })
  void whetherHiddenTablesHaveATypeCannotBeTold(String parameter) {
    String set = parameter + " = ";
    assertThat(says("table-no-type", set + "/etc/t\n", MX)).hasSize(1).doesNotContain("untold");
    assertThat(says("table-no-type", set + "{{ x }}\n", MX)).containsExactly("untold");
    assertThat(says("table-no-type", set + "hash:/etc/t, {{ x }}\n", MX)).containsExactly("untold");
    // it may be empty, or several words
    assertThat(says("table-no-type", set + "hash:{{ x }}\n", MX)).containsExactly("untold");
    assertThat(says("table-no-type", set + "hash:/etc/{{ x }} cidr:/etc/t\n", MX)).isEmpty();
    assertThat(says("table-no-type", set + "{{ type }}:/etc/t\n", MX)).isEmpty();
    String other = "other = hash:{{ x }}\n";
    assertThat(says("table-no-type", other + set + "$other\n", MX)).containsExactly("untold");
  }

  @Test
  void otherListsMayBeHidden() {
    for (String set : List.of("mydestination", "mynetworks", "smtp_tls_session_cache_database")) {
      assertThat(says("table-no-type", set + " = {{ x }}\n", MX)).isEmpty();
    }
    String access = "smtpd_client_restrictions = check_ccert_access ";
    assertThat(says("table-no-type", access + "{{ x }}\n", MX)).containsExactly("untold");
    assertThat(says("table-no-type", access + "hash:{{ x }}\n", MX)).containsExactly("untold");
    assertThat(says("table-no-type", access + "hash:/etc/{{ x }}\n", MX)).isEmpty();
  }

  // --- nothing to listen on --------------------------------------------------------------------

  /** "fatal: no valid IP address found", unless all services name their hosts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''       | smtp           | 0",
        "','      | smtp           | 0",
        "$nothing | smtp           | 0",
        "''       | 127.0.0.1:smtp | 0",
        "''       | 192.0.2.1:smtp | 1",
        "all      | smtp           | 1"
      })
  void nothingListensWithoutInterfaces(String interfaces, String address, int findings) {
    String main =
        "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\nmydestination = a.example\n"
            + "inet_interfaces = "
            + interfaces
            + "\n";
    String master = MX.replace("smtp inet", address + " inet");
    assertThat(says("auth-plaintext-offered", main, master)).hasSize(findings);
  }
}
