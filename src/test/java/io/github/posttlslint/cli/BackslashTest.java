package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backslash is a character of a name like others. */
class BackslashTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetups() throws IOException {
    for (String name : new String[] {"a\\b", "c"}) {
      Path setup = Files.createDirectories(directory.resolve(name));
      Files.writeString(
          setup.resolve("main.cf"), "compatibility_level = 3.7\nsmtpd_use_tls = onn\n");
    }
  }

  private Run check(String... more) {
    String[] words = new String[more.length + 1];
    words[0] = "check";
    System.arraycopy(more, 0, words, 1, more.length);
    return Cli.runIn(directory, words);
  }

  @Test
  void reportsNameTheFileThatThereIs() {
    assertThat(check("-q", ".").out()).contains("a\\b/main.cf:2:").doesNotContain("a/b");
    assertThat(check("-f", "json", ".").out()).contains("\"directory\": \"a\\\\b\"");
    assertThat(check("-f", "sarif", ".").out()).contains("a%5Cb/main.cf").doesNotContain("a/b");
  }

  @Test
  void changedFilesAreFound() {
    assertThat(check("-q", "--changed-files", "a\\b/main.cf").out())
        .contains("a\\b/main.cf:2:")
        .doesNotContain("c/main.cf");
  }

  @Test
  void patternsTakeItLiterallyBehindAnother() {
    Run run = check("-q", "--exclude", "a\\\\b", ".");
    assertThat(run.out()).contains("c/main.cf").doesNotContain("a\\b");
    assertThat(run.err()).contains("1 directory left out");
  }

  @Test
  void baselinesKnowTheSetup() throws IOException {
    assertThat(check("--write-baseline", "known", ".").status()).isZero();
    assertThat(Files.readString(directory.resolve("known"))).contains("\ta\\b\t");
    assertThat(check("-q", "--baseline", "known", ".").out()).isEmpty();
  }
}
