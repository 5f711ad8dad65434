package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
