package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.Loaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody renews or removes while they are judged. */
class ChangingFilesTest {

  private static final String MAIN =
      """
      compatibility_level = 3.7
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = /etc/ssl/mail.pem
      smtpd_tls_key_file = /etc/ssl/mail.key
      smtp_tls_policy_maps = texthash:/etc/postfix/policy
      """;

  @TempDir Path temp;

  /** How often the files were read. */
  private int reads;

  @Test
  void aFileThatVanishesBeforeItIsReadIsNotJudged() {
    SetupReport report =
        lint(
            bytes -> {
              throw new IOException("no such file");
            });
    assertThat(reads).isPositive();
    assertThat(report.unverified())
        .extracting(unverified -> unverified.reason())
        .anyMatch(reason -> reason.contains("no such file"));
    assertThat(report.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  @Test
  void aFileOfWhichHalfIsReadIsJudgedByThatHalf() {
    SetupReport report = lint(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(reads).isPositive();
    assertThat(report.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(finding -> finding.span().file())
        .contains("/etc/ssl/mail.pem");
  }

  @Test
  void aConfigurationThatVanishesAfterItWasFoundIsNamed() throws IOException {
    Files.writeString(temp.resolve("main.cf"), MAIN);
    SetupFinder.Location location = Loaders.find(temp);
    Files.delete(temp.resolve("main.cf"));
    SetupLoader loader = Loaders.loader(temp, null, null, Parameters.load());
    assertThat(loader.load(location)).isNull();
    assertThat(loader.problems()).extracting(Problem::file).containsExactly("main.cf");
  }

  /** What becomes of a file's bytes. */
  private interface Change {
    byte[] of(byte[] bytes) throws IOException;
  }

  private SetupReport lint(Change change) {
    MemoryTree tree = new MemoryTree(SetupLoader.USUAL_DIRECTORY, true);
    Metadata owner = new Metadata("root", "root", 0600, ExampleSetup.NOW.minusSeconds(86_400));
    byte[] block =
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            .getBytes(StandardCharsets.UTF_8);
    for (String file : List.of("/etc/ssl/mail.pem", "/etc/ssl/mail.key", "/etc/postfix/policy")) {
      tree.file(file, block, owner);
    }
    SetupFiles files =
        new SetupFiles(
            new Changing(tree, change),
            SetupLoader.USUAL_DIRECTORY,
            ".",
            MainCf.parse(SourceText.of("main.cf", MAIN)),
            MasterCf.parse(SourceText.of("master.cf", "smtp inet n - y - - smtpd\n")));
    Setup setup = new Setup(files, Parameters.load(), PostfixVersion.of(3, 7));
    JudgeSettings settings =
        new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    return new Linter(BuiltInRules.load().usualRules(), settings).lint(setup);
  }

  /** A tree whose files are others when they are read than when they were looked at. */
  private final class Changing implements FileTree {
    private final FileTree before;
    private final Change change;

    Changing(FileTree before, Change change) {
      this.before = before;
      this.change = change;
    }

    @Override
    public byte[] read(String path) throws IOException {
      reads++;
      return change.of(before.read(path));
    }

    @Override
    public Entry look(String path) {
      return before.look(path);
    }

    @Override
    public List<String> list(String directory) {
      return before.list(directory);
    }

    @Override
    public boolean isComplete() {
      return before.isComplete();
    }

    @Override
    public String displayName(String path) {
      return before.displayName(path);
    }
  }
}
