package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No fix that is called safe, and no batch of them, makes a setup protect less. */
class SafeFixTest {

  private static final String MASTER = "smtp inet n - n - - smtpd\nout unix - - n - - smtp\n";

  @TempDir Path directory;

  private Run check(String main, String master, String... arguments) throws IOException {
    Files.writeString(directory.resolve("main.cf"), main);
    Files.writeString(directory.resolve("master.cf"), master);
    return Cli.runIn(directory, arguments);
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n") + "\n";
  }

  /** The second column is what `--fix` may leave; `=` for no change. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_enforce_tls = yes\\nSMTP_TLS_SECURITY_LEVEL = may"
            + "|smtp_tls_security_level = verify\\nSMTP_TLS_SECURITY_LEVEL = may",
        "SMTP_TLS_SECURITY_LEVEL = may\\nsmtp_enforce_tls = yes"
            + "|SMTP_TLS_SECURITY_LEVEL = may\\nsmtp_tls_security_level = verify",
        "smtpd_enforce_tls = yes\\nsmtpd_tls_security-level = may"
            + "|smtpd_tls_security_level = encrypt\\nsmtpd_tls_security-level = may",
        "smtp_enforce_tls = yes\\nsmtp_tls_enforce-peername = no"
            + "|smtp_tls_security_level = verify\\nsmtp_tls_enforce-peername = no",
        // raised, but by what nobody has seen at work
        "SMTP_TLS_SECURITY_LEVEL = encrypt|=",
        "smtpd_tls_cafile = /etc/ca.pem|=",
        "SMTPD_TLS_AUTH_ONLY = yes|=",
        "smtp-tls-policy-maps = hash:/etc/postfix/policy|=",
        // the last one wins, and hides the other
        "smtp_use_tls = yes\\nsmtp_use_tls = no|=",
        // what it wakes is what holds already
        "SMTPD_TLS_AUTH_ONLY = no|smtpd_tls_auth_only = no",
        "smtpd_tls_security_level = may\\nsmtpd_tls_exclude_ciphers = aNULL # RC4|=",
        "smtp_tls_security_level = may\\nsmtp_enforce_tls = yes|=",
        // behind the end of a list whoever is left is let in anyway
        "smtpd_relay_restrictions =\\npermit_mynetworks,\\nreject_unauth_destination"
            + "|smtpd_relay_restrictions =\\n    permit_mynetworks,\\n    reject_unauth_destination",
        "smtpd_relay_restrictions = permit_mynetworks,\\nreject_unauth_destination"
            + "|smtpd_relay_restrictions = permit_mynetworks,\\n    reject_unauth_destination",
        "mynetworks = 127.0.0.0/8,\\n10.0.0.0/8|=",
        // no mail passed, and everybody's would
        "smtpd_relay_restrictions = \"permit\"|=",
        "smtpd_relay_restrictions = 'permit_mynetworks'|=",
        // what was no level logs whole sessions once it is one
        "smtp_tls_loglevel = \"4\"|=",
        "lmtp_tls_loglevel = 'ssl-session-packet-dump'|=",
        "smtp_tls_loglevel = '1, 4'|=",
        "smtpd_tls_loglevel = \"1\"|smtpd_tls_loglevel = 1",
        // other defaults are made of it
        "mydomain = example.com # ours|=",
        // the word that was meant is what Postfix refuses
        "smtp_tls_security_level = \"encrypt\"|smtp_tls_security_level = encrypt",
        "smtpd_tls_cert_file = \"/etc/c.pem\"|smtpd_tls_cert_file = /etc/c.pem",
        "smtp_enforce_tls = yes\\nsmtp_tls_security_level = \"may\"|=",
        "smtpd_use_tls = yes\\nsmtpd_tls_protocols = >= TLSv1.2"
            + "|smtpd_tls_security_level = may\\nsmtpd_tls_protocols = >=TLSv1.2",
      })
  void whatLowersOrWakesSomethingIsLeftForReview(String written, String meant) throws IOException {
    String before = lines(written);
    check(before, MASTER, "check", "--fix", "--postfix-version", "3.7", ".");
    assertThat(directory.resolve("main.cf")).hasContent(meant.equals("=") ? before : lines(meant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtpd_tls_security_level = encrypt|-o smtpd_tls_security_level = may|false",
        "smtpd_tls_security_level = none|-o smtpd_tls_security_level = may|true",
        "smtpd_tls_auth_only = yes|-o smtpd_tls_auth_only = no|false",
        "smtpd_tls_security_level = may|-o smtpd_sasl_auth_enable = yes|false",
        "smtpd_tls_security_level = encrypt|-o smtpd_sasl_auth_enable = yes|true",
        "smtpd_tls_mandatory_protocols = >=TLSv1.2|-o smtpd_tls_mandatory_protocols = >=TLSv1|false",
        "smtpd_tls_mandatory_protocols = >=TLSv1|-o smtpd_tls_mandatory_protocols = >=TLSv1.2|true",
        "smtpd_tls_ciphers = high|-o smtpd_tls_ciphers = medium|false",
        "smtpd_tls_req_ccert = yes|-o smtpd_tls_req_ccert = no|false",
        "smtpd_tls_loglevel = 1|-o smtpd_discard_ehlo_keywords=$smtpd_tls_loglevel -o smtpd_tls_loglevel = 2|false",
        "relay_clientcerts = hash:/etc/a|-o relay_clientcerts = hash:/etc/b|false",
        "smtpd_tls_security_level = may|-o \"smtpd_tls_security_level=encrypt\"|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_loglevel = 1|true",
        "smtpd_tls_security_level = may|-o smtpd_tls_exclude_ciphers= MD5|true",
        // a value that works now, and protects less than what no mail passed
        "smtpd_tls_security_level = encrypt|-o smtpd_tls_security_level=\"none\"|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_security_level=\"encrypt\"|true",
        "smtpd_tls_auth_only = yes|-o smtpd_tls_auth_only=\"no\"|false",
        "smtpd_tls_security_level = may|-o smtpd_relay_restrictions=\"permit\"|false",
        "smtpd_tls_security_level = may|-o smtpd_relay_restrictions= permit|false",
        // no value at all
        "smtpd_tls_security_level = may|-o smtpd_tls_exclude_ciphers= \\|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_exclude_ciphers = \\|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_exclude_ciphers= &&|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_exclude_ciphers= MD5;|false",
        "smtpd_tls_security_level = may|-o smtpd_client_restrictions= \\|false",
        "smtpd_tls_security_level = may|-o smtpd_client_restrictions = -|false",
        "smtpd_tls_security_level = may|-o smtpd_tls_loglevel= high|false",
      })
  void anOptionThatWouldLowerWhatMainCfSaysIsLeftForReview(
      String main, String option, boolean mended) throws IOException {
    String master = "smtp inet n - n - - smtpd\n  " + option + "\n";
    check(lines(main), master, "check", "--fix", "--postfix-version", "3.7", ".");
    String after = Files.readString(directory.resolve("master.cf"));
    assertThat(!after.equals(master)).isEqualTo(mended);
  }

  /** What Postfix ignored, or did not start with, and what no comparison knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "smtpd_discard_ehlo_keywords = \"starttls\"",
        "smtpd_discard_ehlo_keywords = 'starttls'",
        "smtp_discard_ehlo_keywords = \"silent-discard, starttls\"",
        "lmtp_discard_ehlo_keywords = \"starttls\"",
        "postscreen_discard_ehlo_keywords = \"starttls\"",
        "smtpd_discard_ehlo_keyword_address_maps = \"cidr:/etc/postfix/discard\"",
        "smtp_sasl_mechanism_filter = \"plain\"",
        "smtp_tls_secure_cert_match = \"hostname\"",
        "smtp_tls_dane_insecure_mx_policy = \"may\"",
        "smtp_tls_CAfile = \"/etc/ca.pem\"",
        "smtp_host_lookup = \"native\"",
        "smtpd_helo_required = \"no\"",
        "inet_interfaces = \"all\"",
        "smtpd_tls_auth_only = yes\\nsmtpd_tls_auth_only = \"no\"",
        "smtp_discard_ehlo_keywords = starttls\\nsmtp_discard_ehlo_keywords = \"starttls\"",
        "ours = \"permit\"\\nsmtpd_restriction_classes = ours",
      })
  void aQuotedValueDoesNotComeIntoForce(String written) throws IOException {
    String before = lines("compatibility_level = 3.6\\n" + written);
    check(before, MASTER, "check", "--fix", "--postfix-version", "3.7", ".");
    assertThat(Files.readString(directory.resolve("main.cf"))).containsPattern("= [\"'].*[\"']\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_host_lookup|native|false",
        "smtp_discard_ehlo_keywords|starttls|false",
        "smtp_dns_resolver_options|res_defnames|false",
        "smtp_fallback_relay|[relay.example]|false",
        "inet_interfaces|127.0.0.1|false",
        "smtp_sasl_auth_enable|yes|false",
        "disable_vrfy_command|no|false",
        "smtp_tls_security_level|none|false",
        "smtp_tls_security_level|dane-only|true",
        "smtp_tls_loglevel|1|true",
        "smtp_sasl_security_options|noanonymous|false",
      })
  void anOptionThatWasDeadIsJudgedByWhatItSays(String name, String value, boolean mended)
      throws IOException {
    String main =
        """
        compatibility_level = 3.6
        smtp_tls_security_level = dane
        smtp_dns_support_level = dnssec
        smtp_host_lookup = dns
        disable_vrfy_command = yes
        """;
    for (String form : new String[] {"\u2013o %s=%s", "-o %s = %s", "-o %s=\"%s\""}) {
      String master = "out unix - - n - - smtp\n  " + form.formatted(name, value) + "\n";
      check(main, master, "check", "--fix", "--postfix-version", "3.7", ".");
      String after = Files.readString(directory.resolve("master.cf"));
      assertThat(!after.equals(master)).as(form).isEqualTo(mended);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "smtpd_enforce_tls = yes\\nsmtpd_enforce_tls = \"yes\"",
    "smtpd_use_tls = \"yes\"",
    "smtp_use_tls = \"no\"\\nsmtp_use_tls = yes",
    "postscreen_use_tls = \"yes\"\\npostscreen_use_tls = yes",
  })
  void whatIsMendedOnceIsMended(String written) throws IOException {
    String master = MASTER + "  -o { smtp_enforce_tls = \"yes\" }\n";
    check(lines(written), master, "check", "--fix", "--postfix-version", "3.7", ".");
    String main = Files.readString(directory.resolve("main.cf"));
    String options = Files.readString(directory.resolve("master.cf"));
    Cli.runIn(directory, "check", "--fix", "--postfix-version", "3.7", ".");
    assertThat(directory.resolve("main.cf")).hasContent(main);
    assertThat(directory.resolve("master.cf")).hasContent(options);
  }

  @Test
  void theReportSaysWhyAFixIsToBeReviewed() throws IOException {
    String main = "smtp_tls_security_level = verify\nrelayhost = a\n";
    String master = "out unix - - n - - smtp\n  -o smtp_tls_security_level = may\n";
    Run run = check(main, master, "check", ".");
    assertThat(run.out())
        .contains("fix (to be reviewed): Write name=value without blanks. ")
        .contains("It lowers the TLS level of out/unix from verify to may.");
    Run woken = check("smtpd_tls_cafile = /etc/ca.pem\n", MASTER, "check", ".");
    assertThat(woken.out())
        .contains("It brings smtpd_tls_CAfile into force, which has another value now.");
  }

  @Test
  void aFixThatIsOnlyDescribedIsNotCalledSafe() throws IOException {
    String both = "smtp_tls_security_level = verify\nSMTP_TLS_SECURITY_LEVEL = may\n";
    assertThat(check(both, MASTER, "check", ".").out())
        .contains("help: Delete it, or give its value to smtp_tls_security_level")
        .doesNotContain("= fix");
  }

  /** What a template fills in may be anything, before and after. */
  @Test
  void whatCannotBeToldIsNotCalledSafe() throws IOException {
    String main = "{% if x %}\nsmtp_tls_security_level = verify\n{% endif %}\n";
    String master = "out unix - - n - - smtp\n  -o smtp_tls_security_level = may\n";
    Files.writeString(directory.resolve("main.cf.j2"), main);
    Files.writeString(directory.resolve("master.cf.j2"), master);
    Cli.runIn(directory, "check", "--fix", ".");
    assertThat(directory.resolve("master.cf.j2")).hasContent(master);
  }

  @Test
  void unsafeFixesIncludeThem() throws IOException {
    check("smtpd_tls_cafile = /etc/ca.pem\n", MASTER, "check", "--fix", "--unsafe-fixes", ".");
    assertThat(directory.resolve("main.cf")).hasContent("smtpd_tls_CAfile = /etc/ca.pem\n");
  }

  /** One fix in doubt does not keep the others from being applied. */
  @Test
  void theOthersOfABatchAreApplied() throws IOException {
    StringBuilder main = new StringBuilder("compatibility_level = 3.6\n");
    StringBuilder meant = new StringBuilder("compatibility_level = 3.6\n");
    for (int i = 0; i < 40; i++) {
      main.append("smtpd_tls_cafile = /etc/ca.pem\n");
      meant.append("smtpd_tls_cafile = /etc/ca.pem\n");
    }
    main.append("smtp_use_tls = yes\n");
    meant.append("smtp_tls_security_level = may\n");
    check(main.toString(), MASTER, "check", "--fix", ".");
    assertThat(directory.resolve("main.cf")).hasContent(meant.toString());
  }
}
