package io.github.posttlslint.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What inspect leaves out of a file that has much, and says so. */
@Slow
class InspectLimitsTest {

  @TempDir Path directory;

  private String inspect(String text, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), text);
    String[] words = new String[options.length + 2];
    words[0] = "inspect";
    System.arraycopy(options, 0, words, 1, options.length);
    words[words.length - 1] = file.toString();
    return Cli.run(words).out();
  }

  @Test
  void whatFitsManyIsCounted() throws IOException {
    String leaf = MadeCertificates.leaf(1, "CN=ca", 1);
    String key = MadeCertificates.key();
    assertThat(inspect(key + leaf.repeat(Limits.INSPECTED_PARTNERS)))
        .contains(", " + (Limits.INSPECTED_PARTNERS + 1) + "\n")
        .doesNotContain(" more");
    String many = key + leaf.repeat(Limits.INSPECTED_PARTNERS + 7);
    assertThat(inspect(many)).contains(" and 7 more\n");
    assertThat(inspect(many, "--format", "json")).contains("\"fitsMore\": 7");
  }

  @Test
  void longChainsOfManyLeavesAreCounted() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 210; i++) {
      text.append(MadeCertificates.leaf(i + 1, "CN=ca0", 1));
    }
    for (int i = 0; i < 120; i++) {
      text.append(MadeCertificates.authority(i + 1, "CN=ca" + i, "CN=ca" + (i + 1), 0));
    }
    assertThat(inspect(text.toString()))
        .contains("chain 1, 211, 212, ")
        .containsPattern("chains of 1\\d more certificates: not looked for, too many");
    assertThat(inspect(text.toString(), "--format", "json")).contains("\"moreChains\": 1");
  }
}
