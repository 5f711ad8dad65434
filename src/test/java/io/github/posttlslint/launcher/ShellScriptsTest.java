package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/launcher/posttls-lint",
        "src/main/launcher/posttls-lint-archive",
        "src/bench/run",
        "src/bench/loop",
        "src/bench/jmh",
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
}
