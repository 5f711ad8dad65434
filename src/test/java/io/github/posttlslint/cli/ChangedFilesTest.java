package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
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

/** {@code check --changed-files}: files of any kind lead to the setups that they belong to. */
class ChangedFilesTest {

  private static final String FAULT = "permit_mynetworks\n";
  private static final String TLS =
      FAULT
          + """
          smtpd_tls_security_level = may
          smtpd_tls_chain_files = /etc/ssl/mail/chain.pem
          smtpd_tls_CApath = /etc/ssl/mail/cas
          smtp_tls_policy_maps = texthash:/etc/mail/policy
          """;

  @TempDir Path temp;

  /** Two hosts, and a directory that has nothing to do with either. */
  @BeforeEach
  void makeCheckout() throws IOException {
    temp = temp.toRealPath();
    Files.createDirectory(temp.resolve(".git"));
    for (String host : List.of("mx1", "mx2")) {
      write("hosts/" + host + "/etc/postfix/main.cf", TLS);
      write("hosts/" + host + "/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
      write("hosts/" + host + "/etc/mail/policy", "example.org encrypt\n");
      write("hosts/" + host + "/etc/ssl/mail/chain.pem", "no key\n");
      write("hosts/" + host + "/etc/motd", "welcome\n");
    }
    write("docs/readme.txt", "words\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run check(String... words) {
    List<String> all = new ArrayList<>(List.of("check", "-q", "--changed-files"));
    all.addAll(List.of(words));
    return Cli.runIn(temp, all.toArray(String[]::new));
  }

  private static void assertJudged(Run run, String... hosts) {
    assertThat(run.err()).isEmpty();
    assertThat(
            run.out()
                .lines()
                .filter(line -> line.contains("[maincf-missing-equals]"))
                .map(line -> line.substring("hosts/".length(), line.indexOf("/etc"))))
        .containsExactly(hosts);
    assertThat(run.status()).isEqualTo(hosts.length == 0 ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hosts/mx1/etc/postfix/main.cf",
        "hosts/mx1/etc/postfix/master.cf",
        "hosts/mx1/etc/postfix/anything/below",
        "hosts/mx1/etc/ssl/mail/chain.pem",
        "hosts/mx1/etc/mail/policy",
        "docs/../hosts/mx1/etc/mail/./policy",
      })
  void aFileLeadsToTheSetupThatReadsItOrHasItInItsDirectory(String file) {
    assertJudged(check("--", file), "mx1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/readme.txt", "hosts/mx1/etc/motd", "hosts/mx3/gone.pem"})
  void anyOtherFileLeadsToNone(String file) {
    assertJudged(check("--", file));
  }

  @Test
  void severalFilesLeadToAllTheirSetups() {
    assertJudged(
        check(
            "--", "docs/readme.txt", "hosts/mx2/etc/mail/policy", "hosts/mx1/etc/postfix/main.cf"),
        "mx1",
        "mx2");
  }

  @Test
  void aFileLeadsToTheSetupThatReachesItByALink() throws IOException {
    write("hosts/mx1/etc/real/chain.pem", "no key\n");
    Path chain = temp.resolve("hosts/mx1/etc/ssl/mail/chain.pem");
    Files.delete(chain);
    Files.createSymbolicLink(chain, Path.of("../../real/chain.pem"));
    assertJudged(check("--", "hosts/mx1/etc/real/chain.pem"), "mx1");
    assertJudged(check("--", "hosts/mx1/etc/ssl/mail/chain.pem"), "mx1");
  }

  @Test
  void ofManySetupsOneIsFoundAsWell() throws IOException {
    for (int i = 10; i < 60; i++) {
      write("hosts/mx" + i + "/etc/postfix/main.cf", TLS);
      write("hosts/mx" + i + "/etc/ssl/mail/chain.pem", "no key\n");
    }
    assertJudged(check("--", "hosts/mx33/etc/ssl/mail/chain.pem"), "mx33");
    Files.delete(temp.resolve("hosts/mx44/etc/ssl/mail/chain.pem"));
    assertJudged(check("--", "hosts/mx44/etc/ssl/mail/chain.pem"), "mx44");
  }

  @ParameterizedTest
  @ValueSource(strings = {"etc/ssl/mail/chain.pem", "etc/ssl/mail", "etc/ssl", "etc/mail/policy"})
  void aFileThatIsGoneLeadsToTheSetupThatNamesIt(String gone) throws IOException {
    Path there = temp.resolve("hosts/mx1").resolve(gone);
    Files.createDirectories(temp.resolve("elsewhere"));
    Files.move(there, temp.resolve("elsewhere/moved"));
    String file = gone.endsWith("ssl") ? gone + "/mail/chain.pem" : gone;
    assertJudged(check("--", "elsewhere/moved"));
    assertJudged(check("--", "hosts/mx1/" + file), "mx1");
  }

  @Test
  void aLinkLeadsToTheSetupThatGoesThroughIt() throws IOException {
    Path mail = temp.resolve("hosts/mx1/etc/ssl/mail");
    Files.move(mail, temp.resolve("hosts/mx1/etc/ssl/2026"));
    Files.createSymbolicLink(mail, Path.of("2026"));
    Path other = Files.createSymbolicLink(temp.resolve("hosts/mx1/etc/x"), Path.of("ssl"));
    assertJudged(check("--", "hosts/mx1/etc/ssl/mail"), "mx1");
    Files.delete(mail);
    Files.createSymbolicLink(mail, Path.of("2027"));
    assertJudged(check("--", "hosts/mx1/etc/ssl/mail"), "mx1");
    Files.delete(other);
    Files.createSymbolicLink(other, Path.of("motd"));
    assertJudged(check("--", "hosts/mx1/etc/x"));
  }

  /** As of a submodule. */
  @Test
  void aDirectoryStandsForAllThatIsInIt() {
    assertJudged(check("--", "hosts/mx1/etc/ssl"), "mx1");
    assertJudged(check("--", "hosts/mx2"), "mx2");
    assertJudged(check("--", "."), "mx1", "mx2");
    assertJudged(check("--", "docs"));
  }

  @Test
  void whatSaysHowToJudgeLeadsToTheSetupsThatItCountsFor() throws IOException {
    String rule =
        Files.readString(Path.of("rules/client/smtp-tls-off.yaml")).replace("smtp-tls-off", "own");
    write("lint/rules/own.yaml", rule);
    write("lint/common.yaml", "extends: more.yaml\nrules: rules\n");
    write("lint/more.yaml", "postfix-version: 3.7\n");
    write("lint/known", "# posttls-lint baseline 1\n");
    write(
        "hosts/mx1/.posttls-lint.yaml",
        "extends: ../../lint/common.yaml\nbaseline: ../../lint/known\n");
    for (String file :
        List.of(
            "hosts/mx1/.posttls-lint.yaml",
            "lint/common.yaml",
            "lint/more.yaml",
            "lint/known",
            "lint/rules/own.yaml",
            "lint/rules/gone.yaml")) {
      assertJudged(check("--", file), "mx1");
    }
    assertJudged(check("--", "lint/other.yaml"));
    assertJudged(check("--", "hosts/mx2/.posttls-lint.yml"), "mx2");
    assertJudged(check("--", "hosts/mx2/.posttls-lint.yml.bak"));
    write(".posttls-lint.yaml", "postfix-version: 3.7\n");
    assertJudged(check("--", ".posttls-lint.yaml"), "mx2");
  }

  @Test
  void withoutAFileNothingIsLookedFor() {
    assertJudged(check());
  }

  @Test
  void aCheckoutWithoutASetupIsNotPassed() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    Run run = Cli.runIn(other, "check", "--changed-files", "--", "key.pem");
    assertThat(run.err()).contains("no main.cf found");
    assertThat(run.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fix", "--diff"})
  void fixesAreForSetupsThatAreNamed(String option) {
    Run run = check(option, "--", "hosts/mx1/etc/postfix/main.cf");
    assertThat(run.err()).contains("--changed-files");
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "--version",
        "-V",
        "--fix",
        "-v",
        "--output=json=x.pem",
        "--fail-on=never",
        "-ojson=x.pem",
        "--config=x.pem"
      })
  void noFileIsTakenForAnOption(String name) throws IOException {
    write(name, "evil\n");
    Run refused = check(name, "hosts/mx1/etc/postfix/main.cf");
    assertThat(refused.err()).contains("'" + name + "' is an option, and a file as well");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(temp.resolve("x.pem")).doesNotExist();
    assertJudged(check("--", name, "hosts/mx1/etc/postfix/main.cf"), "mx1");
    assertThat(temp.resolve("x.pem")).doesNotExist();
  }
}
