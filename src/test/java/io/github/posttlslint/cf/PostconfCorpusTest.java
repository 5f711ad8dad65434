package io.github.posttlslint.cf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what this package reads from real configurations against real {@code postconf}. */
@Slow
class PostconfCorpusTest {

  @TempDir Path temp;

  @Test
  void printsEveryFileOfTheCorpusBackByteForByte() {
    int files = 0;
    for (Corpus.Item item : Corpus.items()) {
      byte[] main = item.read("main.cf");
      assertThat(MainCf.parse(SourceText.of("main.cf", main)).source().bytes()).isEqualTo(main);
      files++;
      if (item.has("master.cf")) {
        byte[] master = item.read("master.cf");
        assertThat(MasterCf.parse(SourceText.of("master.cf", master)).source().bytes())
            .isEqualTo(master);
        files++;
      }
    }
    System.out.println("printed back: " + files + " files");
  }

  @Test
  void readsTheSameNamesAndValuesAsPostconf() {
    List<Corpus.Item> items = Corpus.items().stream().filter(Corpus.Item::isPlain).toList();
    List<Path> directories = new ArrayList<>();
    for (Corpus.Item item : items) {
      byte[] master = item.has("master.cf") ? item.read("master.cf") : new byte[0];
      directories.add(
          Postconf.configuration(temp.resolve(item.id()), item.read("main.cf"), master));
    }
    List<Postconf.Run> runs = Postconf.runAll(directories, "-n");
    int values = 0;
    int leftOut = 0;
    for (int i = 0; i < items.size(); i++) {
      Postconf.Run run = runs.get(i);
      MainCf cf = MainCf.parse(SourceText.of("main.cf", items.get(i).read("main.cf")));
      boolean fatal = cf.problems().stream().anyMatch(PostconfCorpusTest::isFatal);
      assertThat(isSyntaxError(run)).as("%s: %s", items.get(i), run.err()).isEqualTo(fatal);
      if (run.status() == 0) {
        SortedMap<String, String> expected = settings(cf);
        values += expected.size();
        assertThat(lines(seen(run, directories.get(i))))
            .as("%s", items.get(i))
            .containsExactlyElementsOf(lines(expected));
      } else if (!fatal) {
        System.out.println("left out " + items.get(i) + ": " + run.err().strip());
        leftOut++;
      }
    }
    System.out.println(
        "postconf -n: "
            + items.size()
            + " configurations, "
            + leftOut
            + " left out as postconf stops at a value, "
            + values
            + " values");
  }

  @Test
  void readsTheSameServicesAsPostconf() {
    List<Corpus.Item> items =
        Corpus.items().stream().filter(i -> i.isPlain() && i.has("master.cf")).toList();
    List<Path> directories = new ArrayList<>();
    for (Corpus.Item item : items) {
      Path directory = temp.resolve(item.id());
      directories.add(Postconf.configuration(directory, new byte[0], item.read("master.cf")));
    }
    List<Postconf.Run> services = Postconf.runAll(directories, "-M");
    List<Postconf.Run> parameters = Postconf.runAll(directories, "-P");
    int entries = 0;
    int overrides = 0;
    for (int i = 0; i < items.size(); i++) {
      MasterCf cf = MasterCf.parse(SourceText.of("master.cf", items.get(i).read("master.cf")));
      entries += cf.entries().size();
      overrides += cf.entries().stream().mapToInt(e -> e.overrides().size()).sum();
      assertThat(services.get(i).status()).as("%s", services.get(i)).isZero();
      assertThat(services.get(i).lines())
          .as("%s", items.get(i))
          .containsExactlyElementsOf(bytes(cf, PostconfMaster.services(cf)));
      assertThat(parameters.get(i).lines())
          .as("%s", items.get(i))
          .containsExactlyElementsOf(bytes(cf, PostconfMaster.parameters(cf)));
      assertThat(daemonView(cf))
          .as("%s", items.get(i))
          .containsExactlyElementsOf(PostconfMaster.parameters(cf));
    }
    System.out.println(
        "postconf -M, -P: "
            + items.size()
            + " configurations, "
            + entries
            + " services, "
            + overrides
            + " overrides");
  }

  static boolean isSyntaxError(Postconf.Run run) {
    return run.status() != 0
        && (run.err().contains("missing '=' after attribute name")
            || run.err().contains("missing attribute name"));
  }

  static boolean isFatal(SyntaxProblem problem) {
    return problem.kind() == SyntaxProblem.Kind.MISSING_EQUALS
        || problem.kind() == SyntaxProblem.Kind.MISSING_NAME;
  }

  /** All settings of a main.cf, as bytes, without the one that the option -c overrides. */
  static SortedMap<String, String> settings(MainCf cf) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (MainCfEntry entry : cf.entries()) {
      settings.put(bytes(cf.source(), entry.name()), bytes(cf.source(), entry.value().original()));
    }
    settings.remove("config_directory");
    return settings;
  }

  /** What postconf listed, and what it called unused, which it does not list. */
  static SortedMap<String, String> seen(Postconf.Run run, Path directory) {
    SortedMap<String, String> seen = run.settings();
    seen.putAll(run.unused(directory.resolve("main.cf")));
    seen.remove("config_directory");
    return seen;
  }

  static List<String> lines(SortedMap<String, String> settings) {
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> lines.add(PostconfMaster.setting(name, value)));
    return lines;
  }

  private static List<String> daemonView(MasterCf cf) {
    List<String> lines = new ArrayList<>();
    for (MasterEntry entry : cf.entries()) {
      SortedMap<String, String> last = new TreeMap<>();
      entry.overrides().forEach(o -> last.put(o.name(), o.value().text()));
      last.forEach(
          (name, value) ->
              lines.add(
                  PostconfMaster.setting(
                      entry.service() + "/" + entry.type() + "/" + name, value)));
    }
    return lines;
  }

  private static List<String> bytes(MasterCf cf, List<String> lines) {
    return lines.stream().map(line -> bytes(cf.source(), line)).toList();
  }

  /** A text of a file with one character for each byte. */
  static String bytes(SourceText source, String text) {
    return new String(text.getBytes(source.charset()), ISO_8859_1);
  }
}
