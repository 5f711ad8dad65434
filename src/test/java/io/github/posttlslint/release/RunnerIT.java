package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.ScratchRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code src/release/posttls-lint}, which runs the installed program or fetches that of a release.
 */
class RunnerIT {

  @TempDir static Path releases;
  private static ScratchRelease release;

  @TempDir Path temp;
  private Commands commands;
  private Downloads server;
  private Path runner;
  private Path cache;

  @BeforeAll
  static void makeRelease() throws Exception {
    release = ScratchRelease.of("0.2.0", releases.resolve("x"), new Commands(releases));
  }

  /** A checkout in which a release is pinned, where no posttls-lint is on the PATH. */
  @BeforeEach
  void checkOut() throws Exception {
    temp = temp.toRealPath();
    commands = new Commands(temp);
    commands.set("PATH", System.getenv("PATH"));
    Program.require("curl");
    cache = temp.resolve("cache");
    Path pinned = Files.createDirectories(temp.resolve("check out/src/release"));
    runner = pinned.resolve("posttls-lint");
    Files.copy(Path.of("src/release/posttls-lint"), runner);
    runner.toFile().setExecutable(true);
    Files.copy(release.installer(), pinned.resolve("install.sh"));
    server = Downloads.https(release.files(), releases.resolve("trust.pem"));
    commands.set("CURL_CA_BUNDLE", releases.resolve("trust.pem").toString());
    commands.set("POSTTLS_LINT_DOWNLOADS", server.address());
    Files.writeString(Files.createDirectory(temp.resolve("mail")).resolve("main.cf"), "x = 1\n");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Outcome run(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = runner.toString();
    System.arraycopy(words, 0, command, 1, words.length);
    return commands.run(temp, command);
  }

  private Path program(Path directory, String script) throws IOException {
    Path file = Files.createDirectories(directory).resolve("posttls-lint");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void fetchesTheReleaseOnceAndRunsItFromTheCurrentDirectory() throws Exception {
    Outcome first = run("check", "-q", "--fail-on", "warning", "mail");
    assertThat(first.output()).contains("mail/main.cf:1:1: ", "[smtp-tls-off]");
    assertThat(first.status()).isEqualTo(1);
    assertThat(run("check", "--fail-on", "never", "mail").status()).isZero();
    assertThat(run("--version").output()).isEqualTo("posttls-lint 0.2.0\n");
    assertThat(server.asked()).hasSize(1);
    assertThat(cache.resolve("posttls-lint/release-0.2.0/lib/posttls-lint/release")).exists();
  }

  @Test
  void runsTheInstalledProgramAndSaysNothing() throws Exception {
    Path installed = program(temp.resolve("installed"), "echo \"$# $1\"; exit 7");
    commands.set("PATH", installed.getParent() + ":" + System.getenv("PATH"));
    assertThat(run("a b")).isEqualTo(new Outcome(7, "1 a b\n"));
    assertThat(server.asked()).isEmpty();
    commands.set("POSTTLS_LINT_PINNED_ONLY", "1");
    assertThat(run("--version").output()).isEqualTo("posttls-lint 0.2.0\n");
  }

  @Test
  void doesNotTakeItselfOrAProgramOfTheCurrentDirectoryForTheInstalledOne() throws Exception {
    program(temp, "echo evil");
    Path links = Files.createDirectory(temp.resolve("links"));
    Files.createSymbolicLink(links.resolve("posttls-lint"), runner);
    commands.set("PATH", ".::" + links + ":" + runner.getParent() + ":" + System.getenv("PATH"));
    assertThat(commands.run(temp, links + "/posttls-lint", "--version").output())
        .isEqualTo("posttls-lint 0.2.0\n");
  }

  @Test
  void aSwappedArchiveIsNotRunAndLeavesNothing() throws Exception {
    server.answer(Downloads.bytes(new byte[1000]));
    Outcome outcome = run("--version");
    assertThat(outcome.output()).contains("is not the file of this release", "cannot be had");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(cache).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "posttls-lint", "posttls-lint/release-0.2.0/lib/posttls-lint"})
  void aCacheThatIsALinkIsNotUsed(String name) throws Exception {
    assertThat(run("--version").status()).isZero();
    Path place = cache.resolve(name);
    Path moved = temp.resolve("moved");
    Files.move(place, moved);
    Files.createSymbolicLink(place, moved);
    Outcome outcome = run("--version");
    if (name.endsWith("lib/posttls-lint")) {
      assertThat(outcome.output()).contains("is a symbolic link");
      assertThat(outcome.status()).isEqualTo(3);
    } else { // a link of the user's own, as where a disk is short
      assertThat(outcome).isEqualTo(new Outcome(0, "posttls-lint 0.2.0\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "posttls-lint", "posttls-lint/release-0.2.0/lib/posttls-lint"})
  void aCacheThatOthersMayWriteToIsNotUsed(String name) throws Exception {
    assertThat(run("--version").status()).isZero();
    Files.setPosixFilePermissions(
        cache.resolve(name), PosixFilePermissions.fromString("rwxrwxrwx"));
    Outcome outcome = run("--version");
    assertThat(outcome.output()).contains("everybody may write to");
    assertThat(outcome.status()).isEqualTo(3);
  }

  @Test
  void aCacheThatWasTidiedIsFilledAgain() throws Exception {
    assertThat(run("--version").status()).isZero();
    Files.delete(cache.resolve("posttls-lint/release-0.2.0/lib/posttls-lint/bin/posttls-lint"));
    assertThat(run("--version")).isEqualTo(new Outcome(0, "posttls-lint 0.2.0\n"));
    assertThat(run("--version")).isEqualTo(new Outcome(0, "posttls-lint 0.2.0\n"));
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aCheckoutOfNoReleaseSaysSo() throws Exception {
    Files.copy(
        Path.of("src/release/install.sh"),
        runner.resolveSibling("install.sh"),
        StandardCopyOption.REPLACE_EXISTING);
    Outcome outcome = run("check", "mail");
    assertThat(outcome.output()).contains("posttls-lint: not on PATH", "of no release");
    assertThat(outcome.status()).isEqualTo(3);
    commands.unset("HOME");
    assertThat(run("check", "mail").status()).isEqualTo(3);
  }

  @Test
  void withoutAHomeThereIsNoPlaceToKeepIt() throws Exception {
    commands.unset("HOME");
    commands.set("XDG_CACHE_HOME", "relative");
    Outcome outcome = run("--version");
    assertThat(outcome.output()).contains("neither XDG_CACHE_HOME nor HOME");
    assertThat(outcome.status()).isEqualTo(3);
  }
}
