package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parts of the release that need neither GitHub nor a registry, in a repository of their own.
 */
class ReleaseStepsIT {

  private static final String IMAGE = "ghcr.io/someone/posttls-lint@sha256:" + "0a".repeat(32);
  private static final String REPOSITORY = "https://github.com/someone/posttls-lint";

  @TempDir Path temp;

  private Commands commands;
  private Path project;
  private Path out;

  @BeforeEach
  void makeRepository() throws Exception {
    commands = new Commands(temp);
    project = Files.createDirectory(temp.resolve("project"));
    for (String name : List.of("README.md", "CHANGELOG.md", "pom.xml", ".pre-commit-hooks.yaml")) {
      copy(Path.of(name));
    }
    for (String folder : List.of("src/release", "src/manual", "src/ci")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.toList()) {
          copy(file);
        }
      }
    }
    edit("pom.xml", "(?m)^  <version>.*</version>$", "  <version>0.9.0</version>");
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "what is built");
    git("init", "-q", "--bare", temp.resolve("origin").toString());
    git("remote", "add", "origin", temp.resolve("origin").toString());
    out = Files.createDirectory(temp.resolve("out"));
    Files.writeString(out.resolve("posttls-lint-0.9.0.tar.gz"), "an archive");
    Files.writeString(
        out.resolve("install.sh"),
        "version='0.9.0'\ndownloads='" + REPOSITORY + "/releases/download/v0.9.0'\nfiles=''\n");
  }

  private void copy(Path file) throws IOException {
    Path to = project.resolve(file.toString());
    Files.createDirectories(to.getParent());
    Files.copy(file, to);
  }

  private void edit(String name, String pattern, String replacement) throws IOException {
    Path file = project.resolve(name);
    Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
  }

  private Outcome run(String... command) throws Exception {
    return commands.run(project, command);
  }

  private String git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = Program.require("git").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    Outcome outcome = run(command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output().strip();
  }

  private Outcome publish() throws Exception {
    return run("src/release/publish", out.toString(), IMAGE);
  }

  @Test
  void tagOfAReleaseIsAChildOfWhatWasBuiltWithThePinsInIt() throws Exception {
    String built = git("rev-parse", "HEAD");
    Outcome outcome = publish();
    assertThat(outcome.status()).as(outcome.output()).isZero();
    String origin = temp.resolve("origin").toString();
    assertThat(git("--git-dir", origin, "for-each-ref", "--format=%(refname)"))
        .isEqualTo("refs/tags/v0.9.0");
    assertThat(git("--git-dir", origin, "rev-parse", "v0.9.0^")).isEqualTo(built);
    assertThat(git("--git-dir", origin, "show", "v0.9.0:.pre-commit-hooks.yaml")).contains(IMAGE);
    assertThat(git("--git-dir", origin, "show", "v0.9.0:src/release/install.sh"))
        .contains("version='0.9.0'");
    for (String file : List.of("src/ci/gitlab.yml", "src/manual/pipelines.md")) {
      assertThat(git("--git-dir", origin, "show", "v0.9.0:" + file))
          .contains("ghcr.io/someone/posttls-lint:0.9.0@sha256:0a0a")
          .doesNotContain("example.org/posttls-lint");
    }
    assertThat(git("--git-dir", origin, "show", "v0.9.0:src/manual/pipelines.md"))
        .contains("uses: someone/posttls-lint@v0.9.0", REPOSITORY);
  }

  @Test
  void tagThatIsThereIsNotMoved() throws Exception {
    git("push", "-q", "origin", "HEAD:refs/tags/v0.9.0");
    String before = git("ls-remote", "origin");
    Outcome outcome = publish();
    assertThat(outcome.output()).contains("v0.9.0 is there, and has something else in it");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(git("ls-remote", "origin")).isEqualTo(before);
  }

  /** As where GitHub did not take the release's files the first time. */
  @Test
  void stepCanBeRunAgain() throws Exception {
    String built = git("rev-parse", "HEAD");
    assertThat(publish().status()).isZero();
    String before = git("ls-remote", "origin");
    git("reset", "-q", "--hard", built);
    git("tag", "-d", "v0.9.0");
    Outcome again = publish();
    assertThat(again).isEqualTo(new Outcome(0, ""));
    assertThat(git("ls-remote", "origin")).isEqualTo(before);
  }

  @Test
  void filesOfAnotherVersionAndChangesThatNobodyCommittedAreRefused() throws Exception {
    edit("pom.xml", "0\\.9\\.0", "0.9.1");
    assertThat(publish().output()).contains("no files of 0.9.1");
    git("commit", "-q", "-a", "-m", "x");
    edit("pom.xml", "0\\.9\\.1", "0.9.0");
    assertThat(publish().output()).contains("not committed");
    assertThat(git("ls-remote", "origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "build/v0.9.0, 0",
    "build/v0.9.1, 1",
    "build/v0.9.0-1, 1",
    "v0.9.0, 1",
    "build/v0.9.0$(touch hacked), 1",
    "build/v0.9.0`touch hacked`, 1"
  })
  void tagHasToNameTheVersion(String tag, int status) throws Exception {
    Path output = temp.resolve("output");
    commands.set("GITHUB_REF_NAME", tag);
    commands.set("GITHUB_OUTPUT", output.toString());
    Workflow release = Workflow.read(Workflow.FOLDER.resolve("release.yml"));
    String script = release.step("Compare the tag with the version").get("run").asText();
    Outcome outcome = run(Program.require("bash").toString(), "-e", "-c", script);
    assertThat(outcome.status()).as(outcome.output()).isEqualTo(status);
    if (status == 0) {
      assertThat(output).hasContent("version=0.9.0");
    } else {
      assertThat(output).doesNotExist();
    }
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @Test
  void notesAreWhatTheChangelogSaysOfTheVersion() throws Exception {
    Files.writeString(
        project.resolve("CHANGELOG.md"),
        "# Changelog\n\n## [Unreleased]\n\n- new\n\n## [0.9.0] - 2026-12-01\n\n- mended\n\n## [0.8.0]\n\n- old\n");
    Outcome notes = run("src/release/notes", "0.9.0");
    assertThat(notes.output().strip()).isEqualTo("- mended");
    assertThat(notes.status()).isZero();
    assertThat(run("src/release/notes", "0.7.0").status()).isEqualTo(3);
  }
}
