package io.github.posttlslint.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the reading of table sources against the installed postmap. */
@Slow
class PostmapTest {

  private static final String SOURCE =
      """
      # comment
      a b
      "x y"@example.com v  w\s\s
      c:\td
        continued
      "open k
      novalue
      e\\ f g
      h

        # between
        i
      A second
      [mail.example.com]:587 encrypt # no comment
      """;

  /** Pieces of lines: keys in two letter cases, so that duplicates come about. */
  private static final List<String> FRAGMENTS =
      List.of(
          "a",
          "b",
          "A",
          "key",
          "KEY",
          "example.com",
          ".example.com",
          "[mx.example.com]:587",
          "\"",
          "\"",
          "\\",
          "\\\"",
          ":",
          "=",
          "{",
          "#",
          " # ",
          " ",
          " ",
          " ",
          "\t",
          "\r",
          "\f",
          ",",
          "encrypt",
          "match=x",
          "value",
          "\n",
          "\n",
          "\n",
          "\n",
          "\na ",
          "\nkey value",
          "\n  ",
          "\n\t",
          "\n#",
          "\n # ",
          "\n\n",
          "\nb\t\tc  ",
          "\n\"x y\" z",
          "\u00e9",
          "\n\u00c9 w");

  @TempDir Path directory;

  @BeforeEach
  void configure() throws IOException {
    Postconf.write(directory.resolve("main.cf"), "compatibility_level = 2\n".getBytes(UTF_8));
  }

  @Test
  void entriesAreThoseOfPostmap() throws Exception {
    Postconf.write(directory.resolve("table"), SOURCE.getBytes(UTF_8));
    Output output = postmap("-s", "texthash:table");
    assertThat(ours(SOURCE)).isEqualTo(output.entries());
    assertThat(dropped(SOURCE)).isEqualTo(output.dropped());
  }

  @Test
  void randomTextsAreReadAsPostmapReadsThem() throws Exception {
    List<String> types = new ArrayList<>(List.of("texthash"));
    List<String> known = Arrays.asList(run("postconf", "-m").split("\n"));
    for (String type : List.of("hash", "lmdb", "cdb")) {
      if (known.contains(type)) {
        types.add(type);
      }
    }
    int lines = 0;
    int stored = 0;
    List<String> differences = new ArrayList<>();
    List<List<String>> cases = RandomCases.make(42, 24, 1500, FRAGMENTS);
    for (int i = 0; i < cases.size(); i++) {
      String text = String.join("", cases.get(i)) + "\n";
      lines += TableSource.parse(SourceText.of("table", text)).entries().size();
      stored += ours(text).size();
      String type = types.get(i % types.size());
      Postconf.write(directory.resolve("table"), text.getBytes(UTF_8));
      int dropped = type.equals("texthash") ? 0 : postmap(type + ":table").dropped();
      Output output = postmap("-s", type + ":table");
      dropped += output.dropped();
      if (!ours(text).equals(output.entries())) {
        differences.add(
            type + " entries of " + RandomCases.quoted(text) + "\n" + ours(text) + "\n" + output);
      } else if (dropped(text) != dropped) {
        differences.add(
            type
                + " dropped of "
                + RandomCases.quoted(text)
                + "\n"
                + dropped(text)
                + "\n"
                + output);
      }
    }
    System.out.println("postmap: " + lines + " lines of " + types + ", " + stored + " entries");
    assertThat(differences).isEmpty();
    assertThat(lines).isGreaterThan(2000);
    assertThat(stored).isGreaterThan(200);
  }

  @Test
  void linesOfServerNamesAreReadAsThoseOfOtherTables() throws Exception {
    Files.writeString(directory.resolve("a.pem"), "text");
    String text =
        """
        A.example a.pem
        .example  a.pem, a.pem
          a.pem
        "d e" a.pem
        novalue
        a.example a.pem
        """;
    Postconf.write(directory.resolve("table"), text.getBytes(UTF_8));
    Output output = postmap("-F", "-s", "texthash:table");
    assertThat(keys(output.entries())).isEqualTo(keys(ours(text)));
    assertThat(output.dropped()).isEqualTo(dropped(text));
  }

  private static Set<String> keys(Set<String> entries) {
    Set<String> keys = new TreeSet<>();
    for (String entry : entries) {
      int tab = entry.indexOf('\t');
      if (tab > 0) {
        keys.add(entry.substring(0, tab));
      }
    }
    return keys;
  }

  /**
   * What postmap prints.
   *
   * @param entries the listed entries, with a tab between key and value
   * @param dropped how many lines it leaves out
   */
  private record Output(Set<String> entries, int dropped) {}

  private Output postmap(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Program.require("postmap").toString(), "-c", directory.toString()));
    command.addAll(List.of(arguments));
    Path errors = directory.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(errors.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s", (Object) Files.readAllLines(errors)).isZero();
    // texthash reads a file again, and warns again, that was changed a moment ago
    Set<String> dropped = new TreeSet<>();
    for (String line : Files.readAllLines(errors, StandardCharsets.ISO_8859_1)) {
      if (line.contains("expected format") || line.contains("unbalanced")) {
        dropped.add(line);
      }
    }
    // keys and values can hold carriage returns and form feeds, but no line feeds
    Set<String> entries = new TreeSet<>(Arrays.asList(out.split("\n")));
    entries.remove("");
    return new Output(entries, dropped.size());
  }

  private static String run(String program, String argument) throws Exception {
    Process process = new ProcessBuilder(Program.require(program).toString(), argument).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static Set<String> ours(String text) {
    Map<String, String> entries = new HashMap<>();
    for (TableEntry entry : TableSource.parse(SourceText.of("table", text)).entries()) {
      if (entry.isStored()) {
        entries.putIfAbsent(entry.key().text().toLowerCase(Locale.ROOT), entry.value().text());
      }
    }
    Set<String> lines = new TreeSet<>();
    entries.forEach((key, value) -> lines.add(key + "\t" + value));
    return lines;
  }

  private static int dropped(String text) {
    int dropped = 0;
    for (TableEntry entry : TableSource.parse(SourceText.of("table", text)).entries()) {
      dropped += entry.isStored() ? 0 : 1;
    }
    return dropped;
  }
}
