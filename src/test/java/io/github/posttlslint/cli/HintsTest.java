package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where nobody named what to read. */
class HintsTest {

  private static final String SETUP = "compatibility_level = 3.7\n";

  @TempDir Path directory = Path.of("");

  private Run run(String input, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int status = Main.run(List.of(words), Terminal.of(in, out, err, directory, Map.of()));
    return new Run(status, out.toString(), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "show", "clients"})
  void mainCfOfTheCurrentDirectoryIsPointedAt(String command) throws IOException {
    Files.writeString(directory.resolve("main.cf"), SETUP);
    assertThat(run("", command).err())
        .endsWith(
            "posttls-lint: main.cf in this directory was not read: without PATH, /etc/postfix is;"
                + " 'posttls-lint "
                + command
                + " .' reads it\n");
    assertThat(run("", "-q").err()).contains("'posttls-lint check .'");
    assertThat(run("", command, ".").err()).doesNotContain("was not read");
    assertThat(run("", command, "--root", ".").err()).doesNotContain("was not read");
    assertThat(run("", "check", "--changed-files").err()).doesNotContain("was not read");
  }

  @Test
  void directoryWithoutMainCfIsNot() throws IOException {
    Files.createDirectories(directory.resolve("main.cf"));
    Files.writeString(directory.resolve("master.cf"), "");
    assertThat(run("", "check").err()).doesNotContain("was not read");
  }

  @Test
  void usualDirectoryIsNotPointedAtFromInside() {
    assertThat(Cli.runIn(Path.of("/etc/postfix"), "check").err()).doesNotContain("was not read");
  }

  @Test
  void standardInputIsPointedAtWhereItHasSomethingAndNothingElseIsNamed() throws IOException {
    Files.createDirectories(directory.resolve("mail"));
    Files.writeString(directory.resolve("mail/main.cf"), SETUP);
    assertThat(run(SETUP, "check").err())
        .endsWith(
            "posttls-lint: standard input was not read: without PATH, /etc/postfix is;"
                + " 'posttls-lint check -' reads it\n");
    assertThat(run("", "check").err()).doesNotContain("was not read");
    assertThat(run(SETUP, "check", "mail").err()).isEmpty();
    assertThat(run(SETUP, "check", "-").err()).isEmpty();
  }

  @Test
  void emptyInputIsNoSetup() {
    Run run = run("", "check", "-");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: standard input is empty; expected a main.cf, or what postconf -n"
                + " prints\n");
    assertThat(run("# none\n", "check", "-").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "show", "upgrade --to 3.8", "inspect"})
  void emptyPathIsWrongUsageAndNotTheCurrentDirectory(String words) throws IOException {
    Files.writeString(directory.resolve("main.cf"), SETUP);
    String[] with = (words + " \0").split(" ");
    with[with.length - 1] = "";
    Run run = run("", with);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(" is empty; expected a ").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
