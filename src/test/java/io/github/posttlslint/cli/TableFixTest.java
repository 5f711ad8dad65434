package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fixes do to the source of a lookup table, and which tables they leave alone. */
class TableFixTest {

  private static final String MAIN =
      """
      compatibility_level = 3.6
      smtp_tls_security_level = may
      smtp_tls_policy_maps = %s:/etc/postfix/tls_policy
      """;

  private static final String POLICY =
      """
      # the bank
      example.com encrypted
      example.net: may
      example.org encrypt cipher=high
      """;

  private static final String FIXED =
      """
      # the bank
      example.com encrypt
      example.net may
      example.org encrypt ciphers=high
      """;

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Run check(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "check";
    System.arraycopy(options, 0, all, 1, options.length);
    all[options.length + 1] = "--postfix-version=3.7";
    all[options.length + 2] = ".";
    return Cli.runIn(directory, all);
  }

  @Test
  void aSourceIsFixedOnceItWasReviewed() throws IOException {
    write("main.cf", MAIN.formatted("texthash"));
    Path policy = write("tls_policy", POLICY);
    check("--fix");
    assertThat(policy).hasContent(POLICY);
    assertThat(check("--fix", "--unsafe-fixes").err()).doesNotContain("postmap");
    assertThat(policy).hasContent(FIXED);
    check("--fix", "--unsafe-fixes");
    assertThat(policy).hasContent(FIXED);
  }

  @Test
  void itSaysThatACompiledTableHasToBeMadeAgain() throws IOException {
    write("main.cf", MAIN.formatted("hash"));
    write("tls_policy", POLICY);
    String command = "postmap hash:/etc/postfix/tls_policy";
    assertThat(check().out())
        .contains("Write encrypt in place of 'encrypted'. Then run \"" + command + "\".");
    assertThat(check("--fix", "--unsafe-fixes").err()).contains("now run \"" + command + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git apply", "patch -p1 -s -i"})
  void theDiffGivesTheSame(String way) throws Exception {
    List<String> words = List.of(way.split(" "));
    Program.require(words.get(0));
    write("main.cf", MAIN.formatted("texthash") + "smtp_use_tls = yes\n");
    Path policy = write("tls_policy", POLICY);
    String diff = check("--diff", "--unsafe-fixes").out();
    assertThat(policy).hasContent(POLICY);
    Path patch = write("fixes.patch", diff);
    ProcessBuilder builder =
        new ProcessBuilder(
            words.size() == 2
                ? List.of("git", "apply", patch.toString())
                : List.of("patch", "-p1", "-s", "-i", patch.toString()));
    builder.environment().putAll(Map.of("GIT_CEILING_DIRECTORIES", directory.getParent() + ""));
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(policy).hasContent(FIXED);
  }

  @Test
  void aPatternTableAndANetworkAreFixedToo() throws IOException {
    write(
        "main.cf",
        "smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients, reject\n");
    Path clients = write("clients", "192.0.2.1/24 OK\n# the rest\n2001:db8::/32 OK\n");
    check("--fix", "--unsafe-fixes");
    assertThat(clients).hasContent("192.0.2.0/24 OK\n# the rest\n2001:db8::/32 OK\n");
  }

  /** Which table it is cannot be told from its name, nor what else its lines hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_sasl_password_maps = texthash:/etc/postfix/tls_policy|example.com: encrypt",
        "x = y|[mail.example.com]:587 user:not-a-real-one",
        "x = y|# password: not-a-real-one",
        "x = y|mail.example.com user not-a-real-one",
      })
  void aTableThatMayHoldPasswordsIsLeftAlone(String setting, String line) throws IOException {
    write("main.cf", MAIN.formatted("texthash") + setting + "\n");
    Path policy = write("tls_policy", POLICY + line + "\n");
    check("--fix", "--unsafe-fixes");
    assertThat(policy).hasContent(POLICY + line + "\n");
    assertThat(check("--diff", "--unsafe-fixes").out()).doesNotContain("not-a-real-one");
  }

  @Test
  void soIsOneOutsideOfTheSetUpsDirectory() throws IOException {
    Path root = Files.createDirectories(directory.resolve("etc/postfix")).getParent().getParent();
    Files.createDirectories(root.resolve("srv"));
    write("etc/postfix/main.cf", MAIN.formatted("texthash").replace("/etc/postfix", "/srv"));
    Path policy = write("srv/tls_policy", POLICY);
    Run run =
        Cli.runIn(directory, "check", "--root", ".", "--fix", "--unsafe-fixes", "etc/postfix");
    assertThat(run.out()).contains("encrypted");
    assertThat(policy).hasContent(POLICY);
  }

  @Test
  void andOneToWhichALinkLeadsOut() throws IOException {
    Files.createDirectories(directory.resolve("etc/postfix"));
    Files.createDirectories(directory.resolve("srv"));
    write("etc/postfix/main.cf", MAIN.formatted("texthash"));
    Path policy = write("srv/tls_policy", POLICY);
    Files.createSymbolicLink(
        directory.resolve("etc/postfix/tls_policy"), Path.of("../../srv/tls_policy"));
    Cli.runIn(directory, "check", "--root", ".", "--fix", "--unsafe-fixes", "etc/postfix");
    assertThat(policy).hasContent(POLICY);
  }
}
