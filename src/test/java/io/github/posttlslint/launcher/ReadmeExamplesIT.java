package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md tells users to copy, copied and run in a scratch repository. */
class ReadmeExamplesIT {

  private static final Path TARGET = Path.of(System.getProperty("posttlslint.home")).getParent();
  private static final String BROKEN = "smtpd_tls_cafile = /etc/postfix/ca.pem\n";
  private static final String SOUND = "compatibility_level = 3.6\nsmtp_tls_security_level = may\n";

  @TempDir Path temp;

  private Commands commands;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    commands = new Commands(temp);
    project = Files.createDirectory(temp.resolve("project"));
    write("mail/etc/postfix/main.cf", SOUND + BROKEN);
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome sh(String script) throws Exception {
    return commands.run(project, "sh", "-c", script);
  }

  private void git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = Program.require("git").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    Outcome outcome = commands.run(project, command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Unpacks as README.md says, to a directory of the test's in the place of /opt. */
  private String unpack() throws Exception {
    String script =
        Readme.block("sh", "tar -xzf")
            .replace("/opt/", temp + "/opt/")
            .replace(" posttls-lint-*", " " + TARGET + "/posttls-lint-*");
    Outcome outcome = sh(script);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return temp + "/opt/posttls-lint/bin/posttls-lint";
  }

  @Test
  void archiveIsUnpackedAndTheHookRefusesABrokenCommit() throws Exception {
    String program = unpack();
    String hook = Readme.block("sh", "#!/bin/sh");
    assertThat(hook).contains("exec posttls-lint check .");
    git("init", "-q");
    assertThat(sh(hook.replace("posttls-lint", program)).status()).isZero();
    git("add", ".");
    Outcome refused = commands.run(project, "git", "commit", "-q", "-m", "broken");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("mail/etc/postfix/main.cf:3:1", "param-case-mismatch");
    write("mail/etc/postfix/main.cf", SOUND + BROKEN.replace("cafile", "CAfile"));
    git("commit", "-q", "-a", "-m", "sound");
  }

  @Test
  void debianPackageIsWhereAptIsToldToFindIt() throws Exception {
    String install = Readme.block("sh", "_all.deb").replace("./", TARGET + "/");
    String contents =
        install.replace("apt-get install", Program.require("dpkg-deb") + " --contents");
    Outcome outcome = sh(contents);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("./usr/bin/posttls-lint");
  }

  @Test
  void baselineAcceptsWhatIsThereAndNothingNew() throws Exception {
    String[] lines = Readme.block("sh", "--write-baseline").split("\n");
    assertThat(sh(lines[0]).status()).isZero();
    assertThat(sh(lines[1]).status()).isZero();
    write("mail/etc/postfix/main.cf", SOUND + BROKEN + "smtpd_use_tls = onn\n");
    assertThat(sh(lines[1]).output()).contains("bad-boolean").doesNotContain("case-mismatch");
  }

  @Test
  void manyHostsAreJudgedWholeByChangesAndFromArchives() throws Exception {
    String[] lines = Readme.block("sh", "--changed-since").split("\n");
    write("hosts/a/main.cf", SOUND + BROKEN);
    write("hosts/b/main.cf", SOUND);
    assertThat(sh(lines[0]).output()).contains("hosts/a: 1 error", "hosts/b: no findings");

    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "all");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    write("hosts/b/main.cf", SOUND + BROKEN);
    assertThat(sh(lines[1]).output()).contains("hosts/b/main.cf:3").doesNotContain("hosts/a");

    String readme = Readme.text();
    int at = readme.indexOf("tar -czf");
    String tar = readme.substring(at, readme.indexOf('`', at));
    write("mail/etc/ssl/mail/ca.pem", "");
    assertThat(sh(tar.replace(" / ", " mail ")).status()).isZero();
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(project.resolve("mx2.zip")))) {
      zip.putNextEntry(new ZipEntry("etc/postfix/main.cf"));
      zip.write((SOUND + BROKEN).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(sh(lines[2]).output())
        .contains("mx1.tar.gz/etc/postfix/main.cf:3", "mx2.zip/etc/postfix/main.cf:3");
  }

  @Test
  void configurationFileIsTaken() throws Exception {
    write(".posttls-lint.yaml", Readme.block("yaml", "not-here"));
    write("lint/common.yaml", "fail-on: never\n");
    String rule = Files.readString(Path.of("rules/client/relayhost-malformed.yaml"));
    write("lint/rules/own-rule.yaml", rule.replace("id: relayhost-malformed", "id: own-rule"));
    write("posttls-lint.baseline", "# posttls-lint baseline 1\n");
    write("mail/certificates/.keep", "");
    write("zones/db.example.com", "@ SOA ns hostmaster 1 2 3 4 5\n");
    write("www/mta-sts.txt", "version: STSv1\nmode: none\nmax_age: 86400\n");
    write("mail/postfix/main.cf", SOUND + BROKEN);
    Outcome outcome = sh("posttls-lint check mail/postfix");
    assertThat(outcome.output()).contains("mail/postfix/main.cf:3:1: error");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void commentSilencesTheFinding() throws Exception {
    String comment = Readme.block("text", "ignore[");
    List<String> lines = comment.lines().toList();
    assertThat(lines).hasSize(2);
    write("mail/etc/postfix/main.cf", SOUND + "relay_domains = example.org\n" + comment);
    write("mail/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
    Outcome outcome = sh("posttls-lint check --now 2026-06-01T00:00:00Z mail");
    assertThat(outcome.output())
        .contains("suppressed")
        .doesNotContain("[mx-encrypt]", "suppression-malformed", "suppression-unknown-rule");
  }
}
