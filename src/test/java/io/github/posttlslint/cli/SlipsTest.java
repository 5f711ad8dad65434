package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to words that are nearly right. */
class SlipsTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetup() throws IOException {
    Files.createDirectories(directory.resolve("mail"));
    Files.writeString(directory.resolve("mail/main.cf"), "compatibility_level = 3.7\n");
  }

  private Run run(String words) {
    return Cli.runIn(directory, words.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile mozila-modern mail|(did you mean 'mozilla-modern'?); there are bsi-tr-02102, ",
        "--profile RFC9325 mail|(did you mean 'rfc9325'?); there are bsi-tr-02102, ",
        "-f jsn mail|no format 'jsn' (did you mean 'json'?); there are text, json, sarif",
        "-o mardown=x mail|no format 'mardown' (did you mean 'markdown'?); there are text",
        "--fail-on eror mail|expected error, warning, note or never (did you mean 'error'?)",
        "--min-severity waring mail|expected error, warning or note (did you mean 'warning'?)",
        "--severity mx-encrypt=nota mail|ID=warning or ID=note (did you mean 'note'?)",
        "--color alway mail|expected auto, always or never (did you mean 'always'?)",
        "--files parial mail|expected complete or partial (did you mean 'partial'?)",
        "--now 2026-6-1 mail|expected an instant such as 2026-01-31T00:00:00Z, or a day: 2026-01-31",
        "--now 2026-02-30 mail|expected an instant such as 2026-01-31T00:00:00Z, or a day",
        "chekc mail|no command or path 'chekc' (did you mean 'check'?); commands are check, show",
        "completion fissh|there are scripts for bash, zsh and fish (did you mean 'fish'?)",
        "-f JSON mail|no format 'JSON' (did you mean 'json'?); there are text",
        "--profile MOZILLA-MODERN mail|(did you mean 'mozilla-modern'?); there are",
        "CHECK mail|no command or path 'CHECK' (did you mean 'check'?)",
        "--severity mx-encrypt=ERROR mail|ID=note (did you mean 'error'?)",
        "--severity mx-encrypt=off mail|ID=note; --disable ID, or disable in a file, switches a rule off",
        "--expiry-days -1 mail|--expiry-days -1: expected a number of days",
        "-o json=- mail|--output json=-: --format writes to standard output, and ./- is a file",
        "explain serve|no rule, parameter or kind 'serve' (did you mean 'server'?)",
        "explain CERT-EXPIRD|no rule, parameter or kind 'CERT-EXPIRD' (did you mean 'cert-expired'?)"
      })
  void nearestWordIsNamedAndWhatThereIs(String words, String answer) {
    Run run = run(words);
    assertThat(run.err()).contains(answer).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void dayBeginsAtMidnightInUtc() {
    Run day = run("check -f openmetrics --now 2026-06-01 mail");
    assertThat(day.out()).contains("posttls_lint_run_timestamp_seconds 1780272000\n");
    assertThat(day.out()).isEqualTo(run("-f openmetrics --now 2026-06-01T00:00:00Z mail").out());
    assertThat(day.out())
        .isEqualTo(run("-f openmetrics --now 2026-06-01T02:00:00+02:00 mail").out());
  }

  @Test
  void idsInCapitalsAreExplained() {
    assertThat(run("explain CERT-EXPIRED").out()).isEqualTo(run("explain cert-expired").out());
  }

  @Test
  void groupIsExplainedByItsRules() {
    Run run = run("explain Sni");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("Sni: a group of ")
        .contains("  sni-rhs-missing (warning): File of an SNI entry does not exist\n")
        .doesNotContain("  cert-expired ");
  }

  @Test
  void inputThatCannotBeReadIsNoFailureToWrite() {
    StringWriter err = new StringWriter();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Is a directory");
          }
        };
    int status =
        Main.run(
            List.of("check", "-"),
            Terminal.of(broken, new StringWriter(), err, directory, Map.of()));
    assertThat(status).isEqualTo(3);
    assertThat(err.toString()).contains("standard input cannot be read: Is a directory");
  }

  @ParameterizedTest
  @CsvSource({"HOST.TAR, -cf", "Host.tgz, -czf", "HOST.TAR.GZ, -czf"})
  void archivesAreKnownByTheirNamesInCapitalsToo(String name, String how) throws Exception {
    List<String> words = List.of(Program.require("tar").toString(), how, name, "mail");
    Process process = new ProcessBuilder(words).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
    Run run = run("check " + name);
    assertThat(run.out()).contains(name + "/mail");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HOST.TAR.XZ, xz -dk",
    "host.tar.xz, xz -dk",
    "host.txz, xz -dk",
    "host.tar.zst, zstd -d",
    "host.tar.bz2, bzip2 -dk"
  })
  void archivesOfOtherKindsAreRefusedWithWhatMakesThemReadable(String name, String command)
      throws IOException {
    Files.writeString(directory.resolve(name), "compressed");
    Run run = run("check " + name);
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: "
                + name
                + ": this compression is not read; '"
                + command
                + " FILE' makes a .tar of it\n");
    assertThat(run.status()).isEqualTo(3);
    Files.delete(directory.resolve(name));
    Files.move(directory.resolve("mail"), directory.resolve(name));
    assertThat(run("check " + name).err()).isEmpty();
  }
}
