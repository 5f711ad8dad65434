package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A setup that is full of secrets, each with a known word in it, and most of them in the wrong
 * place: none may come out, whatever is asked of the program.
 */
class CanaryTest {

  /** In every password. */
  private static final String PASSWORD = "canarybird";

  /** In every key, also as base64. */
  private static final String KEY = "CANARYKEYCANARYKEYCANARYKEYCANARYKEYCANARYKEYCAN";

  @TempDir static Path directory = Path.of("");

  private static final List<String> FILES = new ArrayList<>();

  @BeforeAll
  static void writeSetup() throws IOException {
    String pem = pem("PRIVATE KEY", KEY);
    String main =
        """
        myhostname = mail.example.org
        my_maps = static:user:PASS1
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = static:user:PASS2, static:$login, static:{user PASS3}, inline:{ a = u:PASS4 }
        login = user:$password_of_relay
        password_of_relay = PASS9
        lmtp_sasl_password_maps = inline:{ { relay.example.com = user:PASS3 } },
            $my_maps texthash:/etc/postfix/sasl_passwd
        smtp_sasl_pasword_maps = inline:{ relay.example.com=user:PASS4 }
        # smtp_sasl_password_maps = static:user:PASS5
        relayhost = [relay.example.com]:587
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/cert.pem
        smtpd_tls_key_file = /etc/postfix/broken.pem
        smtpd_tls_dkey_file = /etc/postfix/key.der
        smtpd_tls_CAfile = /etc/postfix/key.pem
        smtp_tls_security_level = secure
        smtp_tls_trust_anchor_file = /etc/postfix/key.pem
        smtp_tls_policy_maps = texthash:/etc/postfix/key.pem
        relay_clientcerts = texthash:/etc/postfix/key.pem
        tls_server_sni_maps = texthash:/etc/postfix/key.pem
        transport_maps = texthash:/etc/postfix/sasl_passwd
        smtpd_sasl_path = /etc/postfix/key.pem
        my_password = PASS9
        of_master = u:PASS7
        ldap_bind_pw = "PASS9"
        my_secret = PASS9 # PASS9
        [relay.example.com]:587 user:PASS9
        relay.example.com PASS9
        smtpd_banner = $myhostname $my_password
        smtp_tls_CAfile = /elsewhere/$my_secret/ca.pem
        lmtp_tls_chain_files = $my_password
        smtpd_tls_dh1024_param_file = /$my_password
        """;
    String master =
        """
        smtp inet n - n - - smtpd
        submission inet n - n - - smtpd
          -o smtp_sasl_password_maps=static:user:PASS6
          -o { my_maps = inline:{ relay.example.com=user:PASS7 } }
        smtp unix - - n - - smtp
          -o smtp_sasl_password_maps=inline:{relay.example.com=user:PASS8}
        relay unix - n n - - pipe
          argv=/usr/bin/relay --password PASS9
        other unix - - n - - smtp
          -o my_password="PASS9",smtp_tls_loglevel=1
        relay.example.com user:PASS9
        last unix - - n - - smtp
          -o { smtp_sasl_password_maps = static:u:PASS8, smtp_tls_security_level = may }
          -o { smtp_sasl_password_maps = static:$of_master }
        """;
    for (int i = 1; i <= 9; i++) {
      main = main.replace("PASS" + i, PASSWORD + i);
      master = master.replace("PASS" + i, PASSWORD + i);
    }
    write("main.cf", main);
    write("master.cf", master);
    write("key.pem", pem);
    write("cert.pem", pem("CERTIFICATE", KEY) + pem);
    write(
        "broken.pem", pem.replace("-----END", "!\n-----END") + "\n" + pem("RSA PRIVATE KEY", KEY));
    Files.write(directory.resolve("key.der"), Base64.getDecoder().decode(KEY));
    write(
        "sasl_passwd",
        "relay.example.com user:"
            + PASSWORD
            + "\nother:"
            + PASSWORD
            + "\n\"open "
            + PASSWORD
            + "\n");
    write("password", PASSWORD + "\n");
    write("posttls-lint.modes", "complete /etc/postfix\n0644 root:root sasl_passwd\n");
  }

  private static String pem(String label, String body) {
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
    FILES.add(name);
  }

  /** What the program says, and what it writes into a file. */
  private static void assertSilent(SoftAssertions softly, String... words) {
    Run run = Cli.runIn(directory, words);
    String der = new String(Base64.getDecoder().decode(KEY), StandardCharsets.ISO_8859_1);
    for (String said : List.of(run.out(), run.err())) {
      softly
          .assertThat(said.toLowerCase(Locale.ROOT))
          .as(String.join(" ", words))
          .doesNotContain(PASSWORD, "canarykey", der.toLowerCase(Locale.ROOT));
    }
    assertThat(run.err()).doesNotContain("internal error");
  }

  @Test
  void noReportShowsASecret() {
    SoftAssertions softly = new SoftAssertions();
    for (ReportFormat format : ReportFormat.values()) {
      assertSilent(softly, "check", "--format", format.label(), ".");
      assertSilent(softly, "check", "--verbose", "--format", format.label(), ".");
    }
    assertSilent(softly, "check", "--diff", ".");
    softly.assertAll();
  }

  @Test
  void findingsAboutTheFilesAreThereNevertheless() {
    assertThat(Cli.runIn(directory, "check", ".").out())
        .contains("key.pem", "sasl-passwd-world-readable", "table-line-no-value");
  }

  @Test
  void noOtherCommandShowsASecret() {
    SoftAssertions softly = new SoftAssertions();
    for (String format : List.of("text", "json")) {
      assertSilent(softly, "show", "--all", "--format", format, ".");
      assertSilent(softly, "clients", "--format", format, ".");
      assertSilent(
          softly, "upgrade", "--all", "--format", format, "--from", "2.10", "--to", "3.10", ".");
      for (String file : FILES) {
        assertSilent(
            softly, "inspect", "--format", format, "--password-file", "password", file, "key.der");
      }
    }
    assertSilent(softly, "inspect", "--digest", PASSWORD.substring(0, 3), "key.pem");
    assertSilent(softly, "explain", "sasl-passwd-world-readable");
    softly.assertAll();
  }

  /** Files of secrets where others are expected, each in a form that such a file may have. */
  @Test
  void noMessageShowsASecret() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    List<String> texts =
        List.of(
            Files.readString(directory.resolve("sasl_passwd")),
            "user:" + PASSWORD + ": x\n",
            "[relay]: 'user:" + PASSWORD + "\n",
            "names: {a: user:" + PASSWORD + "}\n",
            "%" + PASSWORD + "\n",
            "\t" + PASSWORD + ": *" + PASSWORD + "\n",
            "- &" + PASSWORD + " !!" + PASSWORD + " x\n",
            pem("PRIVATE KEY", KEY));
    Path mistaken = directory.resolve("mistaken.yaml");
    for (String text : texts) {
      Files.writeString(mistaken, text);
      for (String option : List.of("--config", "--rules", "--baseline")) {
        assertSilent(softly, "check", "-v", option, "mistaken.yaml", ".");
      }
      assertSilent(softly, "selftest", "mistaken.yaml");
      assertSilent(softly, "inspect", "--password-file", "mistaken.yaml", "key.pem", "key.der");
      Files.writeString(directory.resolve("posttls-lint.modes"), text);
      assertSilent(softly, "check", "-v", ".");
    }
    Files.delete(mistaken);
    write("posttls-lint.modes", "complete /etc/postfix\n0644 root:root sasl_passwd\n");
    softly.assertAll();
  }

  /** Files of secrets in the place of main.cf and master.cf, for every command. */
  @Test
  @Slow
  void noFileOfSecretsIsShownInPlaceOfAConfiguration() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    List<String> texts =
        List.of(
            Files.readString(directory.resolve("sasl_passwd")),
            "[relay.example.com]:587 user:" + PASSWORD + "\n",
            "# user:" + PASSWORD + "\n",
            PASSWORD + "\n",
            PASSWORD + " = x\n",
            PASSWORD + "==\n",
            "  " + PASSWORD + "\n",
            "password=\"" + PASSWORD + "\"\n",
            "machine relay.example.com login user password " + PASSWORD + "\n",
            "relay.example.com:587:*:user:" + PASSWORD + "\n",
            "smtp inet n - n - - smtpd -o password=" + PASSWORD + "\n",
            "{\"password\": \"" + PASSWORD + "\"}\n",
            "[client]\npassword = " + PASSWORD + " # " + PASSWORD + "\n",
            KEY + "\n" + KEY + "=\n",
            pem("PRIVATE KEY", KEY),
            pem("CERTIFICATE", KEY));
    Path given = Files.createDirectory(directory.resolve("given"));
    for (String text : texts) {
      for (String name : List.of("passwords", "master.cf")) {
        Files.writeString(given.resolve(name), text);
        for (ReportFormat format : ReportFormat.values()) {
          if (!name.equals("master.cf") || format == ReportFormat.TEXT) {
            assertSilent(softly, "check", "-v", "--format", format.label(), "given/" + name);
          }
        }
        assertSilent(softly, "check", "--diff", "--unsafe-fixes", "given/" + name);
        assertSilent(softly, "check", "--fix", "--unsafe-fixes", "given/" + name);
        for (String format : List.of("text", "json")) {
          assertSilent(softly, "show", "--all", "--format", format, "given/" + name);
          assertSilent(softly, "clients", "--format", format, "given/" + name);
          assertSilent(
              softly, "upgrade", "--all", "--format", format, "--from", "3.4", "given/" + name);
          assertSilent(softly, "inspect", "--format", format, "given/" + name);
        }
        Files.delete(given.resolve(name));
      }
    }
    Files.delete(given);
    softly.assertAll();
  }
}
