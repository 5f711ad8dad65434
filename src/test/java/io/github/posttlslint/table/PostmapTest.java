package io.github.posttlslint.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.testkit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the reading of table sources against the installed postmap. */
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

  @TempDir Path directory;

  @Test
  void entriesAreThoseOfPostmap() throws Exception {
    Path postmap = Program.require("postmap");
    Path table = directory.resolve("table");
    Files.writeString(table, SOURCE);
    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 2\n");

    Process process =
        new ProcessBuilder(
                postmap.toString(), "-c", directory.toString(), "-s", "texthash:" + table)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();

    assertThat(ours()).isEqualTo(theirs(out));
  }

  private static Map<String, String> theirs(String out) {
    Map<String, String> entries = new TreeMap<>();
    for (String line : out.lines().toList()) {
      int tab = line.indexOf('\t');
      entries.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return entries;
  }

  private static Map<String, String> ours() {
    Map<String, String> entries = new TreeMap<>();
    for (TableEntry entry : TableSource.parse(SourceText.of("table", SOURCE)).entries()) {
      if (entry.isStored()) {
        entries.putIfAbsent(entry.key().text().toLowerCase(Locale.ROOT), entry.value().text());
      }
    }
    return entries;
  }
}
