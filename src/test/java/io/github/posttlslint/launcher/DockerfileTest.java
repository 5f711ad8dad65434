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
  void baseImagesArePinnedAndTheLastOneHasNoCompiler() throws IOException {
    List<String> images = instructions("FROM");
    for (String image : images) {
      assertThat(image).containsPattern(":[^ ]*\\d+\\.\\d+\\.\\d+");
    }
    assertThat(images.get(images.size() - 1)).endsWith("-jre");
  }

  @Test
  void runsAsAnOrdinaryUserThatItMakes() throws IOException {
    List<String> users = instructions("USER");
    String last = users.get(users.size() - 1);
    assertThat(last).isNotIn("root", "0");
    assertThat(Files.readString(FILE)).contains("useradd --system").contains(" " + last + "\n");
    assertThat(Files.readString(FILE).indexOf("USER "))
        .isLessThan(Files.readString(FILE).indexOf("ENTRYPOINT "));
  }

  /** Without the options in .mvn the compiler's checks, and with them the build, do not start. */
  @Test
  void copiesAllThatTheBuildReads() throws IOException {
    String all = String.join(" ", instructions("COPY"));
    assertThat(List.of(all.split(" "))).contains("pom.xml", ".mvn", "src", "rules", "samples");
  }

  @Test
  void copiesWhatIsInTheRepositoryAndNotLeftOut() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    for (String copy : instructions("COPY")) {
      List<String> words = new ArrayList<>(List.of(copy.split(" ")));
      if (!words.get(0).startsWith("--from=")) {
        for (String source : words.subList(0, words.size() - 1)) {
          assertThat(Path.of(source)).exists();
          assertThat(ignored).doesNotContain(source);
        }
      }
    }
  }
}
