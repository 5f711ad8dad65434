package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rules}, {@code explain} and {@code selftest}. */
class RuleCommandsTest {

  private static final String RULE =
      """
      id: site-loglevel
      severity: error
      title: the log level is too low
      judges: setup
      when: $smtpd_tls_loglevel = '0'
      message: "Too low."
      at: [$smtpd_tls_loglevel]
      why: It is.
      mend: Raise it.
      references: [the handbook]
      examples:
        bad:
          - main.cf: |
              myhostname = mx.example.org
              smtpd_tls_loglevel = 0
            expect: ["main.cf:2"]
        good:
          - title: higher
            main.cf: |
              smtpd_tls_loglevel = 1
      """;

  @TempDir Path directory = Path.of("");

  private Run run(String... words) {
    return Cli.runIn(directory, words);
  }

  private void writeRule(String text) throws IOException {
    Files.createDirectories(directory.resolve("site"));
    Files.writeString(directory.resolve("site/site-loglevel.yaml"), text);
  }

  @Test
  void selftestOfOwnRulesRunsTheirExamples() throws IOException {
    writeRule(RULE);
    Run run = run("selftest", "site");
    assertThat(run.out()).isEqualTo("2 examples of 1 rule: as the rule files say\n");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.cf:2\"]|main.cf:1\"]|bad example 1: expected a finding at main.cf:1; found main.cf:2",
        "loglevel = 0|loglevel = 2|bad example 1: expected a finding; there is none",
        "loglevel = 1|loglevel = 0|good example 1 (higher): expected no finding; found main.cf:1",
        "loglevel = 1|loglevel|good example 1 (higher): another rule reports an error"
      })
  void selftestTellsWhatIsNotAsTheRuleSays(String from, String to, String message)
      throws IOException {
    writeRule(RULE.replace(from, to));
    Run run = run("selftest", "site");
    assertThat(run.out()).contains(message);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void selftestOfABadFileIsWrongUsage() throws IOException {
    writeRule(RULE.replace("severity", "sevrity"));
    Run run = run("selftest", "site");
    assertThat(run.err()).contains("site-loglevel.yaml", "sevrity").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run("selftest", "nowhere").err()).contains("nowhere: no such file or folder");
  }

  @Test
  void ruleWithTheIdOfABuiltInOneIsRefusedEverywhere() throws IOException {
    Files.createDirectories(directory.resolve("site"));
    Files.writeString(
        directory.resolve("site/bad-boolean.yaml"),
        RULE.replace("site-loglevel", "bad-boolean").replace("= '0'", "= '99'"));
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_auth_only = onn\n");
    String message = "site/bad-boolean.yaml: 'bad-boolean' is the id of a built-in rule";
    for (String words :
        List.of("check --rules site .", "selftest site", "rules --rules site/bad-boolean.yaml")) {
      assertRefused(words, message);
    }
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "rules: site\n");
    for (String words : List.of("check .", "selftest", "explain bad-boolean")) {
      assertRefused(words, message);
    }
  }

  @Test
  void ruleDoesNotReplaceAnotherFileOfTheSameIdButMayBeNamedTwice() throws IOException {
    writeRule(RULE);
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("site-loglevel.yaml"), RULE.replace("= '0'", "= '99'"));
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_loglevel = 0\n");
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "rules: other\n");
    assertRefused("check --rules site .", "site-loglevel.yaml has the id 'site-loglevel' too");
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "rules: site\n");
    Run twice = run("check", "--rules", "site/site-loglevel.yaml", ".");
    assertThat(twice.out()).contains("[site-loglevel]");
  }

  @Test
  void fileOfABuiltInRuleItselfReplacesNothing() throws IOException {
    String file = Path.of("rules/certkey").toAbsolutePath().toString();
    assertThat(run("selftest", file).status()).isZero();
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_auth_only = onn\n");
    assertThat(run("check", "--rules", file, ".").out()).isEqualTo(run("check", ".").out());
  }

  private void assertRefused(String words, String message) {
    Run run = run(words.split(" "));
    assertThat(run.err()).as(words).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void everyTlsParameterIsExplained() {
    Parameters parameters = Parameters.load();
    for (String name : parameters.all()) {
      if (Objects.requireNonNull(parameters.find(name)).isTls()) {
        Run run = run("explain", name);
        assertThat(run.out()).startsWith(name + ": parameter of Postfix ").contains("read by");
        assertThat(run.status()).isZero();
      }
    }
  }

  @Test
  void defaultsThatDistributionsChooseAreAllTold() {
    assertThat(run("explain", "default_database_type").out())
        .contains("  default   hash or cdb or lmdb, as the distribution builds Postfix\n");
    assertThat(run("explain", "default_cache_db_type").out())
        .contains("  default   btree or lmdb, as the distribution builds Postfix\n");
  }

  @Test
  void examplesSayWhichDistributionTheyAreFor() {
    assertThat(run("explain", "table-type-gone", "table-type-deprecated").out())
        .contains("Bad: after an upgrade to RHEL 10 (rhel-10)\n")
        .contains("Bad: hash in Debian's Postfix 3.11 (Postfix 3.11, debian-forky)\n");
  }

  @Test
  void defaultThatDependsOnPatchLevelOrOpenSslIsExplainedWithThem() {
    assertThat(run("explain", "smtp_tls_dane_insecure_mx_policy").out())
        .contains("dane (3.1 to 3.2.20, ", "3.7.13 and later 3.7", "3.9.2 and later)\n")
        .contains("{may}} (3.2.21 and later 3.2, ", " 3.7 to 3.7.12, ");
    assertThat(run("explain", "tls_eecdh_auto_curves").out())
        .contains("?X25519MLKEM768:DEFAULT (since 3.11 with OpenSSL 3.5 or later)\n");
    assertThat(run("explain", "smtpd_tls_protocols").out())
        .contains("3.0.2 to 3.5", ">=TLSv1 (since 3.6)");
    assertThat(run("explain", "tls_config_file").out())
        .startsWith("tls_config_file: parameter of Postfix 3.5.20 and later 3.5, 3.6.10 and")
        .contains("  values    default, none or an absolute path\n", "  default   default\n");
    assertThat(run("explain", "smtp_tls_ciphers").out())
        .contains("high, medium, low (as medium since 3.8), export (as medium since 3.8), null");
    assertThat(run("explain", "smtp_tls_ciphers", "smtpd_tls_eccert_file").out())
        .contains("  default   empty\n");
  }

  @Test
  void everyRuleIsExplained() throws IOException {
    List<Rule> rules = BuiltInRules.load().rules();
    String[] words =
        Stream.concat(Stream.of("explain"), rules.stream().map(Rule::id)).toArray(String[]::new);
    Run run = run(words);
    assertThat(run.status()).isZero();
    for (Rule rule : rules) {
      assertThat(run.out())
          .contains(rule.id() + " (" + ExplainCommand.severity(rule) + "): " + rule.title() + "\n");
    }
    assertThat(run.out()).doesNotContain("{certificate=", "{for=", "{text=", "{key=rsa");
    assertThat(run.out().lines())
        .noneMatch(line -> line.startsWith("    # ") && line.contains("={"));
  }

  @Test
  void everyKindIsExplainedWithFactsAndAnchors() {
    for (String kind : Kinds.names()) {
      Run run = run("explain", kind);
      assertThat(run.out()).startsWith(kind + ": kind of things").contains("\nAnchors\n");
      assertThat(run.status()).isZero();
    }
    assertThat(run("explain", "ciphers").out())
        .contains("  what (text)\n      whether it is a grade or an exclusion: grade, exclusion\n")
        .contains("\nAnd all facts of service.\n")
        .contains("\n  word\n      the grade or exclusion\n", "\nRules\n\n  cipher-");
  }

  @Test
  void explanationOfAParameterHasItsDefaultsByRelease() {
    String out = run("explain", "smtpd_tls_mandatory_protocols").out();
    assertThat(out).contains(">=TLSv1 (since 3.6)", "!SSLv2, !SSLv3");
    assertThat(run("explain", "smtpd_tls_dh1024_param_file").out()).contains("dh-param-unneeded");
    assertThat(run("explain", "smtp_tls_chain_files").out()).contains("3.4 and later");
    assertThat(run("explain", "smtpd_use_tls").out()).contains("use smtpd_tls_security_level");
    assertThat(run("explain", "smtpd_tls_security_level").out()).contains("none, may, encrypt");
  }

  @Test
  void explanationOfAParameterHasTheRulesThatSpeakOfIt() throws IOException {
    Rule rule =
        BuiltInRules.load().rules().stream()
            .filter(one -> one.id().equals("mx-encrypt"))
            .findFirst()
            .orElseThrow();
    assertThat(run("explain", "smtpd_tls_security_level").out())
        .contains(
            "\nRules\n\n",
            "\n  mx-encrypt (" + ExplainCommand.severity(rule) + "): " + rule.title() + "\n");
    assertThat(run("explain", "tls_random_reseed_period").out()).doesNotContain("mx-encrypt");
  }

  @Test
  void ruleIsExplainedWithItsExamples() {
    assertThat(run("explain", "cert-expired", "tls_random_source").out())
        .contains("cert-expired (error", "How to fix it", "tls_random_source: parameter")
        .contains("write above it: # posttls-lint: ignore[cert-expired] -- why");
  }

  @Test
  void filesOfExamplesAreToldInWords() throws IOException {
    String example =
        """
        - title: with files
          release: '3.7'
          main.cf: |
            smtpd_tls_loglevel = 1
          ~ca.pem: {certificate: {for: Example CA, ca: true}}
          key.pem: {key: rsa-2048}
          cert.pem: {certificate: {for: mx.example.org, key: key.pem, issuer: ~ca.pem, until: -3}}
          both.pem: [key.pem, cert.pem]
          sasl_passwd: {text: "[mx]:587 user:pass", mode: '0600'}
          link.pem: {link: cert.pem}
          bom.cf: {text: x, with: bom}
          self.pem: {certificate: mx.example.org}
        """;
    writeRule(RULE + example.indent(4));
    assertThat(run("explain", "--rules", "site", "site-loglevel").out())
        .contains(
            "\nBad\n\n    # main.cf\n    myhostname = mx.example.org\n",
            "\nGood: with files (Postfix 3.7)\n\n    # main.cf\n    smtpd_tls_loglevel = 1\n",
            "    # ca.pem, elsewhere: a self-signed CA certificate for Example CA\n",
            "    # key.pem: a private key, rsa-2048\n",
            "    # cert.pem: a certificate for mx.example.org, with the key of key.pem, issued by"
                + " ca.pem, valid until 3 days ago\n",
            "    # both.pem: the contents of key.pem, then cert.pem\n",
            "    # sasl_passwd, mode 0600\n    [mx]:587 user:pass\n",
            "    # link.pem: a symbolic link to cert.pem\n",
            "    # bom.cf: a text, altered: bom\n",
            "    # self.pem: a self-signed certificate for mx.example.org\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "explain cert-expird;no rule, parameter or kind 'cert-expird' (did you mean 'cert-expired'?)",
        "explain zzzzzzzzzzzz;posttls-lint rules' lists the rules",
        "explain server.tls;is a fact, see 'explain service'",
        "explain servcie;no rule, parameter or kind 'servcie' (did you mean 'service'?)",
        "explain smtpd_tls_securty_level;(did you mean 'smtpd_tls_security_level'?)",
        "explain;explain needs the id of a rule, a parameter",
        "rules --format xml;rules has text, json and markdown"
      })
  void badWordsAreNamed(String words, String message) {
    Run run = run(words.split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void rulesAreListedForPeopleAndPrograms() throws IOException {
    int count = BuiltInRules.load().rules().size();
    assertThat(run("rules").out().lines()).hasSize(count);
    JsonNode json = new ObjectMapper().readTree(run("rules", "-f", "json").out());
    assertThat(json).hasSize(count);
    assertThat(json.get(0).fieldNames())
        .toIterable()
        .contains("id", "severity", "title", "why", "mend", "references", "suppressible");
    assertThat(run("rules", "-f", "markdown").out())
        .contains("## certkey\n", "| `cert-expired` | error | Certificate has expired |");
  }
}
