package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A release as {@code src/release/collect} makes it, of the program that was built.
 *
 * @param version its version
 * @param files the directory of its files
 */
public record ScratchRelease(String version, Path files) {

  /** What Maven has built. */
  public static final Path TARGET = Path.of(System.getProperty("posttlslint.home")).getParent();

  /** The address that is written into it. */
  public static final String ADDRESS = "https://127.0.0.1:1/posttls-lint";

  /** One of all that was built. */
  public static ScratchRelease built(Path out, Commands commands) throws Exception {
    return collect(TARGET, out, commands);
  }

  /**
   * One of the program alone, without a bundle, that calls itself another version. It cannot make
   * the archive of classes with which the program starts faster.
   *
   * @param scratch a directory to work in, which is not there yet
   */
  public static ScratchRelease of(String version, Path scratch, Commands commands)
      throws Exception {
    Path program = scratch.resolve("posttls-lint-" + version);
    Folders.copy(TARGET.resolve("posttls-lint"), program);
    try (Stream<Path> files = Files.list(program.resolve("lib"))) {
      for (Path file : files.filter(one -> one.toString().contains(".jsa")).toList()) {
        Files.delete(file); // for the place that it was copied from
      }
    }
    try (Stream<Path> programs = Files.list(program.resolve("bin"))) {
      programs.forEach(file -> file.toFile().setExecutable(true, false));
    }
    Files.delete(program.resolve("bin/posttls-lint-archive")); // takes seconds in every test
    Files.writeString(
        program.resolve("lib/data/io/github/posttlslint/cli/version.txt"), version + "\n");
    Path target = Files.createDirectory(scratch.resolve("target"));
    run(
        commands,
        "tar",
        "--owner=0",
        "--group=0",
        "-czf",
        target.resolve("posttls-lint-" + version + ".tar.gz").toString(),
        "-C",
        scratch.toString(),
        program.getFileName().toString());
    Files.copy(built(TARGET, ".deb"), target.resolve("posttls-lint_" + version + "_all.deb"));
    Files.copy(
        built(TARGET, ".tar.xz"), target.resolve("posttls-lint-site-" + version + ".tar.xz"));
    Files.copy(TARGET.resolve("posttls-lint-sbom.json"), target.resolve("posttls-lint-sbom.json"));
    return collect(target, scratch.resolve("files"), commands);
  }

  private static ScratchRelease collect(Path target, Path out, Commands commands) throws Exception {
    run(
        commands,
        Path.of("src/release/collect").toAbsolutePath().toString(),
        target.toString(),
        out.toString(),
        ADDRESS);
    String name = built(target, ".tar.gz").getFileName().toString();
    return new ScratchRelease(
        name.substring("posttls-lint-".length(), name.length() - ".tar.gz".length()), out);
  }

  private static void run(Commands commands, String... command) throws Exception {
    Commands.Outcome outcome = commands.run(Path.of("").toAbsolutePath(), command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private static Path built(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(found).as("*" + ending + " in " + directory).hasSize(1);
      return found.get(0);
    }
  }

  /** The archive of the program, for the installed Java. */
  public Path archive() {
    return files.resolve("posttls-lint-" + version + ".tar.gz");
  }

  /** The program that installs it. */
  public Path installer() {
    return files.resolve("install.sh");
  }
}
