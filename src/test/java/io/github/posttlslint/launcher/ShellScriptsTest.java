package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/launcher/posttls-lint",
        "src/main/launcher/posttls-lint-archive",
        "src/build/first-run",
        "src/release/image",
        "src/release/lint-action",
        "src/release/notes",
        "src/release/publish",
        "src/bench/run",
        "src/bench/loop",
        "src/bench/jmh",
        "src/test/referee/docker-by-buildah",
        "src/test/referee/stage-postfix",
        ".ci/run"
      })
  void shellCheckFindsNothing(String script) throws Exception {
    Process process =
        new ProcessBuilder(Program.require("shellcheck").toString(), script)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"nosuchsuite,1", "'bullseye nosuchsuite',1", "'',0"})
  void suiteThatCannotBeFetchedIsAnErrorIfItWasNamed(
      String suites, int status, @TempDir Path directory) throws Exception {
    Path apt = Files.writeString(directory.resolve("apt-get"), "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(apt, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of(Program.require("bash").toString()));
    command.add("src/test/referee/stage-postfix");
    command.addAll(suites.isEmpty() ? List.of() : List.of(suites.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", directory.toString(), (old, own) -> own + ":" + old);
    builder.environment().put("POSTTLSLINT_REFEREES", directory.resolve("staged").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains("LEFT OUT: it cannot be fetched");
    assertThat(process.waitFor()).isEqualTo(status);
  }
}
