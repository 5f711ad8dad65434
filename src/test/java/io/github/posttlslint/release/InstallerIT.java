package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Program;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code install.sh} of a release: what it does, and in which surroundings. */
class InstallerIT extends InstallerHost {

  // ---- what it does

  @Test
  void installsOverWhatItHasInstalledWhicheverWasFirst() throws Exception {
    Outcome first = install();
    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("posttls-lint 0.2.0 is installed: " + prefix + "/bin/posttls-lint")
        .contains("PATH=\"" + prefix + "/bin:$PATH\"");
    assertRuns("0.2.0");
    Files.writeString(prefix.resolve("lib/posttls-lint/left-over"), "of the first\n");
    Outcome again = install();
    assertThat(again.status()).as(again.output()).isZero();
    assertRuns("0.2.0");
    assertThat(prefix.resolve("lib/posttls-lint/left-over")).doesNotExist();

    server.answer(Downloads.filesOf(older.files()));
    assertThat(install(older).status()).isZero();
    assertRuns("0.1.0");
    server.answer(Downloads.filesOf(release.files()));
    assertThat(install().status()).isZero();
    assertRuns("0.2.0");

    Outcome removed = install("--uninstall");
    assertThat(removed.status()).as(removed.output()).isZero();
    assertThat(names(prefix.resolve("lib"))).isEmpty();
    assertThat(names(prefix.resolve("bin"))).isEmpty();
    assertRefused(install("--uninstall"), "is not installed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh", "bash --posix", "zsh --emulate sh"})
  void runsInAnyShellFromAPipe(String shell) throws Exception {
    Program.require(shell.split(" ")[0]);
    String script =
        "cat '%s' | %s -s -- --from '%s' --prefix '%s'"
            .formatted(release.installer(), shell, release.files(), prefix);
    Outcome outcome = commands.run(temp, "sh", "-c", script);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(server.asked()).isEmpty();
    assertRuns("0.2.0");
  }

  @Test
  void putsAUsersProgramBelowTheirHomeAndLeavesTheirProfilesAlone() throws Exception {
    needRoot();
    Path home = Files.createTempDirectory("home of ").toRealPath();
    try {
      Files.writeString(home.resolve(".profile"), "# mine\n");
      Files.writeString(home.resolve(".bashrc"), "# mine\n");
      String script =
          "chown -R "
              + STRANGER
              + " '"
              + home
              + "' && umask 077 && exec setpriv --reuid="
              + STRANGER
              + " --regid="
              + STRANGER
              + " --clear-groups sh -s -- <'"
              + release.installer()
              + "'";
      commands.set("HOME", home.toString());
      commands.unset("XDG_CACHE_HOME");
      commands.unset("CURL_CA_BUNDLE"); // the test's own directory is closed to others
      try (Downloads open = Downloads.http(release.files())) {
        commands.set("POSTTLS_LINT_DOWNLOADS", open.address());
        Outcome outcome = commands.run(Path.of("/"), "sh", "-c", script);
        assertThat(outcome.status()).as(outcome.output()).isZero();
      }
      assertThat(home.resolve(".local/bin/posttls-lint")).isSymbolicLink();
      assertThat(names(home)).containsExactly(".bashrc", ".local", ".profile");
      assertThat(home.resolve(".profile")).hasContent("# mine");
      assertThat(home.resolve(".bashrc")).hasContent("# mine");
      assertThat(Files.getAttribute(home.resolve(".local/lib/posttls-lint/LICENSE"), "unix:uid"))
          .isEqualTo(Integer.valueOf(STRANGER));
    } finally {
      commands.run(temp, "rm", "-rf", home.toString());
    }
  }

  @Test
  void keepsWhatIsThereWhereItIsToldTo() throws Exception {
    assertThat(install("--quiet", "--keep").output()).isEmpty();
    assertThat(server.asked()).hasSize(1);
    assertThat(install("--quiet", "--keep").output()).isEmpty();
    assertThat(server.asked()).hasSize(1);
    server.answer(Downloads.filesOf(older.files()));
    assertThat(install(older, "--keep").status()).isZero();
    assertRuns("0.1.0");
  }

  /** As tools do that delete what nobody has read for long. */
  @ParameterizedTest
  @ValueSource(strings = {"bin/posttls-lint", "LICENSE", "release"})
  void whatHasLostAFileIsNotKept(String name) throws Exception {
    assertThat(install("--keep").status()).isZero();
    Files.delete(prefix.resolve("lib/posttls-lint").resolve(name));
    assertThat(install("--keep").status()).isZero();
    assertThat(server.asked()).hasSize(2);
    assertRuns("0.2.0");
    assertThat(install("--keep").status()).isZero();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void theLineForAProfileMeansThePrefixWhateverItIsCalled() throws Exception {
    prefix = temp.resolve("a \"$(touch hacked)` 'b\\");
    Outcome outcome = install();
    assertThat(outcome.status()).as(outcome.output()).isZero();
    String line = outcome.output().lines().reduce((a, b) -> b).orElseThrow();
    Outcome shell = commands.run(temp, "sh", "-c", line + "; posttls-lint --version");
    assertThat(shell).isEqualTo(new Outcome(0, "posttls-lint 0.2.0\n"));
    assertThat(temp.resolve("hacked")).doesNotExist();
  }

  @Test
  void tellsItsVersionAndItsOptions() throws Exception {
    assertThat(install("--version").output()).isEqualTo("posttls-lint 0.2.0\n");
    assertThat(install("--help").output()).startsWith("Usage: ").contains("--prefix PREFIX");
    for (String wrong :
        List.of("--sudo", "x", "--prefix=a/b", "--prefix=/a/../b", "--prefix=/usr")) {
      Outcome outcome = install(wrong);
      assertThat(outcome.status()).as(wrong).isEqualTo(2);
      assertThat(outcome.output()).contains("--help lists the options");
    }
    assertNothingLeft();
  }

  @Test
  void thatOfNoReleaseSaysSo() throws Exception {
    Outcome outcome =
        commands.run(
            temp,
            "sh",
            Path.of("src/release/install.sh").toAbsolutePath().toString(),
            "--prefix",
            prefix.toString());
    assertRefused(outcome, "of no release");
    assertNothingLeft();
  }

  // ---- what its surroundings would have it do

  @Test
  void settingsOfToolsAndShellsDoNotChangeWhatItDoes() throws Exception {
    Path home = temp.resolve("home");
    Path canary = temp.resolve("canary");
    Files.writeString(home.resolve(".curlrc"), "output = \"" + canary + "\"\ninsecure\n");
    Files.writeString(home.resolve(".wgetrc"), "output_document = " + canary + "\n");
    commands.set("WGETRC", home.resolve(".wgetrc").toString());
    commands.set("CURL_HOME", home.toString());
    commands.set("TAR_OPTIONS", "--to-command=touch\\ " + canary);
    commands.set("GZIP", "--keep");
    commands.set("CDPATH", home.toString());
    commands.set("TMPDIR", temp.resolve("nowhere").toString());
    commands.set("LC_ALL", "tr_TR.UTF-8");
    commands.set("IFS", "/");
    commands.set("POSIXLY_CORRECT", "1");
    Path here = Files.createDirectory(temp.resolve("here"));
    for (String name : List.of("tar", "ls", "id", "curl", "sha256sum", "posttls-lint")) {
      Files.writeString(here.resolve(name), "#!/bin/sh\ntouch '" + canary + "'\n");
      here.resolve(name).toFile().setExecutable(true);
    }
    Commands.Outcome path = commands.run(here, "sh", "-c", "printf %s \"$PATH\"");
    commands.set("PATH", ".::here:" + path.output() + ":");
    Outcome outcome =
        commands.run(
            here,
            "/bin/bash",
            "-c",
            "umask 000; set -o noclobber; exec /bin/sh \"$@\"",
            "x",
            release.installer().toString(),
            "--prefix",
            prefix.toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    commands.set("PATH", path.output());
    assertRuns("0.2.0");
    assertThat(canary).doesNotExist();
    try (Stream<Path> files = Files.walk(prefix)) {
      assertThat(files.filter(file -> !Files.isSymbolicLink(file)))
          .allSatisfy(
              file ->
                  assertThat(
                          PosixFilePermissions.toString(
                              Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)))
                      .doesNotMatch(".{4}w.*|.{7}w.*"));
    }
  }

  @Test
  void withoutJavaNothingIsInstalledThatCouldNotRun() throws Exception {
    commands.set("PATH", toolsWithout("wget").toString());
    commands.unset("JAVA_HOME");
    assertRefused(install(), "no Java found");
    commands.set("JAVA_HOME", temp.resolve("no-java").toString());
    Path java = Files.createDirectories(temp.resolve("no-java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    java.toFile().setExecutable(true);
    assertRefused(install(), "posttls-lint does not run here");
    assertNothingLeft();
  }
}
