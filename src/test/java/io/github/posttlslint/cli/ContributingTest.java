package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of CONTRIBUTING.md for a rule works as it is printed. */
class ContributingTest {

  private static final String OPEN = "   ```yaml\n";

  @TempDir private Path directory;

  @BeforeEach
  void writeTheRuleOfTheRecipe() throws IOException {
    String text = Files.readString(Path.of("CONTRIBUTING.md"));
    int start = text.indexOf(OPEN) + OPEN.length();
    String rule = text.substring(start, text.indexOf("   ```\n", start)).indent(-3);
    assertThat(rule).startsWith("id: site-tls-loglevel\n");
    Files.createDirectory(directory.resolve("site"));
    Files.writeString(directory.resolve("site/site-tls-loglevel.yaml"), rule);
  }

  @Test
  void itsExamplesAreJudgedAsItSays() {
    Cli.Run run = Cli.runIn(directory, "selftest", "site");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void itReportsWithoutBeingBuiltIn() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"), "smtpd_tls_security_level = may\nsmtpd_tls_loglevel = 0\n");
    assertThat(Cli.runIn(directory, "check", "--rules", "site", "main.cf").out())
        .contains("[site-tls-loglevel]");
  }
}
