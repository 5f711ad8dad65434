package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Program;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code install.sh} makes of files that arrive broken, swapped, never or by http. */
class InstallerDownloadIT extends InstallerHost {

  // ---- what arrives broken

  @ParameterizedTest
  @CsvSource({"dash, 1", "busybox sh, 9", "bash --posix, 17", "zsh --emulate sh, 17"})
  void aScriptThatIsCutShortDoesNothing(String shell, int step) throws Exception {
    Program.require(shell.split(" ")[0]);
    String script =
        """
        set -u
        lines=$(($(wc -l <"$1"))) size=$(($(wc -c <"$1")))
        for line in $(seq 1 %2$d $((lines - 9))) $(seq $((lines - 8)) $((lines - 1))); do
          head -n "$line" "$1" | %1$s -s -- --from "$2" --prefix "$3" && echo "line $line"
        done 2>/dev/null
        for byte in $(seq $((size - 60)) $((size - 2))); do
          head -c "$byte" "$1" | %1$s -s -- --from "$2" --prefix "$3" && echo "byte $byte"
        done 2>/dev/null
        [ ! -e "$3" ]
        """
            .formatted(shell, step);
    Outcome outcome =
        commands.run(
            temp,
            "bash",
            "-c",
            script,
            "cut",
            release.installer().toString(),
            release.files().toString(),
            prefix.toString());
    // up to the opening brace there are comments, which is no error; all after that is one
    assertThat(outcome.output().lines().filter(line -> !line.matches("line ([1-9]|10)"))).isEmpty();
    assertThat(outcome.status()).isZero();
    assertNothingLeft();
  }

  @Test
  void anArchiveThatIsCutShortIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(release.archive());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    server.answer(Downloads.bytes(half));
    assertRefused(install(), "is not the file of this release");
    assertNothingLeft();
    server.answer(
        request -> {
          request.sendResponseHeaders(200, whole.length);
          request.getResponseBody().write(half);
        });
    assertRefused(install(), "cannot be downloaded");
    assertNothingLeft();
  }

  @Test
  void anArchiveOfAnotherReleaseIsRefusedAndTheProgramOfBeforeStays() throws Exception {
    server.answer(Downloads.bytes(Files.readAllBytes(older.archive())));
    assertRefused(install(), "is not the file of this release");
    assertNothingLeft();
    assertThat(install(older, "--from", older.files().toString()).status()).isZero();
    assertRefused(install(), "is not the file of this release");
    assertRuns("0.1.0");
    Path local = Files.createDirectory(temp.resolve("local"));
    Files.copy(older.archive(), local.resolve(release.archive().getFileName()));
    assertRefused(install("--from", local.toString()), "is not the file of this release");
    assertRefused(install("--from", temp.resolve("nowhere").toString()), "there is no file");
    assertRuns("0.1.0");
  }

  @Test
  void whatDoesNotEndIsNotWrittenToTheEnd() throws Exception {
    byte[] block = new byte[1 << 16];
    server.answer(
        request -> {
          request.sendResponseHeaders(200, 0);
          for (int i = 0; i < 16_000; i++) { // a gigabyte, if nobody hangs up
            request.getResponseBody().write(block);
          }
        });
    assertRefused(install(), "cannot be downloaded");
    assertNothingLeft();
  }

  @Test
  void whatADirectoryHasThatDoesNotEndIsNotReadToTheEnd() throws Exception {
    Path local = Files.createDirectory(temp.resolve("local"));
    Path file = local.resolve(release.archive().getFileName());
    assertThat(commands.run(temp, "mkfifo", file.toString()).status()).isZero();
    assertRefused(install("--from", local.toString()), "there is no file");
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertRefused(install("--from", local.toString()), "there is no file");
    Files.delete(file);
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 40);
    }
    assertRefused(install("--from", local.toString()), "cannot be copied");
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500})
  void anErrorOfTheServerIsTold(int status) throws Exception {
    server.answer(request -> request.sendResponseHeaders(status, -1));
    assertRefused(install(), "cannot be downloaded");
    assertNothingLeft();
  }

  @Test
  void aServerThatNobodyVouchesForIsNotAsked() throws Exception {
    commands.unset("CURL_CA_BUNDLE");
    Files.writeString(temp.resolve("home/.curlrc"), "insecure\n");
    assertRefused(install(), "cannot be downloaded");
    assertThat(server.asked()).isEmpty();
    assertNothingLeft();
  }

  // ---- http

  @Test
  void isNotLedToHttp() throws Exception {
    try (Downloads open = Downloads.http(release.files())) {
      server.answer(Downloads.redirect(open.address()));
      assertRefused(install(), "cannot be downloaded");
      commands.set("POSTTLS_LINT_DOWNLOADS", open.address());
      open.answer(Downloads.redirect("http://localhost:1"));
      assertRefused(install(), "cannot be downloaded");
      assertThat(open.asked()).hasSize(1);
    }
    assertNothingLeft();
  }

  @Test
  void followsToAnotherHttpsServer() throws Exception {
    try (Downloads open = Downloads.http(release.files())) {
      open.answer(Downloads.redirect(server.address()));
      commands.set("POSTTLS_LINT_DOWNLOADS", open.address());
      Outcome outcome = install();
      assertThat(outcome.status()).as(outcome.output()).isZero();
    }
    assertThat(server.asked()).hasSize(1);
    assertRuns("0.2.0");
  }

  @Test
  void wgetIsNotLedToHttpEither() throws Exception {
    commands.set("PATH", toolsWithout("curl").toString());
    Program.require("wget");
    try (Downloads open = Downloads.http(release.files())) {
      commands.set("POSTTLS_LINT_DOWNLOADS", open.address());
      Outcome outcome = install();
      assertThat(outcome.status()).as(outcome.output()).isZero();
      assertRuns("0.2.0");
      assertThat(install("--uninstall").status()).isZero();
      open.answer(Downloads.redirect("http://127.0.0.1:" + open.address().split(":")[2]));
      assertRefused(install(), "refused to go on to http://");
      assertThat(open.asked()).hasSize(2);
      open.answer(request -> request.sendResponseHeaders(404, -1));
      assertRefused(install(), "cannot be downloaded");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/x",
        "ftp://example.com/x",
        "file:///tmp",
        "example.com",
        "http://127.0.0.1:80@example.com/x",
        "http://127.0.0.1.example.com/x",
        "https://user@example.com/x",
        "https://",
        "https://example.com/$(touch x)",
        "-K/etc/passwd"
      })
  void noOtherAddressIsTaken(String address) throws Exception {
    commands.set("POSTTLS_LINT_DOWNLOADS", address);
    assertRefused(install(), "downloads come by https only");
    assertNothingLeft();
  }
}
