package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {

  /** Spelt so that this file is not one of those that have it. */
  private static final Set<String> BESIDE = Set.of("../" + "shared", "posttlslint." + "shared");

  @Test
  void nothingElseReadsWhatLiesBesideTheCheckout() throws IOException {
    Set<String> readers = new TreeSet<>();
    for (String part : Set.of("pom.xml", ".ci", "src", "rules", "samples")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          if (BESIDE.stream().anyMatch(text::contains)) {
            readers.add(file.toString());
          }
        }
      }
    }
    assertThat(readers)
        .containsExactly("pom.xml", "src/test/java/io/github/posttlslint/testkit/Corpus.java");
  }
}
