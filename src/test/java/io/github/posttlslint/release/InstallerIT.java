package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Downloads;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.ScratchRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** {@code install.sh} of a release, against servers of the test's own. */
class InstallerIT {

  private static final String STRANGER = "12345";

  @TempDir static Path releases;
  private static ScratchRelease release;
  private static ScratchRelease older;

  @TempDir Path temp;
  private Commands commands;
  private Path prefix;
  private Downloads server;

  @BeforeAll
  static void makeReleases() throws Exception {
    Commands commands = new Commands(releases);
    release = ScratchRelease.of("0.2.0", Files.createDirectory(releases.resolve("b")), commands);
    older = ScratchRelease.of("0.1.0", Files.createDirectory(releases.resolve("a")), commands);
  }

  @BeforeEach
  void startServer() throws Exception {
    temp = temp.toRealPath();
    commands = new Commands(Files.createDirectory(temp.resolve("home")));
    prefix = temp.resolve("pre fix");
    Path trust = releases.resolve("trust.pem");
    server = Downloads.https(release.files(), trust);
    commands.set("CURL_CA_BUNDLE", trust.toString());
    commands.set("POSTTLS_LINT_DOWNLOADS", server.address());
    Program.require("curl");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Outcome install(String... words) throws Exception {
    return install(release, words);
  }

  private Outcome install(ScratchRelease what, String... words) throws Exception {
    return commands.run(temp, command(what, words));
  }

  private String[] command(ScratchRelease what, String... words) {
    List<String> command = new ArrayList<>(List.of("sh", what.installer().toString()));
    command.addAll(List.of("--prefix", prefix.toString()));
    command.addAll(List.of(words));
    return command.toArray(String[]::new);
  }

  private void assertRuns(String version) throws Exception {
    Outcome told = commands.run(temp, prefix.resolve("bin/posttls-lint").toString(), "--version");
    assertThat(told.output()).isEqualTo("posttls-lint " + version + "\n");
    assertThat(told.status()).isZero();
    assertThat(names(prefix)).containsExactly("bin", "lib");
    assertThat(names(prefix.resolve("lib"))).containsExactly("posttls-lint");
    assertThat(names(prefix.resolve("bin"))).containsExactly("posttls-lint");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertRefused(Outcome outcome, String why) {
    assertThat(outcome.output()).contains(why);
    assertThat(outcome.status()).isEqualTo(3);
  }

  private void assertNothingLeft() {
    assertThat(prefix).doesNotExist();
  }

  private static String tool(String name) {
    return Program.require(name).toString();
  }

  private static void needRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new TestAbortedException("gives files to another user, left out without root");
    }
  }

  private void giveAway(Path file) throws Exception {
    needRoot();
    Outcome given = commands.run(temp, tool("chown"), "-h", STRANGER, file.toString());
    assertThat(given.status()).as(given.output()).isZero();
  }

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
    assertRefused(install("--from", temp.resolve("nowhere").toString()), "cannot read");
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

  /** A directory with links to what the installer may use, but for one. */
  private Path toolsWithout(String left) throws IOException {
    Path tools = Files.createDirectory(temp.resolve("tools"));
    for (String name :
        List.of(
            "sh",
            "id",
            "ls",
            "mkdir",
            "mv",
            "rm",
            "rmdir",
            "ln",
            "tar",
            "gzip",
            "sha256sum",
            "uname",
            "getconf",
            "readlink",
            "sed",
            "tail",
            "tr",
            "sleep",
            "cat",
            "chmod",
            "wget",
            "curl",
            "dirname",
            "wc")) {
      if (!name.equals(left)) {
        Files.createSymbolicLink(tools.resolve(name), Program.require(name));
      }
    }
    return tools;
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
