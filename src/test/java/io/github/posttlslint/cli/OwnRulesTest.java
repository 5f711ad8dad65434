package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules of one's own are checked when they are read: none of them fails while setups are judged.
 */
class OwnRulesTest {

  private static final String RULE =
      """
      id: site-one
      severity: warning
      title: The log level is too low
      judges: service
      when: program = 'smtpd' and $smtpd_tls_loglevel = '0'
      message: "Too low."
      why: It is.
      mend: Raise it.
      examples:
        bad: [{main.cf: "smtpd_tls_loglevel = 0"}]
        good: [{main.cf: "smtpd_tls_loglevel = 1"}]
      """;

  @TempDir Path directory = Path.of("");

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run run(String... words) {
    return Cli.runIn(directory, words);
  }

  @Test
  void allFaultsOfAllFilesAreToldAtOnce() throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    write("site/site-one.yaml", RULE.replace("program", "prgoram").replace("title", "tilte"));
    write("site/site-two.yaml", RULE.replace("site-one", "site-two").replace("'0'", "true"));
    Run run = run("check", "--rules", "site", ".");
    assertThat(run.err().lines())
        .satisfiesExactly(
            one -> assertThat(one).contains("site/site-one.yaml:3:1: unknown key 'tilte'"),
            one -> assertThat(one).contains("site/site-one.yaml:5:7: ").contains("'program'"),
            one -> assertThat(one).contains("site/site-two.yaml:5:51: ").endsWith("'yes'"));
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void faultsThatAreToldAreBounded() throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    for (int i = 0; i < 100; i++) {
      write("site/site-" + i + ".yaml", RULE.replace("program", "prgoram"));
    }
    assertThat(run("check", "--rules", "site", ".").err().lines()).hasSize(Limits.RULE_FAULTS + 1);
  }

  @Test
  void factOfARareThingIsMissedBeforeThereIsOne() throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    write(
        "site/site-one.yaml",
        RULE.replace("judges: service", "judges: dh-file")
            .replace("program = 'smtpd'", "false and bist > 1"));
    Run run = run("check", "--rules", "site", ".");
    assertThat(run.err()).contains("site-one.yaml:5:17: kind dh-file has no fact 'bist'");
    assertThat(run.err()).contains("(did you mean 'bits'?)").doesNotContain("Subject");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void wrongRuleOfOneSetupEndsNothingForOthers() throws IOException {
    write("a/main.cf", "myhostname = mx.example.org\n");
    write("a/.posttls-lint.yaml", "rules: lint\n");
    write("a/lint/site-one.yaml", RULE.replace("program", "prgoram"));
    write("b/main.cf", "smtpd_tls_auth_only = onn\n");
    Run run = run("check", ".");
    assertThat(run.out()).contains("[bad-boolean]");
    assertThat(run.err() + run.out()).contains("a/lint/site-one.yaml:5:7: kind service has no");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void ruleWithoutExamplesCountsWithANoteAndFailsTheSelftest() throws IOException {
    write("main.cf", "smtpd_tls_loglevel = 0\n");
    write("site/site-one.yaml", RULE.substring(0, RULE.indexOf("examples:")));
    Run run = run("check", "--rules", "site", ".");
    assertThat(run.out()).contains("[site-one]");
    assertThat(run.err())
        .isEqualTo("posttls-lint: rule site-one has no examples; 'selftest' fails it\n");
    Run selftest = run("selftest", "site");
    assertThat(selftest.out()).contains("site-one: expected bad and good examples");
    assertThat(selftest.status()).isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void parameterOfTheSiteIsDeclared() throws IOException {
    write("main.cf", "site_policy = strict\nsmtpd_tls_loglevel = 0\n");
    String rule = RULE.replace("'0'", "'0' and $site_policy = 'strict'");
    write("site/site-one.yaml", rule);
    assertThat(run("check", "--rules", "site", ".").err())
        .contains(":5:60: no release of Postfix has a parameter site_policy");
    write("site/site-one.yaml", rule.replace("when:", "own-parameters: site_policy\nwhen:"));
    assertThat(run("check", "--rules", "site", ".").out()).contains("[site-one]");
  }
}
