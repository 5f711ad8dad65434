package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program does with bad input, and which exit status it ends with. */
class CliTest {

  /** Has one error: a line without "=". */
  private static final String BROKEN = "myhostname = mail.example.com\npermit_mynetworks\n";

  private static final String SOUND = "myhostname = mail.example.com\n";

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeTwoSetups() throws IOException {
    write("broken/main.cf", BROKEN);
    write("sound/main.cf", SOUND);
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Run check(String... arguments) {
    return Cli.runIn(directory, arguments);
  }

  private static void assertOneLine(Run run, int status, String... parts) {
    assertThat(run.err()).contains(parts).doesNotContain("internal error", "Exception", "\tat ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.status()).isEqualTo(status);
  }

  @Test
  void directoryWithoutMainCfIsNamed() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    assertOneLine(check("check", "empty"), 3, "empty", "no main.cf");
  }

  @Test
  void pathThatDoesNotExistIsNamed() {
    assertOneLine(check("check", "nowhere"), 3, "nowhere", "no such file or directory");
  }

  @Test
  void misspeltCommandIsNamedWithTheOneThatWasMeant() {
    assertOneLine(check("chek", "sound"), 2, "chek", "did you mean 'check'");
  }

  @Test
  void settingForServersWithoutDaneCountsAtTheLevelDane() throws IOException {
    write(
        "dane/main.cf",
        "smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\n"
            + "smtp_tls_protocols = !TLSv11\n");
    assertThat(check("check", "-v", "dane").out())
        .contains("main.cf:3:22: error: Postfix cannot read 'TLSv11'")
        .doesNotContain("a policy table tells the level");
  }

  @Test
  void whereNothingWasReadNoReportSaysThatAllIsWell() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    assertThat(check("check", "empty").out()).isEqualTo("Nothing was judged.\n");
  }

  @Test
  void directoryInPlaceOfMainCfIsNamed() throws IOException {
    Files.createDirectories(directory.resolve("odd/main.cf"));
    assertOneLine(check("check", "odd"), 3, "odd/main.cf", "a directory", "expected a file");
  }

  @Test
  void binaryRubbishIsNamedAndTheRestIsDone() throws IOException {
    byte[] rubbish = new byte[10_000];
    new Random(1).nextBytes(rubbish);
    Files.createDirectories(directory.resolve("rubbish"));
    Files.write(directory.resolve("rubbish/main.cf"), rubbish);
    Run run = check("check", "-q", "rubbish", "broken");
    assertOneLine(run, 3, "rubbish/main.cf:1", "binary data", "expected");
    assertThat(run.out()).contains("broken/main.cf:2", "maincf-missing-equals");
  }

  @Test
  void lineOfFiftyMegabytesIsReadOrRefusedInTime() throws IOException {
    Path file = write("long/main.cf", "");
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("smtpd_banner = ");
      char[] block = new char[1 << 20];
      java.util.Arrays.fill(block, 'x');
      for (int i = 0; i < 50; i++) {
        out.write(block);
      }
      out.write("\n");
    }
    Run run =
        Assertions.assertTimeout(
            Duration.ofSeconds(60), () -> check("check", "-q", "long", "broken"));
    assertOneLine(run, 3, "long/main.cf", "at most");
    assertThat(run.out()).contains("maincf-missing-equals");
  }

  @Test
  void unknownOptionIsNamedWithTheOneThatWasMeant() {
    assertOneLine(check("check", "--formt=json", "sound"), 2, "--formt", "--format");
  }

  @Test
  void optionWithoutItsArgumentIsNamed() {
    assertOneLine(check("check", "sound", "--format"), 2, "--format needs an argument");
  }

  @Test
  void unknownRuleIsNamedWithTheOneThatWasMeant() {
    assertOneLine(
        check("check", "--disable", "maincf-missing-equal", "sound"),
        2,
        "maincf-missing-equal",
        "maincf-missing-equals");
  }

  @Test
  void unknownFormatIsNamedWithTheOneThatWasMeant() {
    assertOneLine(check("check", "-f", "sarf", "sound"), 2, "'sarf'", "sarif");
  }

  @Test
  void outputToDirectoryIsRefused() {
    assertOneLine(check("check", "-o", "json=broken", "sound"), 2, "broken is a directory");
  }

  @Test
  void outputThatCannotBeWrittenIsNamedAndFindingsArePrinted() {
    Run run = check("check", "-q", "-o", "json=nowhere/report.json", "broken");
    assertOneLine(run, 3, "nowhere/report.json", "cannot be written");
    assertThat(run.out()).contains("maincf-missing-equals");
  }

  @Test
  void releaseWithoutTlsIsRefused() {
    assertOneLine(check("check", "--postfix-version", "2.1", "sound"), 2, "2.1", "2.2");
  }

  @ParameterizedTest
  @CsvSource({
    "--now,yesterday",
    "--expiry-days,soon",
    "--fail-on,severe",
    "--min-severity,never",
    "--files,some",
    "--postfix-version,new",
    "--root,nowhere",
    "--rules,nowhere",
    "--severity,maincf-missing-equals=bad",
    "--color,blue"
  })
  void badArgumentIsNamed(String option, String argument) {
    assertOneLine(check("check", option, argument, "sound"), 2, option, argument);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--from 3.4;--to is missing",
        "--to 3.11;--from is missing",
        "--from new --to 3.11;--from new: expected a release",
        "--from 3.4 --to 4.1;--to 4.1: releases from 2.2 to 3.12 are known",
        "--from 2.1 --to 3.4;--from 2.1",
        "--from 3.4 --from 3.5 --to 3.6;--from stands more than once",
        "--from 3.4 --to;--to sound: expected a release",
        "--from 3.4 --to 3.6 --format sarif;upgrade has text and json",
        "--frm 3.4 --to 3.6;--from"
      })
  void badArgumentOfUpgradeIsNamed(String arguments, String message) {
    String[] words = ("upgrade " + arguments + " sound").split(" ");
    assertOneLine(check(words), 2, message);
  }

  @Test
  void upgradeOfNothingIsNamed() {
    assertOneLine(check("upgrade", "--from", "3.4", "--to", "3.6", "nowhere"), 3, "nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "error,broken,1",
    "warning,broken,1",
    "note,broken,1",
    "never,broken,0",
    "error,sound,0"
  })
  void exitStatusFollowsFailOn(String level, String setup, int status) {
    Run run = check("check", "--fail-on", level, setup);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }

  @Test
  void unknownProfileIsNamedWithTheOneThatWasMeant() {
    assertOneLine(
        check("check", "--profile", "mozilla-intermediat", "sound"), 2, "mozilla-intermediate");
  }

  @Test
  void rulesOfProfilesCountOnlyWithTheirProfile() throws IOException {
    write("sound/main.cf", SOUND + "smtpd_tls_security_level = may\n");
    String rule = "rfc9325-protocols";
    assertThat(check("check", "-q", "sound").out()).doesNotContain(rule);
    assertThat(check("check", "-q", "--profile", "ncsc-nl", "sound").out()).doesNotContain(rule);
    assertThat(check("check", "-q", "--profile", "rfc9325", "sound").out()).contains(rule);
    assertThat(check("check", "-q", "--enable", rule, "sound").out()).contains(rule);
    assertThat(check("rules").out()).contains(rule, "[profile rfc9325]");
    assertThat(check("explain", rule).out()).contains("port 25");
  }

  @Test
  void severityThatIsChangedCounts() {
    Run run = check("check", "--severity", "maincf-missing-equals=note", "broken");
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("maincf-missing-equals");
  }

  @Test
  void disabledRuleIsSilent() {
    Run run = check("check", "--disable", "maincf-missing-equals", "broken");
    assertThat(run.out()).doesNotContain("maincf-missing-equals");
  }

  @Test
  void jsonPointsAtTheOffendingText() {
    Run run = check("check", "-f", "json", "broken");
    assertThat(run.out()).contains("\"path\": \"broken/main.cf\"", "\"line\": 2", "\"column\": 1");
  }
}
