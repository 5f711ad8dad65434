package io.github.posttlslint.testkit;

import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A system with a Postfix: this one, or one that {@code src/test/referee/stage-postfix} has
 * unpacked, whose programs run with it as their root directory.
 *
 * @param path its root directory; null for this system
 */
public record PostfixRoot(@Nullable Path path) {

  private static final Path LIST = Path.of("src/test/referee/releases");
  private static final String STAGED = "POSTTLSLINT_REFEREES";

  /** This system, and those that have been unpacked. */
  public static List<PostfixRoot> all() throws IOException {
    List<PostfixRoot> all = new ArrayList<>(List.of(new PostfixRoot(null)));
    for (String line : Files.readAllLines(LIST)) {
      Path root = stage().resolve(line.split(" ")[0]);
      if (!line.startsWith("#") && Files.isDirectory(root)) {
        all.add(new PostfixRoot(root));
      }
    }
    return all;
  }

  /** The directory in which the others are: where the environment says, or in the cache. */
  public static Path stage() {
    String given = System.getenv(STAGED);
    String home = Objects.requireNonNullElse(System.getenv("HOME"), "");
    Path stage = given != null ? Path.of(given) : Path.of(home, ".cache", "posttls-lint-referees");
    return stage.toAbsolutePath();
  }

  /** The root of the system that a directory is in. */
  public static PostfixRoot of(Path directory) {
    Path stage = stage();
    Path absolute = directory.toAbsolutePath();
    return absolute.startsWith(stage) && absolute.getNameCount() > stage.getNameCount()
        ? new PostfixRoot(stage.resolve(stage.relativize(absolute).getName(0)))
        : new PostfixRoot(null);
  }

  /** A path as the programs of that system name it. */
  public Path inside(Path outside) {
    return path == null ? outside : Path.of("/").resolve(path.relativize(outside.toAbsolutePath()));
  }

  /** The words that start a program there. */
  List<String> command(String program) {
    return path == null
        ? List.of(Program.require(program).toString())
        : List.of(Program.require("chroot").toString(), path.toString(), program);
  }

  /** A new directory that its programs can read; to be {@linkplain #delete deleted}. */
  public Path directory(Path temporary) {
    try {
      return path == null
          ? Files.createTempDirectory(temporary, "here")
          : Files.createTempDirectory(path.resolve("tmp"), "test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes such a directory with all that is in it. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return; // the test was left out before it made it
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  /** The version of its Postfix. */
  public PostfixVersion version(Path temporary) throws IOException {
    Path directory = directory(temporary);
    try {
      Postconf.configuration(directory, new byte[0], new byte[0]);
      String version = Postconf.run(directory, "-h", "-d", "mail_version").out().strip();
      return Objects.requireNonNull(PostfixVersion.parse(version), version);
    } finally {
      delete(directory);
    }
  }

  @Override
  public String toString() {
    return path == null ? "this system" : "" + path.getFileName();
  }
}
