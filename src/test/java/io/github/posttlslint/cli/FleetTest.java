package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.run.Judging;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many setups in one run, and those of them that have changed. */
class FleetTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetups() throws IOException {
    for (String host : List.of("c", "a", "b")) {
      write("hosts/" + host + "/main.cf", "compatibility_level = 3.7\npermit_mynetworks\n");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static final String LOOSE = "submission inet n - n - - smtpd\n";

  /** As many that they are judged by several threads; every fifth has a fault of its own. */
  private void writeMany() throws IOException {
    for (int i = 0; i < 3 * Judging.MANY; i++) {
      String main = "compatibility_level = 3.7\nmyhostname = h" + i + ".example.org\n";
      main += i % 5 == 0 ? "smtpd_tls_securty_level = may\n" : "";
      write("many/" + (1000 + i) + "/main.cf", main);
      write("many/" + (1000 + i) + "/master.cf", LOOSE);
    }
  }

  private Run check(String... words) {
    return Cli.runIn(directory, words);
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("git").toString()));
    command.addAll(List.of("-c", "user.name=x", "-c", "user.email=x@example.org"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void commitAll() throws Exception {
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "all");
  }

  @Test
  void summaryHasALineForEachSetupInOrder() {
    List<String> lines = check("check", "hosts").out().lines().toList();
    assertThat(lines.subList(lines.size() - 4, lines.size()))
        .containsExactly(
            "hosts/a: 1 error, 1 warning; 1 not checked",
            "hosts/b: 1 error, 1 warning; 1 not checked",
            "hosts/c: 1 error, 1 warning; 1 not checked",
            "3 errors, 3 warnings in 3 set-ups (no master.cf, the usual services)."
                + " 3 can be fixed with --fix --unsafe-fixes. 3 not checked; -v lists them."
                + " More: posttls-lint explain ID.");
    assertThat(check("check", "hosts/a").out()).doesNotContain("hosts/a: 1 error");
  }

  @Test
  void sameInputGivesTheSameBytes() {
    String first = check("check", "-f", "json", "hosts").out();
    assertThat(check("check", "-f", "json", "hosts").out()).isEqualTo(first);
    assertThat(check("check", "-f", "json", "hosts", "hosts/a").out()).isEqualTo(first);
  }

  @Test
  void manySetupsAreReportedInOrderAsEachByItself() throws IOException {
    writeMany();
    String all = check("check", "-f", "gcc", "many").out();
    StringBuilder each = new StringBuilder();
    for (int i = 0; i < 3 * Judging.MANY; i++) {
      each.append(check("check", "-f", "gcc", "many/" + (1000 + i)).out());
    }
    assertThat(all).isEqualTo(each.toString()).contains("smtpd_tls_securty_level");
  }

  @Test
  void whatCannotBeReadAmongManyIsNamedInOrder() throws IOException {
    writeMany();
    write("many/1007/main.cf", "\0\1\2\3".repeat(100));
    write("many/1050/main.cf", "\0\1\2\3".repeat(100));
    Run run = check("check", "-q", "many");
    assertThat(run.err().lines())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).contains("many/1007/main.cf"),
            second -> assertThat(second).contains("many/1050/main.cf"));
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void mistakeInARuleOfOnesOwnEndsARunOverManyWithOneMessage() throws IOException {
    writeMany();
    write(
        "own-rule.yaml",
        """
        id: own-rule
        severity: error
        title: "no such fact"
        judges: service
        when: no-such-fact = 'x'
        message: "x"
        why: "x"
        mend: "x"
        """);
    Run run = check("check", "--rules", "own-rule.yaml", "many");
    assertThat(run.err()).contains("own-rule", "no-such-fact").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void reportDoesNotOverwriteAFileOfASetupAmongMany() throws IOException {
    writeMany();
    Run run = check("check", "--output", "json=many/1040/main.cf", "many");
    assertThat(run.err()).contains("was read, and is not to be overwritten");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void onlyChangedFilesAreReported() throws Exception {
    write("hosts/a/master.cf", "smtp inet n - n - - smtpd\n  -o smtpd_use_tls=on\n");
    commitAll();
    assertThat(check("check", "--changed-since", "HEAD", "hosts").out())
        .isEqualTo("Nothing was judged.\n");
    write("hosts/a/master.cf", "smtp inet n - n - - smtpd\n  -o smtpd_use_tls=onn\n");
    write("hosts/d/main.cf", "permit_mynetworks\n");
    Run run = check("check", "-q", "--changed-since", "HEAD", "hosts");
    assertThat(run.out())
        .contains("hosts/a/master.cf:2", "hosts/d/main.cf:1")
        .doesNotContain("hosts/a/main.cf:2", "hosts/b", "hosts/c");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void setupsBelowTheRepositorysTopAreFound() throws Exception {
    commitAll();
    write("hosts/b/main.cf", "permit_mynetworks\n");
    Run run =
        Cli.runIn(directory.resolve("hosts"), "check", "-q", "--changed-since", "HEAD", "b", "a");
    assertThat(run.out()).contains("b/main.cf:1").doesNotContain("a/main.cf");
  }

  @Test
  void badRevisionAndMissingRepositoryAreNamed() throws Exception {
    Run outside = check("check", "--changed-since", "HEAD", "hosts");
    assertThat(outside.err())
        .contains("--changed-since HEAD: there is no git repository")
        .hasLineCount(1);
    assertThat(outside.status()).isEqualTo(2);
    commitAll();
    Run unknown = check("check", "--changed-since", "no-such-rev", "hosts");
    assertThat(unknown.err()).contains("--changed-since no-such-rev: git says:").hasLineCount(1);
    assertThat(unknown.status()).isEqualTo(2);
    Run option = check("check", "--changed-since=--output=x", "hosts");
    assertThat(option.err()).contains("expected a revision").hasLineCount(1);
    assertThat(directory.resolve("x")).doesNotExist();
  }

  @Test
  void findingWithAPlaceThatBelongsToItInAChangedFileIsReported() throws Exception {
    write(
        "hosts/a/master.cf", "submission inet n - n - - smtpd\n  -o smtpd_sasl_auth_enable=yes\n");
    write("hosts/a/main.cf", "smtpd_tls_security_level = encrypt\n");
    commitAll();
    write("hosts/a/main.cf", "smtpd_tls_security_level = may\n");
    assertThat(check("check", "-q", "--changed-since", "HEAD", "hosts").out())
        .contains("hosts/a/master.cf:1:1: error", "[submission-not-encrypt]");
  }

  @Test
  void deletedAndRenamedFilesCountWhereTheyAreNamed() throws Exception {
    write("hosts/a/main.cf", "relay_clientcerts = texthash:/etc/postfix/gone\n");
    write("hosts/b/main.cf", "relay_clientcerts = texthash:/etc/postfix/renamed\n");
    write("hosts/c/main.cf", "relay_clientcerts = texthash:/etc/postfix/never-there\n");
    write("hosts/a/gone", "AA:BB host\n");
    write("hosts/b/renamed", "AA:BB host\n");
    commitAll();
    git("rm", "-q", "hosts/a/gone");
    git("mv", "hosts/b/renamed", "hosts/b/renamed-to");
    String[] words = {"check", "-q", "--files", "complete", "--changed-since", "HEAD", "hosts"};
    assertThat(check(words).out())
        .containsPattern("hosts/a/main.cf:1.*\\[table-missing\\]")
        .containsPattern("hosts/b/main.cf:1.*\\[table-missing\\]")
        .doesNotContain("hosts/c");
  }
}
