package io.github.posttlslint.model.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the contents of inline tables against {@code postmap -s}. */
@Slow
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
    Postconf.write(directory.resolve("main.cf"), "compatibility_level = 2\n".getBytes(UTF_8));
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int refused = 0;
    List<String> names = new ArrayList<>();
    // all at once, for one that gives up waits a second before
    List<Process> runs = new ArrayList<>();
    for (List<String> fragments : RandomCases.make(7, 60, 6, FRAGMENTS)) {
      names.add("{" + String.join(" ", fragments) + "}");
      runs.add(postmap("inline:" + names.get(runs.size())));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Map<String, String> theirs = entries(runs.get(i));
      Map<String, String> ours = ours(name);
      accepted += theirs == null ? 0 : 1;
      refused += theirs == null ? 1 : 0;
      if (!Objects.equals(theirs, ours)) {
        differences.add(name + "\n  we: " + ours + "\n  postmap: " + theirs);
      }
    }
    System.out.println("inline tables: " + accepted + " accepted, " + refused + " refused");
    assertThat(accepted).isGreaterThan(10);
    assertThat(differences).isEmpty();
  }

  /** The entries as we read them, of equal keys the last; null for a table that is refused. */
  private static @Nullable Map<String, String> ours(String name) {
    List<TableLookup.Pair> pairs = TableLookup.strictInlinePairs(name);
    if (pairs == null || pairs.isEmpty()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (TableLookup.Pair pair : pairs) {
      values.put(pair.key().toLowerCase(Locale.ROOT), pair.value());
    }
    values.remove(""); // nothing can be looked up by it, and postmap does not print it
    return values;
  }

  private Process postmap(String table) throws IOException {
    return new ProcessBuilder(
            Program.require("postmap").toString(), "-c", directory.toString(), "-s", table)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The entries that it prints; null if it does not open the table. */
  private static @Nullable Map<String, String> entries(Process process)
      throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    assertThat(status).isBetween(0, 1);
    if (status == 1) {
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
