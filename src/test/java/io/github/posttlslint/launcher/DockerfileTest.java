package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile, which is not built here, by linters and by what it has to be. */
class DockerfileTest {

  private static final Path FILE = Path.of("Dockerfile");

  /** The instructions in order, those of several lines as one. */
  private static List<String> instructions(String name) throws IOException {
    List<String> instructions = new ArrayList<>();
    for (String line : Files.readString(FILE).replaceAll("\\\\\n\\s*", "").split("\n")) {
      if (line.startsWith(name + " ")) {
        instructions.add(line.substring(name.length() + 1));
      }
    }
    assertThat(instructions).as(name).isNotEmpty();
    return instructions;
  }

  private static String said(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void linterFindsNothing() throws Exception {
    Path linter = NpmPackage.require("dockerfile-utils/bin/dockerfile-utils");
    String node = Program.require("node").toString();
    assertThat(said(node, linter.toString(), "lint", FILE.toString()).strip()).isEmpty();
  }

  @Test
  void shellCheckFindsNothingInItsCommands() throws Exception {
    String shellcheck = Program.require("shellcheck").toString();
    Path script = Files.createTempFile("run", ".sh");
    try {
      for (String command : instructions("RUN")) {
        Files.writeString(script, "#!/bin/sh\n" + command + "\n");
        assertThat(said(shellcheck, script.toString())).isEmpty();
      }
    } finally {
      Files.delete(script);
    }
  }

  @Test
  void baseImageIsPinnedByDigestAndHasNeitherJavaNorCompiler() throws IOException {
    assertThat(instructions("FROM"))
        .singleElement()
        .asString()
        .matches("debian:[a-z]+-\\d{8}-slim@sha256:[0-9a-f]{64}");
  }

  @Test
  void runsAsAnOrdinaryUser() throws IOException {
    assertThat(instructions("USER")).singleElement().asString().matches("[1-9]\\d+:[1-9]\\d+");
    assertThat(Files.readString(FILE).indexOf("USER "))
        .isLessThan(Files.readString(FILE).indexOf("ENTRYPOINT "));
  }

  @Test
  void bundleIsAddedByTheNameThatTheBuildGivesIt() throws IOException {
    assertThat(instructions("ADD")).containsExactly("posttls-lint-bundle-*-linux-*.tar.gz /opt/");
    assertThat(Files.readString(Path.of("src/main/bundle/build.xml")))
        .contains("posttls-lint-bundle-${project.version}", "${name}-linux-${bundle.arch}.tar.gz");
  }

  @Test
  void labelsTellWhereItComesFrom() throws IOException {
    String labels = String.join("\n", instructions("LABEL"));
    assertThat(labels)
        .contains(
            "org.opencontainers.image.source=\"$ADDRESS_REPOSITORY\"",
            "org.opencontainers.image.url=\"$ADDRESS_SITE\"",
            "org.opencontainers.image.version=\"$VERSION\"",
            "org.opencontainers.image.revision=\"$REVISION\"",
            "org.opencontainers.image.licenses=\"Apache-2.0\"");
    String script = Files.readString(Path.of("src/release/image"));
    for (String argument : instructions("ARG")) {
      assertThat(script).contains("--build-arg \"" + argument + "=");
    }
  }
}
