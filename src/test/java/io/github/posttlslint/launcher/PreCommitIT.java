package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import io.github.posttlslint.testkit.ScratchRelease;
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

/** The hooks, run by the real pre-commit in a scratch repository. */
class PreCommitIT {

  private static final String SOUND = "compatibility_level = 3.6\nmyhostname = mx.example.com\n";
  private static final String BROKEN = SOUND + "smtpd_tls_cafile = /etc/postfix/ca.pem\n";

  @TempDir Path temp;

  private Commands commands;
  private Path project;

  @BeforeEach
  void makeRepositories() throws Exception {
    commands = new Commands(temp);
    Program.require("pre-commit");
    Path hooks = Files.createDirectory(temp.resolve("hooks"));
    Files.copy(Path.of(".pre-commit-hooks.yaml"), hooks.resolve(".pre-commit-hooks.yaml"));
    Path scripts = Files.createDirectories(hooks.resolve("src/release"));
    for (String script : List.of("posttls-lint", "install.sh")) {
      Files.copy(Path.of("src/release", script), scripts.resolve(script));
      scripts.resolve(script).toFile().setExecutable(true);
    }
    git(hooks, "init", "-q");
    git(hooks, "add", ".");
    git(hooks, "commit", "-q", "-m", "hooks");
    project = Files.createDirectory(temp.resolve("project"));
    git(project, "init", "-q");
    useHook("posttls-lint");
    assertThat(run(project, "pre-commit", "install").status()).isZero();
    write("mail/etc/postfix/main.cf", SOUND);
    git(project, "add", ".");
    git(project, "commit", "-q", "-m", "sound");
  }

  private void useHook(String id) throws Exception {
    String revision = git(temp.resolve("hooks"), "rev-parse", "HEAD").strip();
    write(
        ".pre-commit-config.yaml",
        Readme.block("yaml", "repos:")
            .replaceFirst("repo: .*", "repo: " + temp.resolve("hooks"))
            .replaceFirst("rev: .*", "rev: " + revision)
            .replaceFirst("id: .*", "id: " + id));
  }

  @Test
  void refusesABrokenSetupAndTakesTheMendedOne() throws Exception {
    write("mail/etc/postfix/main.cf", BROKEN);
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("mail/etc/postfix/main.cf:3:1", "param-case-mismatch");
    write("mail/etc/postfix/main.cf", BROKEN.replace("cafile", "CAfile"));
    assertThat(commit().status()).isZero();
  }

  @Test
  void picksUpRenamedAndTemplatedFiles() throws Exception {
    write("old.cf", BROKEN.replace("ca.pem", "{{ ca }}"));
    assertThat(commit().status()).isZero();
    Files.createDirectories(project.resolve("roles/postfix"));
    git(project, "mv", "old.cf", "roles/postfix/main.cf.j2");
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("roles/postfix/main.cf.j2:3:1", "param-case-mismatch");
  }

  @Test
  void readsTheWholeSetupOfAChangedFileButNoOther() throws Exception {
    write("other/main.cf", BROKEN);
    assertThat(run(project, "git", "add", "other").status()).isZero();
    git(project, "commit", "-q", "--no-verify", "-m", "an old fault elsewhere");
    write("mail/etc/postfix/main.cf", SOUND + "smtpd_tls_security_level = may\n");
    write(
        "mail/etc/postfix/master.cf",
        "smtp inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes\n");
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("mail/etc/postfix/").doesNotContain("other/main.cf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"posttls-lint", "posttls-lint-pinned"})
  void aChangedKeyOrTableLeadsToItsSetup(String hook) throws Exception {
    useHook(hook);
    write("other/main.cf", BROKEN);
    write("mx/etc/postfix/main.cf", BROKEN + "smtp_tls_policy_maps = texthash:/etc/mail/policy\n");
    write("mx/etc/mail/policy", "example.org encrypt\n");
    git(project, "add", "-A");
    git(project, "commit", "-q", "--no-verify", "-m", "old faults");
    write("readme", "words\n");
    assertThat(commit().status()).isZero();
    write("mx/etc/mail/policy", "example.org secure\n");
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains("mx/etc/postfix/main.cf:3:1", "param-case-mismatch")
        .doesNotContain("other/main.cf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git rm -q 'cert files/chain.pem'",
        "git mv 'cert files/chain.pem' chain.pem",
        "mv 'cert files/chain.pem' chain.pem && echo words >readme",
        "ln -sfn nothing 'cert files/link.pem'"
      })
  void whatIsGoneOrIsALinkLeadsToItsSetup(String change) throws Exception {
    write(".posttls-lint.yaml", "files: complete\nmap: {/etc/ssl: cert files}\n");
    write("other/main.cf", BROKEN);
    write(
        "mail/etc/postfix/main.cf",
        SOUND + "smtp_tls_CAfile = /etc/ssl/link.pem\nsmtp_tls_security_level = may\n");
    write("cert files/chain.pem", "none\n");
    write("cert files/keep", "");
    write("notes", "words\n");
    Files.createSymbolicLink(project.resolve("cert files/link.pem"), Path.of("chain.pem"));
    git(project, "add", "-A");
    git(project, "commit", "-q", "--no-verify", "-m", "old faults");
    assertThat(run(project, "sh", "-c", change).status()).isZero();
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains("mail/etc/postfix/main.cf:3:1", "cafile-missing")
        .doesNotContain("other/main.cf");
    git(project, "commit", "-q", "--no-verify", "-m", "gone");
    git(project, "rm", "-q", "notes");
    assertThat(commit().status()).isZero();
  }

  @Test
  void theReleaseIsFetchedWhereNothingIsInstalled() throws Exception {
    Program.require("curl");
    ScratchRelease release = ScratchRelease.of("0.2.0", temp.resolve("release"), commands);
    Path installer = temp.resolve("hooks/src/release/install.sh");
    Files.write(installer, Files.readAllBytes(release.installer()));
    git(temp.resolve("hooks"), "commit", "-q", "-a", "-m", "Pin 0.2.0");
    useHook("posttls-lint-pinned");
    commands.set("PATH", System.getenv("PATH"));
    try (Downloads server = Downloads.https(release.files(), temp.resolve("trust.pem"))) {
      commands.set("CURL_CA_BUNDLE", temp.resolve("trust.pem").toString());
      commands.set("POSTTLS_LINT_DOWNLOADS", server.address());
      server.answer(Downloads.bytes(new byte[1000]));
      write("mail/etc/postfix/main.cf", SOUND + "smtpd_tls_security_level = may\n");
      assertThat(commit().output()).contains("is not the file of this release");
      server.answer(Downloads.filesOf(release.files()));
      write("mail/etc/postfix/main.cf", BROKEN);
      assertThat(commit().output()).contains("mail/etc/postfix/main.cf:3:1");
      write("mail/etc/postfix/main.cf", BROKEN.replace("cafile", "CAfile"));
      assertThat(commit().status()).isZero();
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void noNameOfAFileIsTakenForAnOption() throws Exception {
    write("mail/etc/postfix/main.cf", BROKEN);
    write("--help", "");
    write("--output=json=x.pem", "");
    write("--fail-on=never", "");
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("mail/etc/postfix/main.cf:3:1");
    assertThat(project.resolve("x.pem")).doesNotExist();
    useHook("posttls-lint\n        args: [--fail-on, never]");
    Outcome warned = commit();
    assertThat(warned.status()).isNotZero();
    assertThat(warned.output()).contains("is an option, and a file as well");
  }

  @Test
  void optionsOfTheUsersAreTaken() throws Exception {
    String args = Readme.block("yaml", "args: [").strip();
    useHook("posttls-lint\n        " + args.replace("--]", "-q, --]"));
    write("mail/etc/postfix/main.cf", BROKEN);
    Outcome refused = commit();
    assertThat(refused.output()).contains("mail/etc/postfix/main.cf:3:1").doesNotContain("= help");
  }

  @Test
  void theImageIsNamedByItsDigest() throws Exception {
    useHook("posttls-lint-docker");
    Path said = temp.resolve("said");
    // not a container engine: it notes what it is asked to do
    Path docker = Files.createDirectory(temp.resolve("engine")).resolve("docker");
    Files.writeString(docker, "#!/bin/sh\necho \"$*\" >>'" + said + "'\n");
    docker.toFile().setExecutable(true);
    commands.set("PATH", docker.getParent() + ":" + System.getenv("PATH"));
    write("mail/etc/postfix/key.pem", "");
    assertThat(commit().status()).isZero();
    assertThat(said)
        .content()
        .containsPattern(
            "run --rm .* [a-z0-9./-]+@sha256:[0-9a-f]{64} check --changed-files -- .*"
                + "mail/etc/postfix/key[.]pem");
  }

  @Test
  void mendsWhatIsCertain() throws Exception {
    useHook("posttls-lint-fix");
    String quoted = SOUND + "smtp_tls_security_level = \"may\"\n";
    write("mail/etc/postfix/main.cf", quoted);
    assertThat(commit().status()).isNotZero();
    assertThat(project.resolve("mail/etc/postfix/main.cf")).hasContent(quoted.replace("\"", ""));
    assertThat(commit().status()).isZero();
  }

  @Test
  void mendsNoCopyThatPostfixDoesNotRead() throws Exception {
    useHook("posttls-lint-fix");
    String quoted = SOUND + "smtp_tls_security_level = \"may\"\n";
    for (String ending : List.of("proto", "bak", "orig", "rpmnew", "1")) {
      write("copy/main.cf." + ending, quoted);
    }
    write("copy/master.cf", "smtp unix - - n - - smtp -o smtp_use_tls=\"yes\"\n");
    git(project, "add", "-A");
    git(project, "commit", "-q", "--no-verify", "-m", "copies");
    write("copy/main.cf.proto", quoted + "# changed\n");
    assertThat(commit().status()).isZero();
    assertThat(run(project, "git", "status", "--porcelain").output()).isEmpty();
    write("copy/main.cf.jinja2", quoted);
    assertThat(commit().status()).isNotZero();
    assertThat(project.resolve("copy/main.cf.jinja2")).hasContent(quoted.replace("\"", ""));
    assertThat(project.resolve("copy/main.cf.bak")).hasContent(quoted);
  }

  @Test
  void lintsAllWhenOnlyATableIsChanged() throws Exception {
    useHook("posttls-lint-all");
    write("other/main.cf", BROKEN);
    write("mail/etc/postfix/clientcerts", "AA:BB host\n");
    Outcome refused = commit();
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("other/main.cf:3:1");
  }

  @Test
  void judgesWhatHasChangedThoughTheCommitHasAnIndexOfItsOwn() throws Exception {
    useHook("posttls-lint-all\n        args: [--changed-since, HEAD]");
    write("old/main.cf", BROKEN);
    run(project, "git", "add", "-A");
    git(project, "commit", "-q", "--no-verify", "-m", "an old fault");
    write("mail/etc/postfix/main.cf", BROKEN);
    // git commit FILE hands the hook an index beside the usual one
    Outcome refused = run(project, "git", "commit", "-q", "-m", "x", "mail/etc/postfix/main.cf");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains("mail/etc/postfix/main.cf:3:1", "param-case-mismatch")
        .doesNotContain("old/main.cf");
  }

  @Test
  void acceptsWhatABaselineLists() throws Exception {
    write("mail/etc/postfix/main.cf", BROKEN);
    assertThat(commit().status()).isNotZero();
    write(".posttls-lint.yaml", "baseline: posttls-lint.baseline\n");
    run(project, "sh", "-c", "posttls-lint check --write-baseline posttls-lint.baseline .");
    assertThat(commit().status()).isZero();
    write("mail/etc/postfix/main.cf", BROKEN + "smtpd_use_tls = onn\n");
    Outcome refused = commit();
    assertThat(refused.output()).contains("bad-boolean").doesNotContain("param-case-mismatch");
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome commit() throws Exception {
    git(project, "add", "-A");
    return run(project, "git", "commit", "-q", "-m", "change");
  }

  private String git(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Outcome outcome = run(directory, command.toArray(String[]::new));
    assertThat(outcome.status()).as(command + ": " + outcome.output()).isZero();
    return outcome.output();
  }

  private Outcome run(Path directory, String... command) throws Exception {
    return commands.run(directory, command);
  }
}
