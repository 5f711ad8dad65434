package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * README.md and the manual show what the program does now; {@code -Drefresh.reports} brings it up
 * to date.
 */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Path COMMANDS = Readme.MANUAL.resolve("commands.md");

  /** To a file here, to a heading, or both. */
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

  private static final String COMMAND = "<!-- output of: posttls-lint ";

  @Test
  void outputIsWhatTheProgramPrints() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(COMMAND);
    assertThat(start).isPositive();
    int end = readme.indexOf(" -->", start);
    String[] arguments = readme.substring(start + COMMAND.length(), end).split(" ");
    assertBlock(README, end, "```text\n", "```\n", Cli.run(arguments).out());
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
    int heading = Files.readString(COMMANDS).indexOf("## Options");
    assertThat(heading).isPositive();
    assertBlock(COMMANDS, heading, "|---|---|\n", "\n", table.toString());
  }

  @Test
  void linksLeadToFilesAndHeadings() throws IOException {
    for (Path file : Readme.files()) {
      Matcher link = LINK.matcher(Files.readString(file));
      while (link.find()) {
        Path parent = file.getParent() == null ? Path.of("") : file.getParent();
        Path target = link.group(1).isEmpty() ? file : parent.resolve(link.group(1));
        assertThat(target).as(file + " " + link.group()).exists();
        if (link.group(2) != null) {
          String heading = link.group(2).replace('-', ' ');
          assertThat(Files.readString(target).lines().filter(line -> line.startsWith("#")))
              .as(file + " " + link.group())
              .anyMatch(line -> line.replaceAll("[^\\w ]", "").strip().equalsIgnoreCase(heading));
        }
      }
    }
  }

  /** Compares the text between two marks, the second at the start of a line. */
  private static void assertBlock(Path file, int from, String open, String close, String expected)
      throws IOException {
    String readme = Files.readString(file);
    int start = readme.indexOf(open, from) + open.length();
    int end = readme.indexOf("\n" + close, start) + 1;
    if (System.getProperty("refresh.reports") != null) {
      Files.writeString(file, readme.substring(0, start) + expected + readme.substring(end));
    } else {
      assertThat(readme.substring(start, end)).isEqualTo(expected);
    }
  }
}
