package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** README.md shows what the program does now; {@code -Drefresh.reports} brings it up to date. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String COMMAND = "<!-- output of: posttls-lint ";

  @Test
  void outputIsWhatTheProgramPrints() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(COMMAND);
    assertThat(start).isPositive();
    int end = readme.indexOf(" -->", start);
    String[] arguments = readme.substring(start + COMMAND.length(), end).split(" ");
    assertBlock(readme, end, "```text\n", "```\n", Cli.run(arguments).out());
  }

  @Test
  void optionTableIsThatOfTheProgram() throws IOException {
    StringBuilder table = new StringBuilder();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, "check")) {
        table.append("| `").append(entry.letter() == null ? "" : "-" + entry.letter() + ", ");
        table.append("--").append(entry.name());
        if (entry.argument() != null) {
          table.append(' ').append(entry.argument().replace("|", "\\|"));
        }
        table.append("` | ").append(entry.help()).append(entry.repeatable() ? "; repeatable" : "");
        table.append(" |\n");
      }
    }
    String readme = Files.readString(README);
    int heading = readme.indexOf("## Options");
    assertThat(heading).isPositive();
    assertBlock(readme, heading, "|---|---|\n", "\n", table.toString());
  }

  /** Compares the text between two marks, the second at the start of a line. */
  private static void assertBlock(
      String readme, int from, String open, String close, String expected) throws IOException {
    int start = readme.indexOf(open, from) + open.length();
    int end = readme.indexOf("\n" + close, start) + 1;
    if (System.getProperty("refresh.reports") != null) {
      Files.writeString(README, readme.substring(0, start) + expected + readme.substring(end));
    } else {
      assertThat(readme.substring(start, end)).isEqualTo(expected);
    }
  }
}
