package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A switch that is neither yes nor no ends smtpd(8): nothing is said of what it would do. */
class BrokenSwitchTest {

  @TempDir Path directory;

  private String check(String main, String master) throws IOException {
    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n" + main);
    Files.writeString(directory.resolve("master.cf"), master);
    return Cli.runIn(directory, "check", "--postfix-version", "3.7", ".").out();
  }

  @Test
  void noPasswordGoesInClearWhereNobodyAnswers() throws IOException {
    String main = "smtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = ";
    String master = "smtp inet n - n - - smtpd\n";
    assertThat(check(main + "ys\n", master))
        .contains("[bad-boolean]")
        .doesNotContain("auth-plaintext-offered");
    assertThat(check(main + "no\n", master)).contains("[auth-plaintext-offered]");
  }

  @Test
  void wrapperModeIsNotOffWhereNobodyAnswers() throws IOException {
    String master = "smtps inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=";
    assertThat(check("", master + "yess\n"))
        .contains("[bad-boolean]")
        .doesNotContain("submissions-not-wrapper");
    assertThat(check("", master + "no\n")).contains("[submissions-not-wrapper]");
  }
}
