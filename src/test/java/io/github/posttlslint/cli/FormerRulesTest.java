package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.run.Fingerprints;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of rules that are gone, wherever somebody may have named them. */
class FormerRulesTest {

  private static final String NOW =
      "the rule 'sec-ssl2-ssl3' is told by protocols-ssl-enabled, protocols-ssl-not-excluded now";

  @TempDir Path directory;

  @BeforeEach
  void writeSetup() throws IOException {
    write("");
  }

  private void write(String comment) throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\nsmtp_tls_security_level = may\n"
            + comment
            + "smtp_tls_protocols = SSLv3, TLSv1.2\n");
  }

  private Run check(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 2, words.length);
    all[0] = "check";
    all[1] = "-q";
    all[words.length + 2] = ".";
    return Cli.runIn(directory, all);
  }

  @Test
  void theSetupHasTheFinding() {
    assertThat(check().out()).contains("[protocols-ssl-enabled]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--disable=sec-ssl2-ssl3",
        "--disable=SEC-SSL2-SSL3",
        "--severity=sec-ssl2-ssl3=note"
      })
  void optionsMeanTheRulesOfNowAndSayThem(String option) {
    Run run = check(option);
    assertThat(run.status()).isLessThan(2);
    assertThat(run.err()).contains(NOW);
    assertThat(run.out()).doesNotContain("warning: smtp_tls_protocols allows SSLv3");
    assertThat(run.out()).doesNotContain("error: smtp_tls_protocols allows SSLv3");
  }

  @Test
  void configurationFilesDoToo() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "disable: [sec-ssl2-ssl3]\n");
    Run run = check();
    assertThat(run.status()).isLessThan(2);
    assertThat(run.err()).contains(NOW);
    assertThat(run.out()).doesNotContain("[protocols-ssl-enabled]");
  }

  @Test
  void commentsNameRulesInCapitalsToo() throws IOException {
    write("# posttls-lint: ignore[Protocols-SSL-enabled] -- old clients\n");
    assertThat(check().out()).doesNotContain("[protocols-ssl-enabled]", "suppression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sec-ssl2-ssl3", "Sec-SSL2-ssl3"})
  void commentsSilenceTheRulesOfNow(String id) throws IOException {
    write("# posttls-lint: ignore[" + id + "] -- old clients\n");
    assertThat(check().out())
        .contains("'sec-ssl2-ssl3' was merged, renamed or deleted. [suppression-former-rule]")
        .doesNotContain("[protocols-ssl-enabled]", "suppression-unknown-rule", "unused");
  }

  @Test
  void commentsWithoutAnythingToSilenceAreFoundAsBefore() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\n# posttls-lint: ignore[sni-map-missing] -- x\n"
            + "smtp_tls_security_level = may\n");
    assertThat(check().out()).contains("[suppression-unused]");
  }

  @Test
  void baselinesKeepWhatTheyAccept() throws IOException {
    assertThat(check("--write-baseline", "known").status()).isZero();
    Path known = directory.resolve("known");
    String text = Files.readString(known);
    String line =
        text.lines().filter(one -> one.startsWith("protocols-ssl-enabled\t")).findFirst().get();
    String print =
        Fingerprints.hash("v1\nsec-ssl2-ssl3\nmain.cf\nsmtp_tls_protocols\nSSLv3, TLSv1.2");
    String former =
        line.substring(0, line.lastIndexOf('\t') + 1)
                .replace("protocols-ssl-enabled", "sec-ssl2-ssl3")
            + print;
    Files.writeString(known, text.replace(line, former));
    assertThat(check("--baseline", "known").out()).doesNotContain("protocols-ssl-enabled");
  }

  @Test
  void explainTellsTheRulesOfNow() {
    Run run = Cli.run("explain", "sec-ssl2-ssl3");
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains(NOW);
    assertThat(run.out()).contains("protocols-ssl-enabled (", "protocols-ssl-not-excluded (");
  }
}
