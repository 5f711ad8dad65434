package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks, run by the real pre-commit in a scratch repository. */
class PreCommitIT {

  private static final Path BIN = Path.of(System.getProperty("posttlslint.home"), "bin");
  private static final String SOUND = "compatibility_level = 3.6\nmyhostname = mx.example.com\n";
  private static final String BROKEN = SOUND + "smtpd_tls_cafile = /etc/postfix/ca.pem\n";

  @TempDir Path temp;

  private Path project;

  private record Outcome(int status, String output) {}

  @BeforeEach
  void makeRepositories() throws Exception {
    Program.require("pre-commit");
    Path hooks = Files.createDirectory(temp.resolve("hooks"));
    Files.copy(Path.of(".pre-commit-hooks.yaml"), hooks.resolve(".pre-commit-hooks.yaml"));
    git(hooks, "init", "-q");
    git(hooks, "add", ".");
    git(hooks, "commit", "-q", "-m", "hooks");
    project = Files.createDirectory(temp.resolve("project"));
    git(project, "init", "-q");
    useHook("posttls-lint");
    assertThat(run(project, "pre-commit", "install").status).isZero();
    write("mail/etc/postfix/main.cf", SOUND);
    git(project, "add", ".");
    git(project, "commit", "-q", "-m", "sound");
  }

  private void useHook(String id) throws Exception {
    String revision = git(temp.resolve("hooks"), "rev-parse", "HEAD").strip();
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("repos:\n"));
    write(
        ".pre-commit-config.yaml",
        example
            .substring(0, example.indexOf("```"))
            .replace("https://git.example.org/posttls-lint.git", temp.resolve("hooks").toString())
            .replace("rev: main", "rev: " + revision)
            .replace("id: posttls-lint", "id: " + id));
  }

  @Test
  void refusesABrokenSetupAndTakesTheMendedOne() throws Exception {
    write("mail/etc/postfix/main.cf", BROKEN);
    Outcome refused = commit();
    assertThat(refused.status).isNotZero();
    assertThat(refused.output).contains("mail/etc/postfix/main.cf:3:1", "param-case-mismatch");
    write("mail/etc/postfix/main.cf", BROKEN.replace("cafile", "CAfile"));
    assertThat(commit().status).isZero();
  }

  @Test
  void picksUpRenamedAndTemplatedFiles() throws Exception {
    write("old.cf", BROKEN.replace("ca.pem", "{{ ca }}"));
    assertThat(commit().status).isZero();
    Files.createDirectories(project.resolve("roles/postfix"));
    git(project, "mv", "old.cf", "roles/postfix/main.cf.j2");
    Outcome refused = commit();
    assertThat(refused.status).isNotZero();
    assertThat(refused.output).contains("roles/postfix/main.cf.j2:3:1", "param-case-mismatch");
  }

  @Test
  void readsTheWholeSetupOfAChangedFileButNoOther() throws Exception {
    write("other/main.cf", BROKEN);
    assertThat(run(project, "git", "add", "other").status).isZero();
    git(project, "commit", "-q", "--no-verify", "-m", "an old fault elsewhere");
    write("mail/etc/postfix/main.cf", SOUND + "smtpd_tls_security_level = may\n");
    write(
        "mail/etc/postfix/master.cf",
        "smtp inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes\n");
    Outcome refused = commit();
    assertThat(refused.status).isNotZero();
    assertThat(refused.output).contains("mail/etc/postfix/").doesNotContain("other/main.cf");
  }

  @Test
  void mendsWhatIsCertain() throws Exception {
    useHook("posttls-lint-fix");
    write("mail/etc/postfix/main.cf", BROKEN);
    assertThat(commit().status).isNotZero();
    assertThat(project.resolve("mail/etc/postfix/main.cf"))
        .hasContent(BROKEN.replace("cafile", "CAfile"));
    assertThat(commit().status).isZero();
  }

  @Test
  void lintsAllWhenOnlyATableIsChanged() throws Exception {
    useHook("posttls-lint-all");
    write("other/main.cf", BROKEN);
    write("mail/etc/postfix/clientcerts", "AA:BB host\n");
    Outcome refused = commit();
    assertThat(refused.status).isNotZero();
    assertThat(refused.output).contains("other/main.cf:3:1");
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
    assertThat(outcome.status).as(command + ": " + outcome.output).isZero();
    return outcome.output;
  }

  private Outcome run(Path directory, String... command) throws Exception {
    Path out = Files.createTempFile(temp, "run", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("PRE_COMMIT"));
    environment.put("PATH", BIN + File.pathSeparator + environment.get("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", temp.toString());
    environment.put("XDG_CACHE_HOME", temp.resolve("cache").toString());
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("GIT_AUTHOR_", "GIT_COMMITTER_")) {
      environment.put(who + "NAME", "Test");
      environment.put(who + "EMAIL", "test@example.com");
    }
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after two minutes: " + List.of(command));
    }
    return new Outcome(process.exitValue(), Files.readString(out));
  }
}
