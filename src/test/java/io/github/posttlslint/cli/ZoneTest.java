package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --zone}, {@code zones:} and {@code --sts-policy}. */
class ZoneTest {

  private static final String SOA = "@ SOA ns hostmaster 1 2 3 4 5\n";
  private static final String MX = SOA + "@ MX 10 mx\nmx A 192.0.2.1\n";
  private static final String WRONG = "_25._tcp.mx TLSA 3 1 1 " + "ab".repeat(32) + "\n";
  private static final Path KEYS =
      Path.of("samples/submission/good/etc/postfix/mail.example.com.pem");

  @TempDir Path directory;

  @BeforeEach
  void aServer() throws IOException {
    write(
        "mail/main.cf",
        """
        compatibility_level = 3.7
        myhostname = mx.example.org
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/mail.pem
        """);
    write(
        "mail/master.cf",
        "smtp inet n - n - - smtpd\ntlsmgr unix - - n 1000? 1 tlsmgr\nqmgr unix n - n 300 1 qmgr\n");
    Files.copy(KEYS, directory.resolve("mail/mail.pem"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), text);
  }

  private Run check(String... options) {
    String[] words = new String[options.length + 4];
    words[0] = "check";
    words[1] = "-q";
    words[2] = "--now=2026-06-01";
    System.arraycopy(options, 0, words, 3, options.length);
    words[words.length - 1] = "mail";
    return Cli.runIn(directory, words);
  }

  @Test
  void aZoneIsHeldAgainstTheListener() throws IOException {
    write("zones/db.example.org", MX + WRONG);
    Run run = check("--zone", "zones/db.example.org");
    assertThat(run.out())
        .contains("zones/db.example.org:4:1: error: Senders that use DANE defer mail")
        .contains("[tlsa-no-match]");
    assertThat(run.status()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(check().out()).doesNotContain("tlsa").doesNotContain("zones/");
  }

  @Test
  void whatInspectPrintsIsRight() throws IOException {
    Run records =
        Cli.runIn(directory, "inspect", "--tlsa", "--name=mx.example.org", "mail/mail.pem");
    assertThat(records.status()).isZero();
    write("zones/db.example.org", MX + records.out());
    assertThat(check("--zone", "zones/db.example.org").out()).doesNotContain("[tlsa-");
  }

  @Test
  void theConfigurationFileNamesZonesAndPolicies() throws IOException {
    write("zones/db.example.org", MX + WRONG);
    write("policy", "version: STSv1\nmode: enforced\nmax_age: 86400\nmx: mx.example.org\n");
    write(
        ".posttls-lint.yaml",
        "zones: [zones/db.example.org]\nsts-policies: [example.org=policy]\n");
    assertThat(check().out()).contains("[tlsa-no-match]").contains("policy:1:1").contains("[sts-");
    write(".posttls-lint.yaml", "zones: [../elsewhere]\n");
    assertThat(check().err()).contains("leads out of the folder of the configuration file");
  }

  @Test
  void showAndHtmlTellThePromises() throws IOException {
    write("zones/db.example.org", MX + WRONG);
    String not = "1 TLSA record, not verified: RSA 2048 bit of mail/mail.pem (no record matches)";
    String zone = "--zone=zones/db.example.org";
    assertThat(Cli.runIn(directory, "show", zone, "mail").out())
        .contains("What the DNS promises:", "mx.example.org  MX of example.org  " + not);
    assertThat(Cli.runIn(directory, "show", "-f", "json", zone, "mail").out())
        .contains("\"promises\"", not);
    assertThat(Cli.runIn(directory, "check", "-f", "html", zone, "mail").out())
        .contains("What the DNS promises", not);
    assertThat(Cli.runIn(directory, "show", "mail").out()).doesNotContain("promises");
  }

  @Test
  void aPolicyBesideTheZoneIsTaken() throws IOException {
    write("zones/db.example.org", MX);
    write(
        "zones/mta-sts/.well-known/mta-sts.txt",
        "version: STSv1\r\nmode: enforce\r\nmax_age: 86400\r\nmx: other.example.org\r\n");
    assertThat(check("--zone", "zones/db.example.org").out())
        .contains("zones/mta-sts/.well-known/mta-sts.txt:4:1: error")
        .contains("[sts-mx-unlisted]");
  }

  @Test
  void whatATemplateFillsInCannotBeTold() throws IOException {
    write("zones/db.example.org.j2", MX + "_25._tcp.mx TLSA 3 1 1 {{ digest }}\n");
    Run run = check("--zone", "zones/db.example.org.j2");
    assertThat(run.out()).doesNotContain("[tlsa-").doesNotContain("zone-line-malformed");
    assertThat(Cli.runIn(directory, "check", "-v", "--zone=zones/db.example.org.j2", "mail").out())
        .contains("a template fills it in");
  }

  @Test
  void filesElsewhereAreNotIncluded() throws IOException {
    write("zones/db.example.org", MX + "$INCLUDE ../mail/mail.pem\n$INCLUDE /etc/passwd\n");
    Run run = check("--zone", "zones/db.example.org");
    assertThat(run.err())
        .contains("zones/db.example.org:4: ../mail/mail.pem: it lies outside of the zone's folder")
        .contains("zones/db.example.org:5: /etc/passwd: ");
    assertThat(run.out()).doesNotContain("PRIVATE").doesNotContain("zone-line-malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zones/nosuch", "zones", "zones/nameless"})
  void aZoneThatCannotBeReadEndsTheRun(String file) throws IOException {
    write("zones/nameless", "mx A 192.0.2.1\n");
    Run run = check("--zone", file);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("--zone " + file + ": ");
  }

  @Test
  void aNameServersFolderCanBeAbove() throws IOException {
    Files.createDirectory(directory.resolve(".git"));
    write("zones/inner/db.example.org", MX + "$INCLUDE common/tlsa\n");
    write("zones/common/tlsa", WRONG);
    Run run = check("--zone", "zones/inner/db.example.org");
    assertThat(run.out()).contains("zones/common/tlsa:1:1: error").contains("[tlsa-no-match]");
    assertThat(run.err()).doesNotContain("tlsa");
    write("zones/inner/db.example.org", MX + "$INCLUDE ../../../outside\n");
    assertThat(check("--zone", "zones/inner/db.example.org").err())
        .contains(":4: ../../../outside: ");
  }

  @Test
  void aCommentSilencesTheRecordBelow() throws IOException {
    String comment = "; posttls-lint: ignore[tlsa-no-match] -- until the change of keys\n";
    write("zones/db.example.org", MX + comment + WRONG);
    String[] words = {"check", "-v", "--now=2026-06-01", "--zone=zones/db.example.org", "mail"};
    assertThat(Cli.runIn(directory, words).out())
        .contains("zones/db.example.org:5:1: suppressed: ")
        .contains("until the change of keys");
    write("zones/db.example.org", MX + comment + "x A 192.0.2.9\n" + WRONG);
    assertThat(Cli.runIn(directory, words).out())
        .contains("zones/db.example.org:6:1: error: ")
        .doesNotContain("suppressed: ", "[suppression-");
    write("zones/db.example.org", MX + comment.replace("no-match", "nomatch") + WRONG);
    assertThat(Cli.runIn(directory, words).out())
        .contains("zones/db.example.org:4:24: warning", "Write tlsa-no-match");
    write("zones/db.example.org", MX + comment.replace(';', '#') + WRONG);
    assertThat(Cli.runIn(directory, words).out()).contains("[tlsa-no-match]");
  }

  @Test
  void linesOfZonesAreShownWithoutWhatIsNotForTheDns() throws IOException {
    write(
        "zones/db.example.org",
        MX
            + WRONG.strip()
            + " ; password hunter2\n_mta-sts TXT \"v=STSv1;\" ; hunter3\nhunter4 hunter5\n"
            + "_smtp._tls TXT \"v=TLSRPTv1; \027[31m\"\n");
    Run run = Cli.runIn(directory, "check", "--zone=zones/db.example.org", "mail");
    assertThat(run.out())
        .contains("    4 | " + WRONG.strip())
        .contains("    5 | _mta-sts TXT \"v=STSv1;\"\n")
        .contains("zones/db.example.org:6:1: error")
        .doesNotContain("hunter", "\u001b");
  }

  @Test
  void theDomainsOfTheSetupAreLookedAtWhateverTheirMxNames() throws IOException {
    write("zones/db.example.org", SOA + "@ MX 10 mx.example.org\nmx A 192.0.2.1\n");
    assertThat(check("--zone", "zones/db.example.org").out()).doesNotContain("[mx-");
    for (String parameter : new String[] {"mydestination", "relay_domains"}) {
      Files.writeString(
          directory.resolve("mail/main.cf"),
          parameter + " = !example.net, example.org\n",
          StandardOpenOption.APPEND);
      assertThat(check("--zone", "zones/db.example.org").out()).contains("[mx-without-address]");
    }
  }

  @Test
  void showTellsWhoWantsTlsReportsAndWhetherPostfixSendsSome() throws IOException {
    write("zones/db.example.org", MX + "_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:t@example.org\"\n");
    String asked = "TLS reports asked for by example.org; ";
    String[] words = {"show", "--zone=zones/db.example.org", "mail", "--postfix-version=3.10"};
    assertThat(Cli.runIn(directory, words).out())
        .contains(asked + "Postfix sends none itself: smtp_tlsrpt_enable = no");
    Files.writeString(
        directory.resolve("mail/main.cf"), "smtp_tlsrpt_enable = yes\n", StandardOpenOption.APPEND);
    assertThat(Cli.runIn(directory, words).out())
        .contains(asked + "Postfix sends some itself, too");
    words[3] = "--postfix-version=3.9";
    assertThat(Cli.runIn(directory, words).out())
        .contains(asked + "Postfix sends none itself before");
  }

  @Test
  void whatAPartOfAZoneHasIsJudgedAndWhatItLacksIsNot() throws IOException {
    write("zones/db.example.org", "@ MX 10 mx\n@ MX 20 mx2\nmx A 192.0.2.1\n" + WRONG);
    assertThat(check("--zone", "zones/db.example.org").out())
        .contains("[tlsa-no-match]")
        .doesNotContain("[tlsa-mx-partial]", "[mx-without-address]");
  }

  @Test
  void aPolicyNeedsAZone() throws IOException {
    write("policy", "");
    assertThat(check("--sts-policy", "policy").err()).contains("needs the zone, too");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3 1 mail/mail.pem", "4 1 1 mail/mail.pem", "3 1 1", "3 2 1 mail/mail.pem"})
  void recordsThatThereAreNotAreRefused(String words) {
    Run run = Cli.runIn(directory, ("inspect --tlsa --name mx.example.org " + words).split(" "));
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theNextKeyNeedsNoCertificate() {
    Run run =
        Cli.runIn(
            directory,
            "inspect",
            "--tlsa",
            "--name=mx.example.org",
            "--port=25",
            "--port=465",
            "mail/mail.pem");
    assertThat(run.out().lines().filter(line -> !line.startsWith(";")))
        .hasSize(2)
        .allMatch(
            line -> line.matches("_(25|465)\\._tcp\\.mx\\.example\\.org\\. IN TLSA 3 1 1 \\w{64}"));
  }
}
