package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The bundle with a Java of its own, unpacked and run where no other Java is to be found. */
@EnabledIfSystemProperty(
    named = "posttlslint.bundle",
    matches = ".+",
    disabledReason = "the bundle is made by: mvn -P bundle verify -Dbundle.jdk=DIRECTORY_OF_JDK_25")
class BundleIT {

  @TempDir Path temp;
  private Path programs;

  private record Outcome(int status, String output) {}

  /** All that the PATH has: what follows a symbolic link. */
  @BeforeEach
  void leaveOutJava() throws IOException {
    programs = Files.createDirectory(temp.resolve("programs"));
    Files.copy(
        Program.require("readlink"),
        programs.resolve("readlink"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void runsFromAnyDirectoryWithoutAnotherJava() throws Exception {
    Path unpacked = Files.createDirectory(temp.resolve("un packed"));
    tool("tar", "-xzf", made(".tar.gz").toString(), "-C", unpacked.toString());
    try (Stream<Path> inside = Files.list(unpacked)) {
      assertRuns(inside.findFirst().orElseThrow().resolve("bin/posttls-lint"));
    }
  }

  @Test
  void runsFromTheDebianPackage() throws Exception {
    Path unpacked = temp.resolve("root");
    tool("dpkg-deb", "-x", made(".deb").toString(), unpacked.toString());
    assertThat(unpacked.resolve("usr/share/man/man1/posttls-lint.1.gz")).isNotEmptyFile();
    assertThat(unpacked.resolve("usr/share/doc/posttls-lint-bundle/copyright")).isNotEmptyFile();
    assertRuns(unpacked.resolve("usr/bin/posttls-lint"));
  }

  @Test
  void startsWhereItsCacheIsCutShortOrRuledOutByOptions() throws Exception {
    Path unpacked = Files.createDirectory(temp.resolve("unpacked"));
    tool("tar", "-xzf", made(".tar.gz").toString(), "-C", unpacked.toString());
    try (Stream<Path> inside = Files.list(unpacked)) {
      Path home = inside.findFirst().orElseThrow();
      Path launcher = home.resolve("bin/posttls-lint");
      for (String option : List.of("-Xshare:off", "-XX:AOTMode=off", "-XX:+UseG1GC")) {
        Outcome outcome = run(launcher, option, "check", "-q", "samples/mx/good");
        assertThat(outcome).as(option).isEqualTo(new Outcome(0, ""));
      }
      Path archive = home.resolve("lib/posttls-lint.jsa");
      archive.toFile().setWritable(true);
      Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 100_000));
      Outcome outcome = run(launcher, "-Dsome=thing", "check", "-q", "samples/mx/good");
      assertThat(outcome.status).as(outcome.output).isZero();
    }
  }

  @Test
  void replacesTheUsualPackageAndWantsNoJava() throws Exception {
    String fields = tool("dpkg-deb", "-f", made(".deb").toString());
    assertThat(fields)
        .contains("Package: posttls-lint-bundle", "Conflicts: posttls-lint")
        .contains("Provides: posttls-lint", "Depends: libc6")
        .doesNotContain("java")
        .containsPattern("Architecture: (amd64|arm64)");
  }

  private void assertRuns(Path launcher) throws Exception {
    Path log = temp.resolve("classes");
    String logged = "-Xlog:class+load:file=" + log;
    Outcome good = run(launcher, logged, "check", "-q", "samples/mx/good");
    assertThat(good.status).as(good.output).isZero();
    Outcome bad =
        run(launcher, logged, "check", "--now", "2026-06-01T12:00:00Z", "samples/submission/bad");
    assertThat(bad.status).as(bad.output).isEqualTo(1);
    assertThat(bad.output).contains("[key-world-readable]", "4 errors");
    assertThat(log)
        .content()
        .as("the class-data archive is read at its new place")
        .contains("io.github.posttlslint.cli.Main source: shared objects file");
  }

  /** Runs with an option for Java. */
  private Outcome run(Path launcher, String option, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("JAVA_HOME", "/nowhere");
    builder.environment().put("POSTTLS_LINT_OPTS", option);
    return run(builder);
  }

  private String tool(String name, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Program.require(name).toString());
    builder.command().addAll(List.of(arguments));
    Outcome outcome = run(builder);
    assertThat(outcome.status).as(outcome.output).isZero();
    return outcome.output;
  }

  private Outcome run(ProcessBuilder builder) throws Exception {
    Path out = temp.resolve("out");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after a minute: " + builder.command());
    }
    return new Outcome(process.exitValue(), Files.readString(out));
  }

  private static Path made(String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("posttlslint.bundle")))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
