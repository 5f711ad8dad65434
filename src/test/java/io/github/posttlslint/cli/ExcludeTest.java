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
  @ValueSource(strings = {"vendor", "vendor/", "./vendor", ".//vendor//", "v*", "{vendor,x}"})
  void directoryIsLeftOutWithAllBelowItAndCounted(String pattern) {
    Run run = check("check", "--exclude", pattern, ".");
    assertThat(run.out()).contains("hosts/a/main.cf:2").doesNotContain("vendor/");
    assertThat(run.err()).contains("1 directory left out by --exclude");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void directoriesBelowOneAreLeftOutEach() {
    Run run = check("check", "--exclude", "vendor/**", ".");
    assertThat(run.out()).contains("hosts/a/main.cf:2").doesNotContain("vendor/");
    assertThat(run.err()).contains("2 directories left out by --exclude");
  }

  @Test
  void patternCanBeAWholePathOrBeginAboveTheCurrentDirectory() {
    Path hosts = directory.resolve("hosts");
    for (String pattern : List.of("../vendor", directory + "/vendor", "./../ven*/")) {
      Run run = Cli.runIn(hosts, "check", "--exclude", pattern, "..");
      assertThat(run.out()).contains("a/main.cf:2").doesNotContain("vendor/");
      assertThat(run.err()).contains("1 directory left out").doesNotContain("fits no directory");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postfix", "!hosts", "vendor,hosts", "hosts/a/main.cf", "."})
  void patternThatFitsNothingIsToldOf(String pattern) {
    Run run = check("check", "--exclude", pattern, ".");
    assertThat(run.out()).contains("hosts/a/main.cf", "vendor/postfix", "vendor/deep");
    assertThat(run.err())
        .contains("--exclude " + pattern + " fits no directory of the search")
        .doesNotContain("left out");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void whatIsLeftOutIsNotLookedInto() throws IOException {
    Files.writeString(directory.resolve("vendor/.posttls-lint.yaml"), "nonsense: [\n");
    deepDirectories(directory.resolve("vendor"));
    Run run = check("check", "--exclude", "vendor", ".");
    assertThat(run.out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
    assertThat(run.err()).doesNotContain("the search ends", "nonsense");
    assertThat(run.status()).isEqualTo(1);
    assertThat(check("check", ".").err()).contains("the search ends", "nonsense");
  }

  @Test
  void configurationFileOfWhatIsLeftOutDoesNotBringItBack() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude: [vendor]\n");
    Files.writeString(directory.resolve("vendor/.posttls-lint.yaml"), "fail-on: error\n");
    assertThat(check("check", ".").out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
  }

  @Test
  void extendedFileLeavesOutByPathsAboveIt() throws IOException {
    Files.createDirectories(directory.resolve("lint"));
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "extends: lint/common.yaml\n");
    Files.writeString(
        directory.resolve("lint/common.yaml"),
        "exclude: [../vendor]\noverrides:\n  - {paths: [../hosts/*], disable: ['*']}\n");
    Run run = check("check", ".");
    assertThat(run.out()).doesNotContain("hosts/a/main.cf", "vendor/");
    assertThat(run.err()).contains("1 directory left out by exclude in a configuration file");
  }

  @Test
  void overrideForTheFolderOfTheFileIsWrittenAsADot() throws IOException {
    Files.writeString(
        directory.resolve("hosts/a/.posttls-lint.yaml"),
        "overrides:\n  - {paths: [.], disable: ['*']}\n");
    assertThat(check("check", "hosts/a").out()).doesNotContain("main.cf:2");
  }

  private static void deepDirectories(Path top) throws IOException {
    Path directory = top;
    for (int depth = 0; depth < 45; depth++) {
      directory = directory.resolve("d");
    }
    Files.createDirectories(directory);
  }

  @Test
  void setupsOfAnArchiveAreLeftOutToo() throws Exception {
    List<String> words =
        List.of(Program.require("tar").toString(), "-cf", "all.tar", "hosts", "vendor");
    Process process = new ProcessBuilder(words).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
    Run run = check("check", "--exclude", "**/deep", "all.tar");
    assertThat(run.out()).contains("all.tar/vendor/postfix").doesNotContain("vendor/deep");
    assertThat(run.err()).contains("1 set-up left out by --exclude");
    Run none = check("check", "--exclude", "**", "all.tar");
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("3 set-ups left out by --exclude, and no other");
  }

  @Test
  void severalPatternsCountAndAreHeldAgainstWholeNames() {
    Run run = check("check", "--exclude", "vendor/deep", "--exclude", "host", ".");
    assertThat(run.out()).contains("hosts/a/main.cf:2", "vendor/postfix/main.cf:2");
    assertThat(run.err())
        .contains("1 directory left out by --exclude", "--exclude host fits no directory");
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
    assertThat(run.err())
        .contains("2 directories left out by --exclude, and no other set-up was found")
        .doesNotContain("no main.cf found");
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
    assertThat(run.err()).contains("1 directory left out by exclude in a configuration file");
  }

  @Test
  void commandLineAddsToTheConfigurationFile() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude: [vendor/deep]\n");
    Run run = check("check", "--exclude", "vendor/postfix", ".");
    assertThat(run.out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
    assertThat(run.err())
        .contains("1 directory left out by --exclude, 1 directory left out by exclude in a conf");
  }

  @Test
  void badPatternOfTheConfigurationFileIsNamedWithItsLine() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude:\n  - \"{a\"\n");
    Run run = check("check", ".");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(".posttls-lint.yaml:2: exclude {a: expected a pattern");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "hosts/a"})
  void badPatternOfTheConfigurationFileIsRefusedWhereNothingIsSearched(String typed)
      throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "exclude: ['[']\n");
    Run run = check("check", typed);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(".posttls-lint.yaml:1: exclude [: expected a pattern");
  }

  @Test
  void directoryOfGitIsNotCounted() throws Exception {
    git("init", "-q");
    assertThat(check("check", "--exclude", "*", ".").err())
        .contains("2 directories left out by --exclude, and no other set-up was found");
  }

  @Test
  void belowATypedDirectoryThatGitIgnoresAllIsJudged() throws Exception {
    git("init", "-q");
    Files.writeString(directory.resolve(".gitignore"), "vendor/\n");
    assertThat(check("check", "--gitignore", "vendor").out()).contains("vendor/deep/er");
    assertThat(check("check", "--gitignore", ".").out()).doesNotContain("vendor");
  }

  @Test
  void whatGitIgnoresIsLeftOutOnlyOnRequest() throws Exception {
    git("init", "-q");
    Files.writeString(directory.resolve(".gitignore"), "vendor/deep\n/vendor/postfix/main.cf\n");
    Files.writeString(directory.resolve("vendor/postfix/README"), "not ignored\n");
    assertThat(check("check", ".").out()).contains("vendor/deep", "vendor/postfix", "hosts/a");
    Run run = check("check", "--gitignore", ".");
    assertThat(run.out()).contains("hosts/a/main.cf").doesNotContain("vendor/");
    assertThat(run.err()).contains("1 directory and 1 set-up left out by --gitignore");
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
