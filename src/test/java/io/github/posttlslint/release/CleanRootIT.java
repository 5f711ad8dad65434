package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import io.github.posttlslint.testkit.ScratchRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands of the manual on a host that nobody has prepared and that has no Java, a small
 * Debian of {@code src/test/referee/stage-clean}: one installs, one judges, one adds the hook. The
 * files are those of a release made of what was built; a server of the test's own has them.
 */
@Tag("long")
@EnabledIfSystemProperty(
    named = "posttlslint.bundle",
    matches = ".+",
    disabledReason = "the bundle is made by: mvn -P bundle verify -Dbundle.jdk=DIRECTORY_OF_JDK_25")
class CleanRootIT {

  private static final String RELEASED = "https://git.example.org/posttls-lint";
  private static final Path REPOSITORY = Path.of("srv/mail");
  private static final String FINDING =
      "etc/postfix/main.cf:9:1: error: Postfix has no parameter 'smtp_tls_auth_only'";

  @TempDir static Path releases;
  private static Path clean;
  private static ScratchRelease release;

  @TempDir Path temp;
  private Commands commands;
  private Path root;
  private Downloads server;

  @BeforeAll
  static void stage() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "enters a root directory: needs root");
    Commands commands = new Commands(releases);
    Path cache = Path.of(System.getenv("HOME"), ".cache");
    clean = Files.createDirectories(cache).resolve("posttls-lint-clean");
    if (!Files.isDirectory(clean)) { // it takes longer than other commands may
      Process staging =
          commands
              .builder(
                  Path.of("").toAbsolutePath(), "src/test/referee/stage-clean", clean.toString())
              .inheritIO()
              .start();
      assertThat(staging.waitFor(15, TimeUnit.MINUTES)).isTrue();
      assertThat(staging.exitValue()).isZero();
    }
    release = ScratchRelease.built(releases.resolve("files"), commands);
  }

  /** A copy of the clean root, with a mail server's set-up in a git repository. */
  @BeforeEach
  void makeHost() throws Exception {
    commands = new Commands(temp);
    root = temp.resolve("root");
    run("cp", "-a", clean.toString(), root.toString());
    server = Downloads.https(release.files(), releases.resolve("trust.pem"));
    Files.copy(releases.resolve("trust.pem"), root.resolve("etc/ssl/certs/ca-certificates.crt"));
    Folders.copy(Path.of("samples/submission/bad/etc"), root.resolve("etc"));
    Folders.copy(Path.of("samples/submission/bad"), root.resolve(REPOSITORY));
    assertDone(in("/srv/mail", "git init -q && git add -A && git commit -q -m all"));
    assertThat(in("/", "command -v java || command -v posttls-lint").output()).isEmpty();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    run("rm", "-rf", root.toString());
  }

  private void run(String... command) throws Exception {
    Outcome outcome = commands.run(temp, command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Runs a command of the shell's in the root, as somebody who has just logged in. */
  private Outcome in(String directory, String script) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("unshare").toString()));
    command.addAll(List.of("--mount", "--pid", "--fork", "--mount-proc=" + root + "/proc"));
    command.addAll(List.of(Program.require("chroot").toString(), root.toString()));
    command.addAll(List.of("/usr/bin/env", "-i", "HOME=/root", "LANG=C.UTF-8"));
    command.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      command.addAll(List.of("GIT_" + who + "_NAME=x", "GIT_" + who + "_EMAIL=x@example.com"));
    }
    command.add("POSTTLS_LINT_DOWNLOADS=" + server.address());
    command.addAll(List.of("/bin/bash", "-c", "cd " + directory + " && " + script));
    return commands.run(temp, command.toArray(String[]::new));
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** The second command, and the third, and what the hook then does. */
  private void assertJudgesAndAddsTheHook() throws Exception {
    Outcome judged = in("/", "posttls-lint check --now 2026-06-01T12:00:00Z /etc/postfix");
    assertThat(judged.output()).contains(FINDING, "4 errors");
    assertThat(judged.status()).isEqualTo(1);
    assertDone(in("/srv/mail", Readme.block("sh", "#!/bin/sh")));
    assertHookWorks();
  }

  private void assertHookWorks() throws Exception {
    Path mainCf = root.resolve(REPOSITORY).resolve("etc/postfix/main.cf");
    String bad = Files.readString(mainCf);
    Files.writeString(mainCf, bad + "# changed\n");
    Outcome refused = in("/srv/mail", "git commit -q -a -m changed");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains(FINDING);
    replaceByGood();
    assertDone(in("/srv/mail", "git add -A && git commit -q -m good"));
  }

  private void replaceByGood() throws IOException, Exception {
    run("rm", "-r", root.resolve(REPOSITORY).resolve("etc").toString());
    Folders.copy(Path.of("samples/submission/good"), root.resolve(REPOSITORY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "wget"})
  void byTheScript(String tool) throws Exception {
    String install =
        Readme.block("sh", "install.sh && sh")
            .replace(RELEASED + "/releases/latest/download", server.address());
    if (tool.equals("wget")) {
      install = install.replace("curl -fsSLO", "wget -q");
      Files.delete(root.resolve("usr/bin/curl"));
    }
    Outcome installed = in("/root", install);
    assertDone(installed);
    assertThat(installed.output()).contains(" is installed: /usr/local/bin/posttls-lint");
    assertJudgesAndAddsTheHook();
    assertDone(in("/root", "sh install.sh --uninstall"));
    assertThat(in("/root", "command -v posttls-lint").status()).isNotZero();
  }

  @Test
  void byThePackage() throws Exception {
    Folders.copy(release.files(), root.resolve("srv/files"));
    String install = Readme.block("sh", "bundle_*_").replace("install", "install -y");
    Outcome installed = in("/srv/files", install.replace("amd64", architecture()));
    assertDone(installed);
    assertJudgesAndAddsTheHook();
    assertDone(in("/", "apt-get remove -y posttls-lint-bundle"));
    assertThat(root.resolve("usr/lib/posttls-lint")).doesNotExist();
  }

  private String architecture() throws Exception {
    return in("/", "dpkg --print-architecture").output().strip();
  }

  @Test
  void byPreCommitAlone() throws Exception {
    Path hooks = root.resolve("srv/hooks");
    Path scripts = Files.createDirectories(hooks.resolve("src/release"));
    Files.copy(Path.of(".pre-commit-hooks.yaml"), hooks.resolve(".pre-commit-hooks.yaml"));
    Files.copy(release.installer(), scripts.resolve("install.sh"));
    Path runner = scripts.resolve("posttls-lint");
    Files.copy(Path.of("src/release/posttls-lint"), runner);
    runner.toFile().setExecutable(true);
    String tag = "git init -q && git add -A && git commit -q -m Pin && git tag v0.1.0";
    assertDone(in("/srv/hooks", tag));
    Files.writeString(
        root.resolve(REPOSITORY).resolve(".pre-commit-config.yaml"),
        Readme.block("yaml", "repos:").replaceFirst("repo: .*", "repo: /srv/hooks"));
    assertDone(in("/srv/mail", "pre-commit install"));
    assertHookWorks();
    assertThat(server.asked()).hasSize(1);
    assertThat(in("/", "command -v posttls-lint").status()).isNotZero();
  }
}
