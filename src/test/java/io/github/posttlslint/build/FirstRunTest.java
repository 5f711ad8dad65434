package io.github.posttlslint.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that README starts with, with a stand-in for Maven. */
class FirstRunTest {

  private static final String STEPS =
      """
      echo 'compile (default-compile) @ posttls-lint'; sleep 0.5
      echo 'java (compile-rules) @ posttls-lint'; sleep 0.5
      echo 'run (lay-out) @ posttls-lint'; sleep 0.5
      """;

  @TempDir Path directory;

  @BeforeEach
  void copyScript() throws IOException {
    Path script = directory.resolve("src/build/first-run");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of("src/build/first-run"), script);
    write("target/posttls-lint/bin/posttls-lint", "echo \"linted $*\"; exit 1");
  }

  private void write(String name, String commands) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String runWithMaven(String commands, int status) throws Exception {
    write("bin/mvn", commands);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(Program.require("sh").toString(), "src/build/first-run"));
    builder.environment().merge("PATH", directory + "/bin", (old, own) -> own + ":" + old);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(status);
    return said;
  }

  @Test
  void tellsEachPhaseOnOneLineAndLintsTheSample() throws Exception {
    List<String> said = runWithMaven(STEPS, 1).lines().toList();
    assertThat(said).hasSize(6);
    for (int phase = 1; phase <= 5; phase++) {
      assertThat(said.get(phase - 1)).startsWith(phase + "/5 ");
    }
    assertThat(said.get(5)).isEqualTo("linted check samples/book-chapter");
  }

  @Test
  void failedBuildShowsTheEndOfItsLogAndLintsNothing() throws Exception {
    String said = runWithMaven("echo '[ERROR] no network'; exit 1", 1);
    assertThat(said).contains("The build failed", "[ERROR] no network").doesNotContain("linted");
  }
}
