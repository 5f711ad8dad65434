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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Two releases to be installed from a server of the test's own, and where to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstallerHost {

  static final String STRANGER = "12345";

  Path releases;
  ScratchRelease release;
  ScratchRelease older;

  Path temp;
  Commands commands;
  Path prefix;
  Downloads server;

  @BeforeAll
  void makeReleases(@TempDir Path directory) throws Exception {
    releases = directory;
    Commands commands = new Commands(releases);
    release = ScratchRelease.of("0.2.0", Files.createDirectory(releases.resolve("b")), commands);
    older = ScratchRelease.of("0.1.0", Files.createDirectory(releases.resolve("a")), commands);
  }

  @BeforeEach
  void startServer(@TempDir Path directory) throws Exception {
    temp = directory.toRealPath();
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

  Outcome install(String... words) throws Exception {
    return install(release, words);
  }

  Outcome install(ScratchRelease what, String... words) throws Exception {
    return commands.run(temp, command(what, words));
  }

  String[] command(ScratchRelease what, String... words) {
    List<String> command = new ArrayList<>(List.of("sh", what.installer().toString()));
    command.addAll(List.of("--prefix", prefix.toString()));
    command.addAll(List.of(words));
    return command.toArray(String[]::new);
  }

  void assertRuns(String version) throws Exception {
    Outcome told = commands.run(temp, prefix.resolve("bin/posttls-lint").toString(), "--version");
    assertThat(told.output()).isEqualTo("posttls-lint " + version + "\n");
    assertThat(told.status()).isZero();
    assertThat(names(prefix)).containsExactly("bin", "lib");
    assertThat(names(prefix.resolve("lib"))).containsExactly("posttls-lint");
    assertThat(names(prefix.resolve("bin"))).containsExactly("posttls-lint");
  }

  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  void assertRefused(Outcome outcome, String why) {
    assertThat(outcome.output()).contains(why);
    assertThat(outcome.status()).isEqualTo(3);
  }

  void assertNothingLeft() {
    assertThat(prefix).doesNotExist();
  }

  static String tool(String name) {
    return Program.require(name).toString();
  }

  static void needRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new TestAbortedException("gives files to another user, left out without root");
    }
  }

  void giveAway(Path file) throws Exception {
    needRoot();
    Outcome given = commands.run(temp, tool("chown"), "-h", STRANGER, file.toString());
    assertThat(given.status()).as(given.output()).isZero();
  }

  /** A directory with links to what the installer may use, but for one. */
  Path toolsWithout(String left) throws IOException {
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
}
