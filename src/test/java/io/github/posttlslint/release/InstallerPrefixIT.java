package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code install.sh} makes of prefixes that others may change, and of its own end. */
class InstallerPrefixIT extends InstallerHost {

  // ---- the prefix

  @ParameterizedTest
  @ValueSource(strings = {"", "lib", "bin", "lib/posttls-lint", "lib/.posttls-lint.part"})
  void nothingIsInstalledThroughALink(String name) throws Exception {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Path link = name.isEmpty() ? prefix : prefix.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, elsewhere);
    assertRefused(install(), link + " is a symbolic link");
    assertThat(names(elsewhere)).isEmpty();
    assertThat(link).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lib", "bin", "lib/posttls-lint", "lib/.posttls-lint.part"})
  void nothingIsInstalledWhereAnotherUserMayWrite(String name) throws Exception {
    Path directory = name.isEmpty() ? prefix : prefix.resolve(name);
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(install(), "everybody may write to " + directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    giveAway(directory);
    assertRefused(install(), directory + " belongs to another user (" + STRANGER + ")");
    assertThat(names(directory)).doesNotContain("posttls-lint");
  }

  @Test
  void aDirectoryAboveThePrefixMustNotBeAStrangers() throws Exception {
    Path above = Files.createDirectory(temp.resolve("above"));
    prefix = above.resolve("mine/prefix");
    Files.createDirectory(above.resolve("mine"));
    giveAway(above);
    assertRefused(install(), above + " belongs to another user");
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, Files.createDirectory(temp.resolve("good")));
    giveAway(link);
    prefix = link.resolve("prefix");
    assertRefused(install(), link + " belongs to another user");
    assertThat(temp.resolve("good")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatAllShareMayBeAboveThePrefix() throws Exception {
    Path shared = Files.createDirectory(temp.resolve("shared"));
    Outcome sticky = commands.run(temp, "chmod", "1777", shared.toString());
    assertThat(sticky.status()).isZero();
    prefix = shared.resolve("prefix");
    assertThat(install().status()).isZero();
    assertRuns("0.2.0");
  }

  @Test
  void anotherProgramOfTheNameIsLeftAlone() throws Exception {
    Path bin = Files.createDirectories(prefix.resolve("bin"));
    Files.writeString(bin.resolve("posttls-lint"), "mine\n");
    assertRefused(install(), "is another program; remove it first");
    assertRefused(install("--uninstall"), "is another program; remove it first");
    assertThat(bin.resolve("posttls-lint")).hasContent("mine");
    Files.delete(bin.resolve("posttls-lint"));
    Files.createSymbolicLink(bin.resolve("posttls-lint"), Path.of("/opt/mine"));
    assertRefused(install(), "leads to another program");
    Files.delete(bin.resolve("posttls-lint"));
    Path mine = Files.createDirectories(prefix.resolve("lib/posttls-lint/mine"));
    assertRefused(install(), "is something else than posttls-lint");
    assertRefused(install("--uninstall"), "is something else than posttls-lint");
    assertThat(mine).exists();
    assertThat(server.asked()).isEmpty();
  }

  // ---- what is interrupted

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129"})
  void aSignalEndsItAndLeavesNothing(String signal, int status) throws Exception {
    CountDownLatch asked = stall();
    Process process = start();
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    send(signal, process);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(process.descendants()).isEmpty();
    assertNothingLeft();
  }

  @Test
  void whatAKilledRunHasLeftIsTakenOver() throws Exception {
    assertThat(install(older, "--from", older.files().toString()).status()).isZero();
    CountDownLatch asked = stall();
    Process process = start();
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    List<ProcessHandle> children = process.descendants().toList();
    send("KILL", process);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    children.forEach(ProcessHandle::destroyForcibly);
    Path part = prefix.resolve("lib/.posttls-lint.part");
    assertThat(part).exists();
    // as if it had come as far as to move the old program aside
    Files.move(prefix.resolve("lib/posttls-lint"), part.resolve("old"));
    server.answer(Downloads.bytes("swapped".getBytes(StandardCharsets.UTF_8)));
    assertRefused(install(), "is not the file of this release");
    assertRuns("0.1.0");
    server.answer(Downloads.filesOf(release.files()));
    assertThat(install().status()).isZero();
    assertRuns("0.2.0");
  }

  /** It was killed between two steps, before it could say who it was. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatARunHasLeftWithoutItsNumberIsTakenOverInAWhile(boolean begun) throws Exception {
    Path part = Files.createDirectories(prefix.resolve("lib/.posttls-lint.part"));
    if (begun) {
      Files.createFile(part.resolve("process"));
    }
    Outcome outcome = install("--quiet");
    assertThat(outcome.output()).contains("waiting for another installation, at work in " + part);
    assertThat(outcome.status()).isZero();
    assertRuns("0.2.0");
  }

  @Test
  void ofTwoAtOnceOneWaitsForTheOther() throws Exception {
    CountDownLatch asked = stall();
    Process first = start("--keep");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    server.answer(Downloads.filesOf(release.files()));
    Process second = start("--keep");
    assertThat(second.waitFor(1500, TimeUnit.MILLISECONDS)).as("it waits").isFalse();
    send("TERM", first);
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertRuns("0.2.0");
  }

  /** From now on the server begins to answer, and does not come to an end. */
  private CountDownLatch stall() {
    CountDownLatch asked = new CountDownLatch(1);
    server.answer(
        request -> {
          request.sendResponseHeaders(200, 0);
          request.getResponseBody().write(new byte[4096]);
          request.getResponseBody().flush();
          asked.countDown();
          try {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return asked;
  }

  private Process start(String... words) throws IOException {
    return commands
        .builder(temp, command(release, words))
        .redirectOutput(temp.resolve("said" + Instant.now().toEpochMilli()).toFile())
        .start();
  }

  private void send(String signal, Process process) throws Exception {
    assertThat(commands.run(temp, "kill", "-" + signal, "" + process.pid()).status()).isZero();
  }
}
