package io.github.posttlslint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every error reported on real configurations was read by hand: {@code corpus-errors.tsv} has one
 * line for each, with the reason why it is true. An error that is not there is either a false alarm
 * or has to be read and added.
 */
@Slow
class CorpusErrorsTest {

  private static final Path READ =
      Path.of("src/test/resources/io/github/posttlslint/samples/corpus-errors.tsv");

  /** Templates of Mailu and iRedMail: errors only where they are wrong whatever is filled in. */
  private static final Set<String> STOCK =
      Set.of("c178", "c179", "c181", "c182", "c183", "c186", "c221", "c222", "c224");

  @Test
  void everyErrorOnRealConfigurationsWasReadAndIsTrue() throws Exception {
    TreeSet<String> read = new TreeSet<>();
    for (String line : Files.readAllLines(READ)) {
      if (!line.startsWith("#")) {
        String[] columns = line.split("\t", -1);
        assertThat(columns).as(line).hasSize(4);
        assertThat(columns[3]).as("why %s is true", line).isNotBlank();
        read.add(String.join(" ", columns[0], columns[1], columns[2]));
      }
    }
    TreeSet<String> reported = new TreeSet<>();
    int configurations = 0;
    for (Corpus.Item item : Corpus.items()) {
      if (item.isPlain() || STOCK.contains(item.id())) {
        reported.addAll(errors(item));
        configurations++;
      }
    }
    System.out.println(configurations + " real configurations, " + reported.size() + " errors");
    assertThat(reported).isEqualTo(read);
  }

  private static List<String> errors(Corpus.Item item) {
    Path directory = item.directory().toAbsolutePath().normalize();
    Cli.Run run =
        Cli.run(
            "check",
            "--format",
            "gcc",
            "--fail-on",
            "never",
            "--now",
            "2026-06-01T12:00:00Z",
            directory.toString());
    List<String> errors = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      if (line.contains(": error: ")) {
        String place = line.substring(line.indexOf(item.id() + "/") + item.id().length() + 1);
        String[] parts = place.split(":", 3);
        String rule = line.substring(line.lastIndexOf('[') + 1, line.lastIndexOf(']'));
        errors.add(item.id() + " " + parts[0] + ":" + parts[1] + " " + rule);
      }
    }
    return errors;
  }
}
