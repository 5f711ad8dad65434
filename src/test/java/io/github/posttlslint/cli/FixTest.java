package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.FixStep;
import io.github.posttlslint.run.Judge;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** {@code check --fix} and {@code check --diff}. */
class FixTest {

  private static final String FAULTY =
      """
      # kept as it is
      compatibility_level = 3.6
      smtpd_tls_cert_file   = "/etc/postfix/ca.pem"
      smtpd_use_tls = yes
      smtpd_tls_protocols = >= TLSv1.2
      smtpd_recipient_restrictions = permit_mynetworks,
      reject_unauth_destination
      """;

  private static final String MENDED =
      """
      # kept as it is
      compatibility_level = 3.6
      smtpd_tls_cert_file   = /etc/postfix/ca.pem
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
    assertThat(run.out()).doesNotContain("value-quoted", "dep-use-tls", "missing-equals");
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
  void whatIsOnlyDescribedIsNoFixThatCouldBeApplied() throws IOException {
    String both = "smtpd_tls-key_file = /a/b\nsmtpd_tls_key_file = /a/c\n";
    Path main = write("main.cf", both);
    write("master.cf", "smtp inet n - n - - smtpd\n");
    String said = "= help: Delete it, or give its value to smtpd_tls_key_file";
    assertThat(check("check", ".").out()).contains(said);
    Run fixed = check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(fixed.err()).isEqualTo("posttls-lint: .: 0 fixes applied; 1 is only described\n");
    assertThat(check("check", "--diff", ".").err()).contains("0 fixes shown; 1 is only described");
    assertThat(main).hasContent(both);
    assertThat(check("check", "-f", "markdown", ".").out()).contains("**By hand:** Delete it");
    assertThat(check("check", "-f", "html", ".").out()).contains("<b>By hand: </b>Delete it");
    assertThat(check("check", "-f", "json", ".").out())
        .contains("\"safe\": false", "\"description\": \"Delete it");
  }

  @ParameterizedTest
  @ValueSource(strings = {FAULTY, "smtpd_tls_secruity_level = may\n"})
  void archiveIsNotMendedAndNoOptionIsOfferedThatWould(String main) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("mx.zip")))) {
      zip.putNextEntry(new ZipEntry("etc/postfix/main.cf"));
      zip.write(main.getBytes(StandardCharsets.UTF_8));
    }
    byte[] before = Files.readAllBytes(directory.resolve("mx.zip"));
    Run run = check("check", "--fix", "mx.zip");
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: mx.zip/etc/postfix: lies in an archive; --fix changes files on disk\n");
    assertThat(run.status()).isEqualTo(3);
    assertThat(directory.resolve("mx.zip")).hasBinaryContent(before);
    assertThat(check("check", "--diff", "mx.zip").err()).doesNotContain("archive");
  }

  @Test
  void fixesToBeLookedAtNeedTheirOwnOption() throws IOException {
    Path main = write("main.cf", "smtpd_tls_secruity_level = may\n");
    check("check", "--fix", ".");
    assertThat(main).hasContent("smtpd_tls_secruity_level = may\n");
    check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(main).hasContent("smtpd_tls_security_level = may\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'  -o smtpd_tls_security_level=may'|'  -o smtpd_tls_security_level=encrypt'",
        "\\t-o smtpd_tls_loglevel=1|\\t-o smtpd_tls_loglevel=1\\n\\t-o smtpd_tls_security_level=encrypt"
      })
  void optionOfAServiceIsChangedOrAddedAtItsEnd(String written, String meant) throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\n");
    String text =
        "submission inet n - n - - smtpd\n%s\n# the next\npickup unix n - n 60 1 pickup\n";
    Path master = write("master.cf", text.formatted(written.replace("\\t", "\t")));
    check("check", "--fix", "--unsafe-fixes", "--disable", "auth-plaintext-offered", ".");
    String wanted = meant.replace("\\t", "\t").replace("\\n", "\n");
    assertThat(master).hasContent(text.formatted(wanted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = b\\nsmtpd_use_tls = yes\\nsmtpd_tls_security_level = may|a = b\\nsmtpd_tls_security_level = may",
        "smtpd_use_tls = yes\\nsmtpd_enforce_tls = yes|smtpd_tls_security_level = encrypt",
        "smtp_use_tls = no\\na = b|a = b",
        "disable_dns_lookups = no\\na = b|a = b",
        // they contradict each other, or something else refers to the name
        "smtpd_enforce_tls = yes\\nsmtpd_tls_security_level = may|=",
        "smtpd_use_tls = yes\\nsmtpd_tls_security_level = none|=",
        "smtpd_use_tls = yes\\nsmtpd_tls_received_header = $smtpd_use_tls|=",
        // a comment that is for this line
        "# posttls-lint: ignore[bad-boolean]\\nsmtp_use_tls = no|=",
        "tlsproxy_client_level = may|tlsproxy_client_security_level = may"
      })
  void oldSettingsGiveWayToNewOnes(String written, String meant) throws IOException {
    Path main = write("main.cf", written.replace("\\n", "\n") + "\n");
    check("check", "--fix", "--postfix-version", "3.11", ".");
    String wanted = meant.equals("=") ? written : meant;
    assertThat(main).hasContent(wanted.replace("\\n", "\n") + "\n");
  }

  /** Beside a level in main.cf the option of the second service would have no effect. */
  @Test
  void oldOptionsGiveWayBeforeTheSettingInMainCf() throws IOException {
    Path main = write("main.cf", "smtpd_use_tls = yes\n");
    Path master =
        write(
            "master.cf",
            """
            smtp inet n - n - - smtpd
            submission inet n - n - - smtpd -v -o smtpd_enforce_tls=yes -o smtpd_use_tls=yes
              -o smtpd_use_tls=yes
              -o smtpd_tls_loglevel=1
            """);
    check("check", "--fix", ".");
    assertThat(main).hasContent("smtpd_tls_security_level = may\n");
    assertThat(master)
        .hasContent(
            """
            smtp inet n - n - - smtpd
            submission inet n - n - - smtpd -v -o smtpd_tls_security_level=encrypt
              -o smtpd_tls_loglevel=1
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o smtpd_tls_security_level=\"may\"|-o smtpd_tls_security_level=may",
        "-o smtpd_tls_security_level=may,|-o smtpd_tls_security_level=may"
      })
  void quotesAndCommasOfOptionsGo(String written, String meant) throws IOException {
    write("main.cf", "compatibility_level = 3.6\n");
    Path master = write("master.cf", "smtp inet n - n - - smtpd\n  " + written + "\n");
    check("check", "--fix", ".");
    assertThat(master).hasContent("smtp inet n - n - - smtpd\n  " + meant + "\n");
  }

  @Test
  void passwordsAreAcceptedInsideTlsOnlyWhereTheyAreAccepted() throws IOException {
    Path main =
        write("main.cf", "smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\na = b\n");
    Path master = write("master.cf", "smtp inet n - n - - smtpd\n");
    check("check", "--fix", "--unsafe-fixes", "--enable", "auth-plaintext-offered", ".");
    assertThat(main).content().contains("_enable = yes\nsmtpd_tls_auth_only = yes\na = b\n");
    write("main.cf", "smtpd_tls_security_level = may\n");
    write("master.cf", "smtp inet n - n - - smtpd\n -o smtpd_sasl_auth_enable=yes\n");
    check("check", "--fix", "--unsafe-fixes", ".");
    assertThat(master).content().endsWith("_enable=yes\n -o smtpd_tls_auth_only=yes\n");
  }

  @Test
  void readOnlyFileIsLeftAloneAndSoIsTheOtherOne() throws IOException {
    Path main = write("main.cf", FAULTY);
    Path master = write("master.cf", "smtp inet n - n - - smtpd\n  -o smtpd_tls_loglevel = 1\n");
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("r--r--r--"));
    Run run = check("check", "--fix", ".");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("posttls-lint: master.cf: is read-only; not fixed\n");
    assertThat(main).hasContent(FAULTY);
  }

  @Test
  void fileThatWasChangedMeanwhileIsLeftAlone() throws Exception {
    Path main = write("main.cf", FAULTY);
    StringWriter said = new StringWriter();
    Terminal terminal =
        Terminal.of(InputStream.nullInputStream(), new StringWriter(), said, directory, Map.of());
    Arguments arguments = Arguments.parse("check", List.of("--fix", "."));
    Configurations configurations = new Configurations(arguments, terminal);
    Setup setup =
        new SetupReader(arguments, configurations, terminal).read(List.of(".")).get(0).setup();
    Files.writeString(main, FAULTY + "a = b\n");
    FixStep step = FixStep.of(arguments, terminal);
    assertThat(step.run(setup, Judge.of(configurations.commandLine()).linter(), false)).isFalse();
    assertThat(step.hasFailed()).isTrue();
    assertThat(main).hasContent(FAULTY + "a = b\n");
    assertThat(said.toString()).contains("main.cf: changed while it was judged; not fixed");
  }

  @Test
  void ownerIsKept() throws IOException {
    Path main = write("main.cf", FAULTY);
    UserPrincipal nobody =
        main.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    try {
      Files.setOwner(main, nobody);
    } catch (FileSystemException e) {
      throw new TestAbortedException("only root can give files away");
    }
    check("check", "--fix", ".");
    assertThat(main).hasContent(MENDED);
    assertThat(Files.getOwner(main)).isEqualTo(nobody);
  }

  @Test
  void aPatchThatHidesALineSaysThatItIsNoneToApply() throws IOException {
    write("main.cf", "smtp_sasl_password_maps = static:user:word\n" + FAULTY);
    Run run = check("check", "--diff", ".");
    assertThat(run.out()).contains("[REDACTED]").doesNotContain("word\n");
    assertThat(run.err()).contains("main.cf: a line that may hold a password is hidden");
    write("main.cf", FAULTY);
    assertThat(check("check", "--diff", ".").err()).doesNotContain("hidden");
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
    String latin = "# Zürich\nsmtp_use_tls = no\n# Köln\n";
    Files.write(main, latin.getBytes(StandardCharsets.ISO_8859_1));
    check("check", "--fix", ".");
    assertThat(main).hasBinaryContent("# Zürich\n# Köln\n".getBytes(StandardCharsets.ISO_8859_1));
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
    assertThat(check("check", "--diff", "--unsafe-fixes", ".").out())
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

  /** Found anew where the level that tells it can be read only after a fix. */
  @Test
  void theReportAfterFixesIsAboutWhatIsOnDisk() throws IOException {
    write("main.cf", "compatibility_level = 3.6 # old\nsmtp_use_tls = yes\n");
    write("master.cf", "smtp unix - - n - - smtp\n");
    Run fixed = check("check", "--fix", "-f", "json", ".");
    Run after = check("check", "-f", "json", ".");
    assertThat(fixed.out()).isEqualTo(after.out()).contains("\"3.6\"");
    assertThat(directory.resolve("main.cf"))
        .hasContent("# old\ncompatibility_level = 3.6\nsmtp_tls_security_level = may\n");
    assertThat(check("check", "--fix", ".").err()).isEmpty();
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
