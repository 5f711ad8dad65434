package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the text alone is told of a finding: its places, its cause, what to write. */
class FindingWordsTest {

  private static final String MASTER =
      """
      smtp       inet n - n - - smtpd
      submission inet n - n - - smtpd
        -o smtpd_tls_security_level=encrypt
      smtp       unix - - n - - smtp
      relay      unix - - n - - smtp
      tlsmgr     unix - - n 1000? 1 tlsmgr
      """;

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeMaster() throws IOException {
    write("master.cf", MASTER);
    write("posttls-lint.modes", "complete /etc/postfix\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static String key() throws IOException {
    return Files.readString(Path.of("samples/submission/bad/etc/postfix/mail-key.pem"));
  }

  private String check(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "check";
    words[1] = ".";
    System.arraycopy(options, 0, words, 2, options.length);
    Run run = Cli.runIn(directory, words);
    return run.out();
  }

  /** The part of the report that one rule's findings are. */
  private static String finding(String report, String rule) {
    StringBuilder found = new StringBuilder();
    for (String part : report.split("\n\n", -1)) {
      found.append(part.contains("[" + rule + "]") ? part + "\n\n" : "");
    }
    return found.toString();
  }

  @Test
  void helpNamesNoValueThatATemplateFillsIn() throws IOException {
    write(
        "main.cf",
        "compatibility_level = 3.6\nsmtp_tls_security_level = {{ level }}\n"
            + "smtp_enforce_tls = no\n");
    assertThat(finding(check(), "dep-enforce-tls"))
        .contains("= help: Set smtp_tls_security_level to the level that is meant")
        .doesNotContain("(unknown)");
  }

  @Test
  void aReadableKeyIsToldOnceWithAllSettingsThatNameIt() throws IOException {
    write("key.pem", key());
    write(
        "main.cf",
        """
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/cert.pem
        smtpd_tls_key_file = /etc/postfix/key.pem
        smtp_tls_security_level = may
        smtp_tls_cert_file = /etc/postfix/cert.pem
        smtp_tls_key_file = /etc/postfix/key.pem
        """);
    write("posttls-lint.modes", "complete /etc/postfix\n0644 root:root key.pem\n");
    assertThat(finding(check(), "key-world-readable"))
        .startsWith("key.pem:1:1: error: ")
        .containsOnlyOnce("[key-world-readable]")
        .contains(
            "main.cf:3: smtpd_tls_key_file names the file.",
            "main.cf:6: smtp_tls_key_file names the file.",
            "posttls-lint.modes:2: posttls-lint takes the file's owner and mode from here");
  }

  @Test
  void aFileIsOnlyProposedWherePostfixCanUseIt() throws IOException {
    write(
        "main.cf",
        """
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/cert.pem
        smtpd_tls_key_file = /etc/postfix/mailken.pem
        """);
    write("mailkey.pem", key());
    assertThat(finding(check(), "key-file-missing")).contains("Did you mean 'mailkey.pem'?");
    write(
        "mailkey.pem",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n");
    assertThat(finding(check(), "key-file-missing"))
        .contains("mailken.pem, which does not exist")
        .doesNotContain("mailkey.pem");
  }

  @Test
  void aLineOfATableOfPoliciesIsShownWithWhatLeavesNoSuite() throws IOException {
    write(
        "main.cf",
        """
        relayhost = [smtp.example.com]:587
        smtp_tls_policy_maps = texthash:/etc/postfix/tls_policy
        """);
    write("tls_policy", "[smtp.example.com]:587 encrypt protocols=TLSv1.2 exclude=ALL\n");
    assertThat(finding(check(), "policy-ciphers-none-left"))
        .contains(
            "'protocols=TLSv1.2 exclude=ALL' of the policy",
            "    1 | [smtp.example.com]:587 encrypt protocols=TLSv1.2 exclude=ALL\n",
            "help: Delete exclude=ALL,");
  }

  @Test
  void aLineOfAPasswordTableIsNeverShown() throws IOException {
    write(
        "main.cf",
        """
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/table
        transport_maps = texthash:/etc/postfix/table
        relay_clientcerts = texthash:/etc/postfix/table
        smtp_tls_policy_maps = texthash:/etc/postfix/table
        """);
    write("table", "[smtp.example.com]:587 smtp:canary\nmx.example.org smtp:canary.bird\n");
    assertThat(check("-v")).contains("table:1").doesNotContain("canary");
  }

  @Test
  void aPasswordInATableOfAnotherPurposeIsHidden() throws IOException {
    write(
        "main.cf",
        """
        smtpd_tls_ask_ccert = yes
        smtpd_tls_security_level = may
        relay_clientcerts = texthash:/etc/postfix/clients
        smtpd_relay_restrictions = permit_tls_clientcerts, reject_unauth_destination
        """);
    write("clients", "mx.example.org user:canarybird\nAB:CD mx.example.org\n");
    assertThat(check("-v"))
        .contains("    1 | mx.example.org [REDACTED]\n", "    2 | AB:CD mx.example.org\n")
        .doesNotContain("canarybird");
  }

  @Test
  void aNextHopThatSeveralServicesDeliverToIsToldOnce() throws IOException {
    write("main.cf", "relay_domains = example.net\nrelayhost = [smtp.example.com]:465\n");
    assertThat(finding(check(), "smtp-465-without-wrapper"))
        .containsOnlyOnce("[smtp-465-without-wrapper]")
        .contains(
            "services: smtp/unix, relay/unix",
            "help: Set smtp_tls_wrappermode = yes and smtp_tls_security_level = encrypt in main.cf,");
  }

  @Test
  void whatAFixSaysIsNotSaidTwice() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_protocols = >= TLSv1.2\n");
    assertThat(finding(check(), "protocols-blank-after-operator"))
        .contains("allows no other version than TLSv1.2.", "= fix: Delete the blank after '>='.")
        .doesNotContain("= help:");
  }

  @Test
  void theKeyThatIsThereIsNamedBesideTheOneThatIsMissing() throws IOException {
    write(
        "main.cf",
        """
        relayhost = [smtp.example.com]:587
        smtp_tls_security_level = encrypt
        smtp_sasl_auth_enable = yes
        smtp_sasl_tls_security_options = noanonymous
        smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd
        """);
    write("sasl_passwd", "[smtp.example.com] user:canarybird\n");
    assertThat(finding(check(), "smtp-sasl-key-mismatch"))
        .contains(
            "sasl_passwd:1: This entry has another key.",
            "help: Write [smtp.example.com]:587 in place of [smtp.example.com] as the key")
        .doesNotContain("canarybird");
  }

  @Test
  void theFaultsOfARowThatIsNeverLookedUpYield() throws IOException {
    write(
        "main.cf",
        """
        relayhost = [smtp.example.com]:587
        smtp_tls_policy_maps = texthash:/etc/postfix/tls_policy
        """);
    write("tls_policy", "other.example.net encrypted\nthird.example.net encrypt foo\n");
    assertThat(check())
        .contains("tls_policy:1:1: warning", "tls_policy:2:1: warning", "[policy-key-unreachable]")
        .doesNotContain("deferred");
  }
}
