package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            .replace("https://git.example.org/posttls-lint.git", temp.resolve("hooks").toString())
            .replace("rev: v0.1.0", "rev: " + revision)
            .replace("id: posttls-lint\n", "id: " + id + "\n"));
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
