package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  @TempDir Path directory;

  @Test
  void everyLineDoesItsWork() throws Exception {
    copy(Path.of("src/main/training"));
    copy(Path.of("samples"));
    String setup = directory.resolve("training/submission/good").toString();
    String archive = directory.resolve("training/setup.tar").toString();
    Process tar = new ProcessBuilder("tar", "-C", setup, "-cf", archive, "etc").start();
    assertThat(tar.waitFor(20, TimeUnit.SECONDS)).isTrue();
    for (String line : Training.lines()) {
      CommandLine.Result result = CommandLine.run(directory, line.split(" ", -1));
      assertThat(result.status()).as("%s: %s", line, result.err()).isIn(0, 1);
    }
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : List.copyOf(all.toList())) {
        Path to = directory.resolve("training").resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }
}
