package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds what is known of parameters against all that changed inside a release branch. */
class PatchLevelsTest {

  private final Parameters parameters = Parameters.load();

  @Test
  void everyChangeInsideABranchIsKnown() throws Exception {
    int lines = 0;
    for (String line :
        Files.readAllLines(
            Path.of("src/test/resources/patch-levels.tsv"), StandardCharsets.US_ASCII)) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t", -1);
        PostfixVersion first = Objects.requireNonNull(PostfixVersion.parse(fields[4]), line);
        PostfixVersion last = PostfixVersion.of(first.major(), first.minor(), first.patch() - 1);
        assertThat(fact(fields[0], fields[1], last)).as(line).isEqualTo(fields[2]);
        assertThat(fact(fields[0], fields[1], first)).as(line).isEqualTo(fields[3]);
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(60);
  }

  private String fact(String name, String what, PostfixVersion version) {
    Parameter parameter = Objects.requireNonNull(parameters.find(name), name);
    return switch (what) {
      case "default" -> String.valueOf(parameter.defaultIn(version));
      case "exists" -> parameter.existsIn(version) ? "there" : "-";
      case "length" -> Integer.toString(parameter.minLength(version));
      default -> throw new IllegalArgumentException(what);
    };
  }
}
