package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Unverified;
import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last line of a text report. */
class EndingTest {

  private static final String NOW = "2026-06-01T12:00:00Z";

  /** Two findings that --fix fixes, and one that it does not without another option. */
  private static final String FAULTY =
      """
      compatibility_level = 3.6
      smtpd_use_tls = yes
      smtpd_tls_protocols = >= TLSv1.2
      smtpd_tls_secruity_level = may
      """;

  @TempDir Path directory;

  private static String last(String text) {
    List<String> lines = text.lines().toList();
    return lines.get(lines.size() - 1);
  }

  private String lastOf(String... words) {
    return last(Cli.runIn(directory, words).out());
  }

  @Test
  void cleanRunSaysWhatItJudged() {
    String said =
        "No findings in samples/%s/good/etc/postfix (Postfix 3.7 by compatibility_level; ";
    assertThat(Cli.run("check", "--now", NOW, "samples/mx/good").out())
        .isEqualTo(
            said.formatted("mx") + "24 services, 1 certificate, which expires 2055-01-01).\n");
    assertThat(Cli.run("check", "--now", NOW, "samples/smarthost/good").out())
        .isEqualTo(said.formatted("smarthost") + "24 services).\n");
    assertThat(Cli.run("check", "--now", "2055-01-02T00:00:00Z", "samples/mx/good").out())
        .contains("1 certificate, which expired 2055-01-01");
  }

  @Test
  void quietCleanRunPrintsNothing() {
    assertThat(Cli.run("check", "-q", "--now", NOW, "samples/mx/good").out()).isEmpty();
  }

  @Test
  void severalSetupsAreCountedTogether() {
    assertThat(last(Cli.run("check", "--now", NOW, "samples/mx").out()))
        .matches(
            "\\d errors, \\d warnings? in 2 set-ups \\(48 services, \\d certificates?, .* 2055-01-01\\)\\..*");
  }

  @Test
  void countsWhatCanBeFixedWhereItLiesOnDisk() throws IOException {
    Files.writeString(directory.resolve("main.cf"), FAULTY);
    assertThat(lastOf("check", "."))
        .contains(" 2 can be fixed with --fix, 1 more with --fix --unsafe-fixes. ")
        .endsWith(" More: posttls-lint explain ID.");
    assertThat(lastOf("check", "--disable", "dep-use-tls", "."))
        .contains(" 1 can be fixed with --fix, 1 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compatibility_level = 3.6|--verbose|Postfix 3.6 by compatibility_level;",
        "compatibility_level = 3.6\\nsmtp_tls_chain_files = x|--verbose|Postfix 3.6 by compat",
        "compatibility_level = 3.6\\nsmtp_tlsrpt_enable = no|--verbose|Postfix 3.10 by smtp_tlsrpt_enable;",
        "smtp_tls_security_level = may|--verbose|Postfix 3.12 as the newest known;",
        "compatibility_level = 3.6|--postfix-version=3.4|Postfix 3.4 as told;"
      })
  void saysHowTheReleaseIsKnown(String main, String option, String said) throws IOException {
    Files.writeString(directory.resolve("main.cf"), main.replace("\\n", "\n") + "\n");
    assertThat(lastOf("check", option, ".")).contains("(" + said);
  }

  @Test
  void releaseOfAnImageIsKnownByItsPackageDatabase() throws IOException {
    Files.createDirectories(directory.resolve("etc/postfix"));
    Files.writeString(directory.resolve("etc/postfix/main.cf"), "smtp_tls_security_level = may\n");
    Path status = Files.createDirectories(directory.resolve("var/lib/dpkg")).resolve("status");
    Files.writeString(status, "Package: postfix\nVersion: 3.7.11-0+deb12u1\n\n");
    assertThat(lastOf("check", "--root", "."))
        .contains("(Postfix 3.7.11 by the package database; no master.cf, the usual services)");
  }

  @Test
  void saysWhatCouldNotBeJudgedAndWhatListsIt() {
    assertThat(Ending.of(unverified("not seen"), false)).contains(". 1 not checked; -v lists it.");
    assertThat(Ending.of(unverified("not seen", "not seen"), false))
        .contains(" 2 not checked; -v lists them.");
    assertThat(Ending.of(unverified("not seen", "permission denied"), true))
        .contains(" 2 not checked.");
    assertThat(Ending.unchecked(2, 1, true))
        .isEqualTo("2 not checked, and permission is denied for 1 file or directory.");
    assertThat(Ending.unchecked(1, 3, false))
        .isEqualTo(
            "1 not checked, and permission is denied for 3 files or directories; -v lists it.");
  }

  private static Report unverified(String... reasons) {
    Report report = SampleReport.report();
    SetupReport setup = report.setups().get(0);
    List<Unverified> unverified = new ArrayList<>();
    for (String reason : reasons) {
      Span span = Span.startOf("mail/main.cf");
      unverified.add(new Unverified(SampleReport.ENCRYPTED_KEY, span, null, reason));
    }
    SetupReport changed =
        new SetupReport(
            setup.setup(),
            List.of(),
            List.of(),
            unverified,
            setup.sources(),
            setup.now(),
            List.of());
    return new Report(report.toolVersion(), List.of(changed), report.rules(), List.of());
  }

  @Test
  void saysThatThereWasNothingToJudge() {
    assertThat(
            Ending.of(new Report("1", List.of(), SampleReport.report().rules(), List.of()), false))
        .isEqualTo("Nothing was judged.");
  }

  @Test
  void nameOfASetupCannotDriveATerminal() throws IOException {
    Path hostile = Files.createDirectory(directory.resolve("a\033[31m\nb"));
    Files.writeString(hostile.resolve("main.cf"), "compatibility_level = 3.6\n");
    assertThat(Cli.runIn(directory, "check", ".").out())
        .contains(" in a␛[31m␊b (Postfix")
        .doesNotContain("\033");
  }
}
