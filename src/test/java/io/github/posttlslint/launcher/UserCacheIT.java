package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive that an installation without one of its own has in the user's cache. */
class UserCacheIT {

  private static final Path HOME = Path.of(System.getProperty("posttlslint.home"));
  private static final String FROM_ARCHIVE =
      "io.github.posttlslint.cli.Main source: shared objects file";

  @TempDir Path temp;

  private final Map<String, String> environment = new TreeMap<>();
  private Path launcher;
  private Path cache;

  @BeforeEach
  void installWithoutArchive() throws Exception {
    Path copy = temp.resolve("installed");
    assertThat(start(List.of(Program.require("cp").toString(), "-pR", HOME + "", copy + "")).end())
        .isEmpty();
    Files.deleteIfExists(copy.resolve("lib/posttls-lint.jsa"));
    launcher = copy.resolve("bin/posttls-lint");
    cache = Files.createDirectory(temp.resolve("a cache"));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("XDG_CACHE_HOME", cache.toString());
  }

  @Test
  void isMadeByTheSecondRunAndUsedFromThenOn() throws Exception {
    assertThat(version().end()).startsWith("posttls-lint ");
    assertThat(archives()).isEmpty();
    assertThat(version().end()).startsWith("posttls-lint ");
    assertThat(archives()).hasSize(1);
    assertThat(loading()).contains(FROM_ARCHIVE);
  }

  @Test
  void isMadeAnewForAnotherProgram() throws Exception {
    version().end();
    version().end();
    Path state = only(".state");
    String before = Files.readString(state);
    Path jar = launcher.resolveSibling("../lib/posttls-lint.jar");
    Files.write(jar, new byte[1], StandardOpenOption.APPEND);
    assertThat(version().end()).startsWith("posttls-lint ");
    assertThat(Files.readString(state)).isNotEqualTo(before).endsWith("seen\n");
  }

  @Test
  void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
    version().end();
    Running one = version();
    Running other = version();
    assertThat(one.end()).startsWith("posttls-lint ");
    assertThat(other.end()).startsWith("posttls-lint ");
    assertThat(version().end()).startsWith("posttls-lint ");
    try (Stream<Path> files = Files.list(cache.resolve("posttls-lint"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.startsWith("java-") && !name.contains(".new."));
    }
  }

  @Test
  void isDoneWithoutWhereNothingCanBeWritten() throws Exception {
    for (String nowhere : List.of("/dev/null", temp.resolve("absent").toString())) {
      environment.put("XDG_CACHE_HOME", nowhere);
      assertThat(version().end()).startsWith("posttls-lint ");
      assertThat(version().end()).startsWith("posttls-lint ");
    }
    environment.remove("XDG_CACHE_HOME");
    assertThat(version().end()).startsWith("posttls-lint ");
    assertThat(temp.resolve("absent")).doesNotExist();
  }

  @Test
  void isOnlyForItsUserWhateverTheUmask() throws Exception {
    List<String> open = List.of("sh", "-c", "umask 000; exec \"$0\" --version", launcher + "");
    start(open).end();
    start(open).end();
    assertThat(archives()).hasSize(1);
    try (Stream<Path> made = Files.walk(cache.resolve("posttls-lint"))) {
      assertThat(made)
          .hasSize(4)
          .allMatch(file -> mode(file).substring(3).equals("------"), "closed to others");
    }
    assertThat(loading()).contains(FROM_ARCHIVE);
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isNotUsedWhereOthersCanWrite() throws Exception {
    version().end();
    version().end();
    Path folder = cache.resolve("posttls-lint");
    for (Path file : List.of(cache, folder, only(".jsa"), only(".jsa.for"), only(".state"))) {
      String before = mode(file);
      for (int writable : List.of(4, 7)) {
        StringBuilder mode = new StringBuilder(before);
        mode.setCharAt(writable, 'w');
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode.toString()));
        assertThat(loading()).as(file + " " + mode).doesNotContain(FROM_ARCHIVE);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
      assertThat(loading()).contains(FROM_ARCHIVE);
    }
  }

  @Test
  void isNotUsedWhereItIsAnotherUsersOrALink() throws Exception {
    version().end();
    version().end();
    Path folder = cache.resolve("posttls-lint");
    for (Path file : List.of(cache, folder, only(".jsa"), only(".jsa.for"), only(".state"))) {
      Path aside = temp.resolve("aside");
      Files.move(file, aside);
      Files.createSymbolicLink(file, aside);
      assertThat(loading()).as("link " + file).doesNotContain(FROM_ARCHIVE);
      Files.delete(file);
      Files.move(aside, file);
      if (Files.getOwner(cache).getName().equals("root")) {
        Files.setAttribute(file, "unix:uid", 12345);
        assertThat(loading()).as("owner " + file).doesNotContain(FROM_ARCHIVE);
        Files.setAttribute(file, "unix:uid", 0);
      }
      assertThat(loading()).contains(FROM_ARCHIVE);
    }
  }

  @Test
  void writesThroughNoLink() throws Exception {
    Path precious = Files.writeString(temp.resolve("precious"), "precious\n");
    version().end();
    Path state = only(".state");
    for (Path target : List.of(precious, temp.resolve("absent"))) {
      Files.delete(state);
      Files.createSymbolicLink(state, target);
      version().end();
      version().end();
    }
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(temp.resolve("cache-link"), elsewhere);
    environment.put("XDG_CACHE_HOME", link.toString());
    version().end();
    environment.put("XDG_CACHE_HOME", temp.getFileName().toString());
    version().end();
    assertThat(precious).hasContent("precious\n");
    assertThat(temp.resolve("absent")).doesNotExist();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void anArchiveBesideTheProgramIsReadableAndNoLink() throws Exception {
    Path maker = launcher.resolveSibling("posttls-lint-archive");
    start(List.of("sh", "-c", "umask 000; exec \"$0\"", maker.toString())).end();
    Path archive = launcher.resolveSibling("../lib/posttls-lint.jsa");
    assertThat(mode(archive)).isEqualTo("r--r--r--");
    assertThat(mode(archive.resolveSibling("posttls-lint.jsa.for"))).isEqualTo("rw-r--r--");
    environment.put("XDG_CACHE_HOME", "/dev/null");
    assertThat(loading()).contains(FROM_ARCHIVE);
    Files.move(archive, temp.resolve("aside"));
    Files.createSymbolicLink(archive, temp.resolve("aside"));
    assertThat(loading()).doesNotContain(FROM_ARCHIVE);
  }

  private String loading() throws Exception {
    environment.put("POSTTLS_LINT_OPTS", "-Xlog:class+load:stdout");
    return version().end();
  }

  private List<Path> archives() throws IOException {
    Path folder = cache.resolve("posttls-lint");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("posttls-lint"))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private Running version() throws Exception {
    return start(List.of(launcher.toString(), "--version"));
  }

  private Running start(List<String> command) throws Exception {
    Path out = Files.createTempFile(temp, "run", ".out");
    Path err = Files.createTempFile(temp, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /** A run that goes on. */
  private record Running(Process process, Path out, Path err) {

    /** Waits for the end of a run without a fault; what it wrote. */
    String end() throws Exception {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after two minutes");
      }
      assertThat(err).isEmptyFile();
      assertThat(process.exitValue()).isZero();
      return Files.readString(out);
    }
  }
}
