package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which findings an ignore comment silences, and which it does not. */
class SuppressionsTest {

  private static final String SERVER = "smtp inet n - n - - smtpd\n";

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeMaster() throws IOException {
    write("master.cf", SERVER);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private Run check(String... options) {
    List<String> words = new ArrayList<>(List.of("check", "--postfix-version", "3.7"));
    words.addAll(List.of(options));
    words.add(".");
    return Cli.runIn(directory, words.toArray(new String[0]));
  }

  /** The places of a rule's findings that are not silenced. */
  private List<String> found(String rule) {
    return check("-q")
        .out()
        .lines()
        .filter(line -> line.endsWith("[" + rule + "]"))
        .map(line -> line.substring(0, line.indexOf(':', line.indexOf(':') + 1)))
        .toList();
  }

  @Test
  void commentIsForTheSettingBelowIt() throws IOException {
    write(
        "main.cf",
        """
        # posttls-lint: ignore[bad-boolean] -- old syntax
        # another comment

        smtpd_use_tls = on
        smtpd_tls_ask_ccert = on
        """);
    assertThat(found("bad-boolean")).containsExactly("main.cf:5");
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void exitStatusIgnoresSilencedFindings() throws IOException {
    write("main.cf", "smtpd_use_tls = on\n");
    assertThat(check().status()).isEqualTo(1);
    write("main.cf", "# posttls-lint: ignore[bad-boolean]\nsmtpd_use_tls = on\n");
    Run run = check();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("1 suppressed");
  }

  @Test
  void commentInsideALogicalLineIsForThatSetting() throws IOException {
    write(
        "main.cf",
        """
        smtpd_tls_protocols =
            # posttls-lint: ignore[protocols-invalid] -- a build of our own
            TLSv1.2, TLSv9
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/all.pem
        """);
    assertThat(found("protocols-invalid")).isEmpty();
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void commentAboveAnOptionOfAServiceIsForThatOptionOnly() throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    write(
        "master.cf",
        """
        smtp inet n - n - - smtpd
          -o smtpd_use_tls=on
          # posttls-lint: ignore[bad-boolean]
          -o smtpd_enforce_tls=on
          -o smtpd_tls_ask_ccert=on
        """);
    assertThat(found("bad-boolean")).containsExactly("master.cf:2", "master.cf:5");
  }

  @Test
  void commentAboveAServiceIsForItsOptionsAndItsShareOfMainCf() throws IOException {
    write("main.cf", "smtpd_tls_security_level = none\nsmtpd_sasl_auth_enable = yes\n");
    write(
        "master.cf",
        SERVER
            + """
            # posttls-lint: ignore[submission-not-encrypt,bad-boolean] -- behind a tunnel
            submission inet n - n - - smtpd
              -o smtpd_use_tls=on
            """);
    assertThat(found("submission-not-encrypt")).isEmpty();
    assertThat(found("bad-boolean")).isEmpty();
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void findingOfSeveralServicesStaysForThoseWithoutComment() throws IOException {
    write("main.cf", "smtpd_tls_security_level = none\nsmtpd_sasl_auth_enable = yes\n");
    write(
        "master.cf",
        """
        # posttls-lint: ignore[submission-not-encrypt]
        submission inet n - n - - smtpd
        192.0.2.1:submission inet n - n - - smtpd
        """);
    Run run = check("-f", "json");
    assertThat(run.out()).contains("\"suppressed\": 1");
    assertThat(found("submission-not-encrypt")).hasSize(1);
  }

  @Test
  void commentCountsInFilesThatDoNotParseAndWithCrLf() throws IOException {
    write(
        "main.cf",
        "permit_mynetworks\r\n"
            + "# posttls-lint: ignore[bad-boolean] until=2099-01-31 -- why\r\n"
            + "smtpd_use_tls = on\r\n"
            + "# posttls-lint: ignore-file[crlf-or-bom-config,maincf-missing-equals] -- why\r\n");
    assertThat(found("bad-boolean")).isEmpty();
    assertThat(found("crlf-or-bom-config")).isEmpty();
    assertThat(found("maincf-missing-equals")).isEmpty();
    assertThat(check("-f", "json").out()).contains("\"reason\": \"why\"").doesNotContain("why\\r");
  }

  @Test
  void commentCountsInTemplates() throws IOException {
    Files.delete(directory.resolve("master.cf"));
    write(
        "main.cf.j2",
        """
        {% if tls %}
        # posttls-lint: ignore[bad-boolean] -- filled in
        smtpd_use_tls = on
        {% endif %}
        # posttls-lint: ignore[bad-boolean] -- filled in
        smtp_use_tls = {{ use_tls }}
        """);
    assertThat(found("bad-boolean")).isEmpty();
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void commentInATableIsForItsLine() throws IOException {
    write("main.cf", "smtp_tls_policy_maps = texthash:/etc/postfix/policy\n");
    write("master.cf", SERVER + "smtp unix - - n - - smtp\n");
    write(
        "policy",
        """
        # posttls-lint: ignore[policy-level-invalid] -- tested
        example.org encrpyt
        example.net encrpyt
        """);
    assertThat(found("policy-level-invalid")).containsExactly("policy:3");
  }

  @Test
  void findingInACertificateBelongsToTheSettingThatNamesIt() throws IOException {
    Path sample = Path.of("samples/mx/bad/etc/postfix");
    for (String file : List.of("main.cf", "master.cf", "mail-cert.pem", "mail-key.pem")) {
      Files.write(directory.resolve(file), Files.readAllBytes(sample.resolve(file)));
    }
    assertThat(found("key-cert-mismatch")).containsExactly("mail-key.pem:2");
    String main = Files.readString(directory.resolve("main.cf"));
    String comment = "# posttls-lint: ignore[key-cert-mismatch] -- the key comes later\n";
    write("main.cf", main.replace("smtpd_tls_key_file", comment + "smtpd_tls_key_file"));
    assertThat(found("key-cert-mismatch")).isEmpty();
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void expiredCommentSilencesNothing() throws IOException {
    write("main.cf", "# posttls-lint: ignore[bad-boolean] until=2020-01-01\nsmtpd_use_tls = on\n");
    assertThat(found("bad-boolean")).containsExactly("main.cf:2");
    assertThat(found("suppression-expired")).containsExactly("main.cf:1");
    assertThat(found("suppression-unused")).isEmpty();
  }

  @Test
  void disabledRuleMakesNoCommentUnusedOrUnknown() throws IOException {
    write("main.cf", "# posttls-lint: ignore[bad-boolean]\nsmtpd_use_tls = on\n");
    assertThat(check("-q", "--disable", "bad-boolean").out()).doesNotContain("suppression-");
  }

  @Test
  void rulesAboutCommentsCannotBeSilenced() throws IOException {
    write(
        "main.cf",
        """
        # posttls-lint: ignore-file[suppression-unused] -- quiet
        # posttls-lint: ignore[bad-boolean]
        smtpd_use_tls = yes
        """);
    assertThat(found("suppression-unused")).containsExactly("main.cf:2");
    assertThat(found("suppression-not-allowed")).containsExactly("main.cf:1");
  }

  @Test
  void sarifHasSilencedFindingsOnlyWhenAsked() throws IOException {
    write("main.cf", "# posttls-lint: ignore[bad-boolean] -- why\nsmtpd_use_tls = on\n");
    assertThat(check("-f", "sarif").out()).doesNotContain("\"bad-boolean\",\"ruleIndex\"");
    assertThat(check("-f", "sarif", "--suppressed").out())
        .contains("\"kind\":\"inSource\"", "\"justification\":\"why\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "json", "html", "markdown", "junit", "checkstyle", "gitlab", "github"})
  void noFormatShowsASilencedFindingAsOpen(String format) throws IOException {
    write("main.cf", "# posttls-lint: ignore[bad-boolean] -- why\nsmtpd_use_tls = on\n");
    String out = check("-f", format).out();
    switch (format) {
      case "text", "markdown" -> assertThat(out).contains("1 suppressed");
      case "json" -> assertThat(out).contains("\"suppressed\": {", "\"suppressed\": 1");
      case "html" -> assertThat(out).contains("Suppressed findings");
      case "junit" -> assertThat(out).contains("skipped=\"1\"");
      default -> assertThat(out).doesNotContain("bad-boolean");
    }
  }
}
