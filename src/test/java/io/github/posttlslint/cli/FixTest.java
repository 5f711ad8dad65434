package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check --fix} and {@code check --diff}. */
class FixTest {

  private static final String FAULTY =
      """
      # kept as it is
      compatibility_level = 3.6
      smtpd_tls_cafile   = /etc/postfix/ca.pem
      smtpd_use_tls = yes
      smtpd_tls_protocols = >= TLSv1.2
      smtpd_recipient_restrictions = permit_mynetworks,
      reject_unauth_destination
      """;

  private static final String MENDED =
      """
      # kept as it is
      compatibility_level = 3.6
      smtpd_tls_CAfile   = /etc/postfix/ca.pem
      smtpd_tls_security_level = may
      smtpd_tls_protocols = >=TLSv1.2
      smtpd_recipient_restrictions = permit_mynetworks,
          reject_unauth_destination
      """;

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Run check(String... arguments) {
    return Cli.runIn(directory, arguments);
  }

  @Test
  void fixMendsWhatIsCertainAndKeepsTheRest() throws IOException {
    Path main = write("main.cf", FAULTY);
    Run run = check("check", "--fix", "-q", ".");
    assertThat(main).hasContent(MENDED);
    assertThat(run.err()).contains("4 fixes applied");
    assertThat(run.out()).doesNotContain("param-case-mismatch", "dep-use-tls", "missing-equals");
  }

  @Test
  void fixingTwiceChangesNothing() throws IOException {
    Path main = write("main.cf", FAULTY);
    check("check", "--fix", ".");
    byte[] once = Files.readAllBytes(main);
    Run again = check("check", "--fix", ".");
    assertThat(main).hasBinaryContent(once);
    assertThat(again.err()).isEmpty();
  }

  @Test
  void diffChangesNothingAndIsWhatPatchTakes() throws Exception {
    Path main = write("main.cf", FAULTY);
    Run run = check("check", "--diff", ".");
    assertThat(main).hasContent(FAULTY);
    assertThat(run.status()).isEqualTo(1);
    Path patch = write("fixes.patch", run.out());
    Process process =
        new ProcessBuilder(Program.require("git").toString(), "apply", patch.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(main).hasContent(MENDED);
  }

  @Test
  void fixesToBeLookedAtNeedTheirOwnOption() throws IOException {
    Path main = write("main.cf", "smtpd_tls_secruity_level = may\n");
    check("check", "--fix", ".");
    assertThat(main).hasContent("smtpd_tls_secruity_level = may\n");
    check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(main).hasContent("smtpd_tls_security_level = may\n");
  }

  @Test
  void optionIsAddedAtTheEndOfAService() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\n");
    Path master =
        write(
            "master.cf",
            """
            submission inet n - n - - smtpd
              -o smtpd_tls_security_level=may
            # the next
            pickup unix n - n 60 1 pickup
            """);
    check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(master)
        .hasContent(
            """
            submission inet n - n - - smtpd
              -o smtpd_tls_security_level=may
              -o smtpd_tls_security_level=encrypt
            # the next
            pickup unix n - n 60 1 pickup
            """);
  }

  @Test
  void modeAndLinkOfAFixedFileAreKept() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real")).resolve("main.cf");
    Files.writeString(real, FAULTY);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createDirectory(directory.resolve("setup")).resolve("main.cf");
    Files.createSymbolicLink(link, real);
    check("check", "--fix", "setup");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent(MENDED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void bytesThatAreNotUtf8AreKept() throws IOException {
    Path main = directory.resolve("main.cf");
    String latin = "# Zürich\nsmtpd_tls_cafile = /etc/postfix/ca.pem\n";
    Files.write(main, latin.getBytes(StandardCharsets.ISO_8859_1));
    check("check", "--fix", ".");
    assertThat(main)
        .hasBinaryContent(latin.replace("cafile", "CAfile").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void renamingDoesNotOverrideASettingOfTheRightName() throws IOException {
    String both = "smtpd_tls_CAfile = /etc/a.pem\nsmtpd_tls_cafile = /etc/b.pem\n";
    Path main = write("main.cf", both);
    check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(main).hasContent(both);
  }

  @Test
  void aDiffShowsNoPassword() throws IOException {
    write(
        "main.cf",
        "smtp_sasl_password_maps = static:user:sesame\nsmtpd_tls_cafile = /etc/postfix/ca.pem\n");
    assertThat(check("check", "--diff", ".").out())
        .contains("+smtpd_tls_CAfile")
        .doesNotContain("sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "-o smtpd_tls_security_level = may,-o smtpd_tls_security_level=may",
    "-o smtpd_tls_security_level= may,-o smtpd_tls_security_level=may",
    "-o smtpd_tls_security_level =may,-o smtpd_tls_security_level=may",
    "\u2013o smtpd_tls_security_level=may,-o smtpd_tls_security_level=may"
  })
  void optionsAreWrittenAsMasterReadsThem(String written, String meant) throws IOException {
    write("main.cf", "compatibility_level = 3.6\n");
    Path master = write("master.cf", "smtp inet n - n - - smtpd\n  " + written + "\n");
    check("check", "--fix", ".");
    assertThat(master).hasContent("smtp inet n - n - - smtpd\n  " + meant + "\n");
  }

  @Test
  void standardInputCannotBeFixed() {
    Run run = check("check", "--fix", "-");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("standard input").hasLineCount(1);
  }

  @Test
  void fixAndDiffExcludeEachOther() {
    Run run = check("check", "--fix", "--diff", ".");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--fix and --diff").hasLineCount(1);
  }
}
