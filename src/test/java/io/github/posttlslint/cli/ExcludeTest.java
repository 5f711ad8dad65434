package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --exclude}: what a search leaves out. */
class ExcludeTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetups() throws IOException {
    for (String place : List.of("hosts/a", "vendor/postfix", "vendor/deep/er")) {
      Path main = directory.resolve(place).resolve("main.cf");
      Files.createDirectories(main.getParent());
      Files.writeString(main, "compatibility_level = 3.7\nsmtpd_use_tls = onn\n");
    }
  }

  private Run check(String... words) {
    return Cli.runIn(directory, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vendor", "vendor/", "vendor/**", "v*", "{vendor,x}"})
  void directoryIsLeftOutWithAllBelowItAndCounted(String pattern) {
    Run run = check("check", "--exclude", pattern, ".");
    assertThat(run.out()).contains("hosts/a/main.cf:2").doesNotContain("vendor/");
    assertThat(run.err()).contains("2 set-ups left out by --exclude");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void severalPatternsCountAndAreHeldAgainstWholeNames() {
    Run run = check("check", "--exclude", "vendor/deep", "--exclude", "host", ".");
    assertThat(run.out()).contains("hosts/a/main.cf:2", "vendor/postfix/main.cf:2");
    assertThat(run.err()).contains("1 set-up left out by --exclude");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vendor", "./vendor", "vendor/postfix", "vendor/postfix/main.cf"})
  void whatIsTypedIsNeverLeftOut(String typed) {
    Run run = check("check", "--exclude", "vendor", "--exclude", "vendor/postfix/main.cf", typed);
    assertThat(run.out()).contains("vendor/postfix/main.cf:2");
    assertThat(run.err()).doesNotContain("left out");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void belowATypedDirectoryPatternsAreHeldAgainstThePathFromHere() {
    assertThat(check("check", "--exclude", "vendor/deep", "vendor").out())
        .contains("vendor/postfix/main.cf")
        .doesNotContain("vendor/deep");
    assertThat(check("check", "--exclude", "deep", "vendor").out()).contains("vendor/deep");
  }

  @Test
  void jobIsNotDoneWhereAllIsLeftOut() {
    Run run = check("check", "--exclude", "**", ".");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("3 set-ups left out by --exclude, and no other was found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{a", "a\\"})
  void whatIsNoPatternIsWrongUsage(String pattern) {
    Run run = check("check", "--exclude", pattern, ".");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--exclude").contains("expected a pattern");
  }

  @Test
  void configurationFileLeavesOutByPathsFromItsOwnDirectory() throws IOException {
    Files.writeString(directory.resolve("vendor/.posttls-lint.yaml"), "exclude: [deep]\n");
    Run run = Cli.runIn(directory.resolve("hosts"), "check", "..");
    assertThat(run.out()).contains("vendor/postfix/main.cf").doesNotContain("vendor/deep");
    assertThat(run.err()).contains("1 set-up left out by exclude in a configuration file");
  }

  @Test
  void commandLineAddsToTheConfigurationFile() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude: [vendor/deep]\n");
    Run run = check("check", "--exclude", "vendor/postfix", ".");
    assertThat(run.out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
    assertThat(run.err()).contains("2 set-ups left out by --exclude, exclude in a configuration");
  }

  @Test
  void badPatternOfTheConfigurationFileIsNamedWithItsLine() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude:\n  - \"{a\"\n");
    Run run = check("check", ".");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(".posttls-lint.yaml:2: exclude {a: expected a pattern");
  }

  @Test
  void whatGitIgnoresIsLeftOutOnlyOnRequest() throws Exception {
    git("init", "-q");
    Files.writeString(directory.resolve(".gitignore"), "vendor/deep\n/vendor/postfix/main.cf\n");
    assertThat(check("check", ".").out()).contains("vendor/deep", "vendor/postfix", "hosts/a");
    Run run = check("check", "--gitignore", ".");
    assertThat(run.out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
    assertThat(run.err()).contains("2 set-ups left out by --gitignore");
    assertThat(check("check", "--gitignore", "vendor/deep/er").out()).contains("vendor/deep/er");
    git("add", "-f", "vendor/postfix/main.cf");
    assertThat(check("check", "--gitignore", ".").out()).contains("vendor/postfix/main.cf");
  }

  @Test
  void outsideOfRepositoriesNothingIsIgnored() {
    assertThat(check("check", "--gitignore", ".").out()).contains("vendor/deep", "hosts/a");
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("git").toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }
}
