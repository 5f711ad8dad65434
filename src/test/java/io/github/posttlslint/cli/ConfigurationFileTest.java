package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration file changes, which one counts, and how it may be wrong. */
class ConfigurationFileTest {

  private static final String FILE = ".posttls-lint.yaml";

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetup() throws IOException {
    write("mail/main.cf", "compatibility_level = 3.7\nsmtpd_use_tls = on\n");
    write("mail/master.cf", "smtp inet n - n - - smtpd\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run check(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "check";
    words[1] = "-q";
    System.arraycopy(options, 0, words, 2, options.length);
    return Cli.runIn(directory, words);
  }

  @Test
  void nearestFileUpwardsCounts() throws IOException {
    assertThat(check("mail").status()).isEqualTo(1);
    write(FILE, "disable: [bad-boolean]\n");
    assertThat(check("mail").status()).isZero();
    write("mail/" + FILE, "severity: {dep-use-tls: error}\n");
    assertThat(check("mail").out()).contains("bad-boolean", "error:", "dep-use-tls");
  }

  @Test
  void eachSetupHasItsOwnFile() throws IOException {
    write("other/main.cf", "smtpd_use_tls = on\n");
    write("other/" + FILE, "disable: bad-boolean\n");
    Run run = check("mail", "other");
    assertThat(run.out()).contains("mail/main.cf:2:17: error").doesNotContain("other/main.cf:1:17");
  }

  @Test
  void commandLineWins() throws IOException {
    write(FILE, "disable: [bad-boolean]\nfail-on: note\npostfix-version: 3.4\n");
    assertThat(check("--enable", "bad-boolean", "mail").out()).contains("bad-boolean");
    assertThat(check("--fail-on", "never", "mail").status()).isZero();
    assertThat(Cli.runIn(directory, "check", "-f", "json", "mail").out())
        .contains("\"postfixVersion\": \"3.4\"");
    assertThat(
            Cli.runIn(directory, "check", "-f", "json", "--postfix-version", "3.10", "mail").out())
        .contains("\"postfixVersion\": \"3.10\"");
  }

  @Test
  void releaseNeedsNoQuotes() throws IOException {
    write(FILE, "postfix-version: 3.10\n");
    assertThat(Cli.runIn(directory, "show", "--format", "json", "mail").status()).isZero();
    assertThat(Cli.runIn(directory, "check", "-f", "json", "mail").out()).contains("\"3.10\"");
  }

  @Test
  void givenFileCountsForAllSetups() throws IOException {
    write("lint/own.yaml", "disable: [bad-boolean]\n");
    write("mail/" + FILE, "disable: [nonsense]\n");
    assertThat(check("--config", "lint/own.yaml", "mail").status()).isZero();
    Run missing = check("--config", "nowhere", "mail");
    assertThat(missing.err()).contains("--config nowhere: no such file").hasLineCount(1);
    assertThat(missing.status()).isEqualTo(2);
  }

  @Test
  void overridesAreForTheirDirectories() throws IOException {
    write("hosts/a/etc/main.cf", "smtpd_use_tls = on\n");
    write("hosts/b/etc/main.cf", "smtpd_use_tls = on\n");
    write(
        FILE,
        """
        overrides:
          - paths: ["hosts/a/**"]
            disable: [bad-boolean]
          - paths: hosts/b/etc/
            severity: {bad-boolean: note}
        """);
    assertThat(check("hosts").out())
        .doesNotContain("hosts/a/etc/main.cf:1:17")
        .contains("hosts/b/etc/main.cf:1:17: note");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "disable: [bad-bolean]|:3: disable bad-bolean: no rule 'bad-bolean' (did you mean",
        "severity: {mx-encript: note}|:3: severity mx-encript=note: no rule 'mx-encript'",
        "profile: mozila-modern|:3: profile mozila-modern: no profile",
        "postfix-version: new|:3: postfix-version new: expected a release",
        "fail-on: severe|:3: fail-on severe: expected error"
      })
  void mistakesInOverridesForOtherSetupsAreFound(String setting, String message)
      throws IOException {
    write(FILE, "overrides:\n  - paths: hosts/a\n    " + setting + "\n");
    Run run = check("mail");
    assertThat(run.err()).startsWith("posttls-lint: " + FILE + message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void filesAreLookedUpWhereTheMapSays() throws IOException {
    write(
        "mail/main.cf",
        """
        compatibility_level = 3.7
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/mail/cert.pem
        smtpd_tls_key_file = /etc/letsencrypt/key.pem
        """);
    write("certificates/cert.pem", "no certificate\n");
    write(
        FILE,
        """
        files: complete
        map:
          /etc/postfix: mail
          /etc/ssl/mail: certificates
        not-here: [/etc/letsencrypt]
        """);
    Run run = check("mail");
    assertThat(run.out()).contains("cert-file-empty").doesNotContain("key-file-missing");
    write(FILE, "files: complete\nmap: {/etc/ssl/mail: certificates}\n");
    assertThat(check("mail").out()).doesNotContain("key-file-missing");
    write(
        FILE,
        "files: complete\nmap: {/etc/ssl/mail: certificates, /etc/letsencrypt: certificates}\n");
    assertThat(check("mail").out()).contains("key-file-missing");
  }

  @Test
  void ownRulesNamesAndHorizonAreRead() throws IOException {
    write(
        "lint/rules/site/site-loglevel.yaml",
        """
        id: site-loglevel
        severity: error
        title: the log level is too low
        judges: setup
        when: $smtpd_tls_loglevel = '0'
        message: "Too low."
        why: x
        mend: x
        references: [x]
        examples: {bad: [{main.cf: ""}], good: [{main.cf: "smtpd_tls_loglevel = 1"}]}
        """);
    write(FILE, "rules: lint/rules\nnames: [mx.example.org]\nexpiry-days: 30\n");
    assertThat(check("mail").out()).contains("[site-loglevel]");
    assertThat(Cli.runIn(directory, "rules").out()).contains("site-loglevel");
    assertThat(Cli.runIn(directory.resolve("mail"), "explain", "site-loglevel").status()).isZero();
  }

  @Test
  void eachSetupHasTheBaselineOfItsFile() throws IOException {
    write("other/main.cf", "smtpd_use_tls = on\n");
    write("lint/.keep", "");
    Cli.runIn(directory, "check", "--write-baseline", "lint/known", "mail");
    write("mail/" + FILE, "baseline: ../lint/known\n");
    Run run = check("other", "mail");
    assertThat(run.out()).contains("other/main.cf:1:17: error").doesNotContain("mail/main.cf");
    assertThat(check("mail").status()).isZero();
    Cli.runIn(directory, "check", "--write-baseline", "all", "mail");
    assertThat(directory.resolve("all")).content().contains("bad-boolean");
    write("mail/" + FILE, "baseline: nowhere\n");
    assertThat(check("mail").err())
        .isEqualTo(
            "posttls-lint: mail/"
                + FILE
                + ":1: baseline nowhere: no such file; --write-baseline makes one\n");
  }

  @Test
  void writingTheBaselineOfTheFileAnewAddsNothing() throws IOException {
    write("mail/main.cf", "permit_mynetworks\nreject\n");
    write("lint/.keep", "");
    write(FILE, "baseline: lint/known\n");
    Run first = Cli.runIn(directory, "check", "--write-baseline", "lint/known", "mail");
    assertThat(first.err())
        .isEqualTo("posttls-lint: lint/known: 3 findings listed; 3 added, 0 dropped\n");
    write("mail/main.cf", "reject\npermit_sasl_authenticated\n");
    assertThat(check("mail").err())
        .contains(
            "lint/known: 1 finding is no longer there; --baseline lint/known --write-baseline"
                + " lint/known drops it");
    for (String words : new String[] {"../lint/known", "./../lint/../lint/known"}) {
      Run anew = Cli.runIn(directory.resolve("mail"), "check", "--write-baseline", words, ".");
      assertThat(anew.out()).contains("permit_sasl_authenticated").doesNotContain("'reject'");
      assertThat(anew.err()).contains("2 findings listed; 0 added, ");
      assertThat(anew.status()).isEqualTo(1);
    }
    Run elsewhere = Cli.runIn(directory, "check", "--write-baseline", "all", "mail");
    assertThat(elsewhere.err()).contains("all: 3 findings listed; 3 added, 0 dropped");
    assertThat(elsewhere.status()).isZero();
  }

  @Test
  void reasonsCanBeDemanded() throws IOException {
    write("mail/main.cf", "# posttls-lint: ignore[bad-boolean]\nsmtpd_use_tls = on\n");
    assertThat(check("mail").status()).isZero();
    write(FILE, "require-reasons: true\n");
    assertThat(check("mail").out()).contains("bad-boolean]", "suppression-without-reason");
  }

  @Test
  void shortNameIsReadAlike() throws IOException {
    write(".posttls-lint.yml", "disable: [bad-boolean]\n");
    assertThat(check("mail").status()).isZero();
    write("mail/" + FILE, "severity: {dep-use-tls: error}\n");
    assertThat(check("mail").out()).contains("bad-boolean", "error:", "dep-use-tls");
  }

  @Test
  void bothNamesInOneDirectoryAreAMistakeThatNamesBoth() throws IOException {
    write(FILE, "disable: [bad-boolean]\n");
    write(".posttls-lint.yml", "disable: [bad-boolean]\n");
    Run run = check("mail");
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: .posttls-lint.yaml: .posttls-lint.yml lies beside it; which of them"
                + " counts? Delete one\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void extendedFileCountsLessThanTheOneThatExtendsItAndOverridesMost() throws IOException {
    write("base.yaml", "postfix-version: 3.4\nfail-on: never\ndisable: [bad-boolean]\n");
    write(FILE, "extends: base.yaml\npostfix-version: 3.8\n");
    Run run = Cli.runIn(directory, "check", "-f", "json", "mail");
    assertThat(run.out()).contains("\"postfixVersion\": \"3.8\"").doesNotContain("bad-boolean");
    write("base.yaml", "overrides: [{paths: mail, postfix-version: 3.4}]\n");
    assertThat(Cli.runIn(directory, "check", "-f", "json", "mail").out())
        .contains("\"postfixVersion\": \"3.4\"");
    write(FILE, "extends: base.yaml\noverrides: [{paths: mail, postfix-version: 3.10}]\n");
    assertThat(Cli.runIn(directory, "check", "-f", "json", "mail").out())
        .contains("\"postfixVersion\": \"3.10\"");
    assertThat(
            Cli.runIn(directory, "check", "--postfix-version", "3.5", "-f", "json", "mail").out())
        .contains("\"postfixVersion\": \"3.5\"");
  }

  @Test
  void pathsInAnExtendedFileBeginWhereItLies() throws IOException {
    write("lint/.keep", "");
    Cli.runIn(directory, "check", "--write-baseline", "lint/known", "mail");
    write("lint/base.yaml", "baseline: known\n");
    write("mail/" + FILE, "extends: ../lint/base.yaml\n");
    assertThat(check("mail").status()).isZero();
  }

  @Test
  void listsAddUpAndWhatIsExtendedCanExtend() throws IOException {
    write("mail/main.cf", "compatibility_level = 3.7\nsmtpd_use_tls = on\n");
    write("lint/site.yml", "disable: [bad-boolean]\n");
    write("lint/mail.yaml", "extends: site.yml\nenable: []\n");
    write("mail/" + FILE, "extends: ../lint/mail.yaml\ndisable: [dep-use-tls]\n");
    assertThat(check("mail").out()).doesNotContain("bad-boolean", "dep-use-tls");
    write("mail/" + FILE, "extends: ../lint/mail.yaml\nenable: [bad-boolean]\n");
    assertThat(check("mail").out()).contains("bad-boolean");
  }

  @Test
  void mistakeInAnExtendedFileIsNamedWithThatFile() throws IOException {
    write("lint/base.yaml", "# common\nfail-on: severe\n");
    write(FILE, "extends: lint/base.yaml\n");
    assertThat(check("mail").err()).startsWith("posttls-lint: lint/base.yaml:2: fail-on severe:");
    write("lint/base.yaml", "overrides: [{paths: x, disable: bad-bolean}]\n");
    assertThat(check("mail").err())
        .startsWith("posttls-lint: lint/base.yaml:1: disable bad-bolean");
    write("lint/base.yaml", "disabel: x\n");
    assertThat(check("mail").err()).startsWith("posttls-lint: lint/base.yaml:1: unknown key");
  }

  @Test
  void filesThatExtendEachOtherAreNamed() throws IOException {
    write(FILE, "files: partial\nextends: lint/a.yaml\n");
    write("lint/a.yaml", "extends: b.yaml\n");
    write("lint/b.yaml", "extends: ../lint/./a.yaml\n");
    Run run = check("mail");
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: lint/b.yaml:1: extends ../lint/./a.yaml: a circle, lint/a.yaml extends"
                + " lint/b.yaml extends lint/a.yaml\n");
    assertThat(run.status()).isEqualTo(2);
    write("lint/a.yaml", "extends: a.yaml\n");
    assertThat(check("mail").err()).contains("a circle, lint/a.yaml extends lint/a.yaml\n");
  }

  @Test
  void fiveFilesDeepIsTheEnd() throws IOException {
    write(FILE, "extends: lint/1.yaml\n");
    for (int i = 1; i < Limits.EXTENDED_FILES; i++) {
      write("lint/" + i + ".yaml", "extends: " + (i + 1) + ".yaml\n");
    }
    write("lint/5.yaml", "disable: bad-boolean\n");
    assertThat(check("mail").status()).isZero();
    write("lint/5.yaml", "extends: 6.yaml\n");
    write("lint/6.yaml", "");
    Run run = check("mail");
    assertThat(run.err()).contains("lint/5.yaml:1: extends 6.yaml: more than 5 files deep");
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/etc/hostname.yaml|leads out of the folder of the configuration file",
        "/etc/hostname|expected a .yaml or .yml file",
        "../mail/main.cf|expected a .yaml or .yml file",
        "''|expected a .yaml or .yml file",
        "../../outside.yaml|leads out of the folder of the configuration file",
        "link.yaml|leads out of",
        "nowhere.yaml|no such file",
        "../mail.yaml|expected a regular file",
        "../.git/config.yaml|below .git, .hg or .svn, where nothing is opened"
      })
  void extendedFileComesThroughTheGate(String file, String message) throws IOException {
    write("repo/.git/config.yaml", "disable: x\n");
    write("repo/mail.yaml/main.cf", "");
    write("repo/.git/HEAD", "ref: refs/heads/main\n");
    write("repo/mail/main.cf", "compatibility_level = 3.7\n");
    write("outside.yaml", "disable: [bad-boolean]\n");
    write("repo/lint/" + FILE, "extends: '" + file + "'\n");
    Files.createSymbolicLink(
        directory.resolve("repo/lint/link.yaml"), directory.resolve("outside.yaml"));
    write("repo/lint/main.cf", "compatibility_level = 3.7\n");
    Run run = Cli.runIn(directory.resolve("repo"), "check", "lint");
    assertThat(run.err())
        .startsWith("posttls-lint: lint/" + FILE + ":1: extends " + file + ": ")
        .contains(message)
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void emptyFileSaysNothing() throws IOException {
    write(FILE, "# nothing yet\n");
    assertThat(check("mail").err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'disabel: [x]'|:1: unknown key 'disabel' (did you mean 'disable'?)",
        "'a: 1'|:1: unknown key 'a'; expected one of baseline, disable, enable",
        "'files: some'|:1: files some: expected complete or partial",
        "'fail-on: severe'|:1: fail-on severe: expected error",
        "'min-severity: never'|:1: min-severity never: expected",
        "'\n\npostfix-version: new'|:3: postfix-version new: expected a release",
        "'postfix-version: 2.1'|:1: postfix-version 2.1: releases from 2.2",
        "'expiry-days: soon'|:1: expiry-days soon: expected a number",
        "'require-reasons: perhaps'|:1: require-reasons perhaps: expected true or false",
        "'disable: [bad-bolean]'|:1: disable bad-bolean: no rule 'bad-bolean' (did you mean",
        "'severity: {bad-boolean: bad}'|:1: severity bad-boolean=bad: expected ID=error",
        "'severity: [bad-boolean]'|:1: expected a mapping after 'severity'",
        "'rules: nowhere'|:1: rules nowhere: no such file or folder",
        "'map: {/etc/ssl: nowhere}'|:1: map /etc/ssl=nowhere: no such directory",
        "'map: {ssl: mail}'|:1: map ssl=mail: expected an absolute path",
        "'not-here: [ssl]'|:1: not-here ssl: expected an absolute path",
        "'overrides: {paths: x}'|:1: expected a list of mappings",
        "'overrides: [{disable: x}]'|:1: an override needs 'paths'",
        "'overrides: [{paths: x, disabled: y}]'|:1: unknown key 'disabled' (did you mean",
        "'disable: x\nfiles: partial\ndisable: y'|:3: key 'disable' stands twice",
        "'disable: {a: b}'|:1: expected a list after 'disable'",
        "'disable: [[a]]'|:1: expected a word in the list of 'disable'",
        "'names: &a [x]\ndisable: *a'|:2: aliases (*name) are not allowed",
        "'names: !!java.net.URL [x]'|:1: types (!name) are not allowed",
        "'[a]'|:1: expected a mapping with keys",
        "'files: partial\n---\nfiles: partial'|expected one document",
        "'files: \"partial'|not YAML"
      })
  void mistakesAreNamedWithFileAndLine(String text, String message) throws IOException {
    write(FILE, text + "\n");
    Run run = check("mail");
    assertThat(run.err())
        .startsWith("posttls-lint: " + FILE + ":")
        .contains(message)
        .doesNotContain("Exception", "internal error");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void manyAliasesTakeNoTime() throws IOException {
    StringBuilder bomb = new StringBuilder("names: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String last = "*a" + (i - 1);
      bomb.append("x" + i + ": &a" + i + " [" + last + "," + last + "]\n");
    }
    write(FILE, bomb.toString());
    assertThat(check("mail").status()).isEqualTo(2);
    write(FILE, "disable: " + "[".repeat(50_000) + "\n");
    assertThat(check("mail").status()).isEqualTo(2);
  }
}
