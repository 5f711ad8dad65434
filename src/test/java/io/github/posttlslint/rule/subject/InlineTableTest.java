package io.github.posttlslint.rule.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the contents of inline tables against {@code postmap -s}. */
class InlineTableTest {

  private static final List<String> FRAGMENTS =
      List.of(
          "a=b",
          "A=c",
          "key=value",
          "{key = v w}",
          "{a = }",
          "{ {x} = {y} }",
          "b=",
          "=v",
          "word",
          "{c = d, e}",
          "{a=b}x",
          "{f = g=h}",
          "{k  =  l }",
          "{\"q r\" = s}",
          "\"t\"=u",
          ",",
          " , ",
          " ",
          "  ",
          "\t");

  @TempDir Path directory;

  @Test
  void contentsAreThoseOfPostmap() throws Exception {
    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 2\n");
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int refused = 0;
    for (List<String> fragments : RandomCases.make(7, 60, 6, FRAGMENTS)) {
      String name = "{" + String.join(" ", fragments) + "}";
      Map<String, String> theirs = postmap("inline:" + name);
      Map<String, String> ours = TableLookup.inlineValues(name);
      if (theirs == null) {
        refused++;
      } else {
        accepted++;
        if (!theirs.equals(ours)) {
          differences.add(name + "\n  we: " + ours + "\n  postmap: " + theirs);
        }
      }
    }
    System.out.println("inline tables: " + accepted + " accepted, " + refused + " refused");
    assertThat(accepted).isGreaterThan(10);
    assertThat(differences).isEmpty();
  }

  /** The entries; null if postmap does not open the table. */
  private Map<String, String> postmap(String table) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Program.require("postmap").toString(), "-c", directory.toString(), "-s", table)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      return null;
    }
    Map<String, String> entries = new TreeMap<>();
    for (String line : out.split("\n")) {
      int tab = line.indexOf('\t');
      // nobody asks for an empty key
      if (tab > 0) {
        entries.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return entries;
  }
}
