package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
