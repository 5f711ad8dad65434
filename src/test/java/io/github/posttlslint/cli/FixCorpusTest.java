package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fixes of real configurations, also those that a person should look at: applied again they change
 * nothing, and Postfix reads all parameters that they are not about as before.
 */
@Slow
class FixCorpusTest {

  private static final Pattern OPTION = Pattern.compile("-o\\s*\\{?\\s*([a-z0-9_]+)");

  @TempDir Path temporary;

  @Test
  void fixesChangeNothingElse() throws IOException {
    Program.require("postconf");
    List<Path> before = new ArrayList<>();
    List<Path> after = new ArrayList<>();
    int changed = 0;
    for (Corpus.Item item : Corpus.items()) {
      if (item.isPlain()) {
        byte[] master = item.has("master.cf") ? item.read("master.cf") : new byte[0];
        Path old = Postconf.configuration(at("old", item), item.read("main.cf"), master);
        Path now = Postconf.configuration(at("new", item), item.read("main.cf"), master);
        fix(now);
        String once = contents(now);
        fix(now);
        assertThat(contents(now)).as(item.id() + ", fixed twice").isEqualTo(once);
        if (!contents(old).equals(contents(now))) {
          changed++;
          before.add(old);
          after.add(now);
        }
      }
    }
    int compared = 0;
    List<Postconf.Run> olds = Postconf.runAll(before, "-n");
    List<Postconf.Run> news = Postconf.runAll(after, "-n");
    for (int i = 0; i < before.size(); i++) {
      assertThat(news.get(i).status()).isLessThanOrEqualTo(olds.get(i).status());
      if (olds.get(i).status() == 0) {
        compared += compare(before.get(i), after.get(i), olds.get(i), news.get(i));
      }
    }
    olds = Postconf.runAll(before, "-P");
    news = Postconf.runAll(after, "-P");
    for (int i = 0; i < before.size(); i++) {
      Set<String> touched = touchedOptions(master(before.get(i)), master(after.get(i)));
      assertThat(options(news.get(i), touched))
          .as(before.get(i).getFileName() + ", options")
          .isEqualTo(options(olds.get(i), touched));
    }
    System.out.println("fixes: " + changed + " configurations changed, " + compared + " values");
    assertThat(changed).isGreaterThan(10);
    assertThat(compared).isGreaterThan(400);
  }

  private static int compare(Path old, Path now, Postconf.Run before, Postconf.Run after)
      throws IOException {
    Set<String> touched = touched(text(old), text(now));
    SortedMap<String, String> values = before.settings();
    SortedMap<String, String> others = after.settings();
    int compared = 0;
    for (Map.Entry<String, String> setting : values.entrySet()) {
      if (!touched.contains(setting.getKey()) && !setting.getKey().equals("config_directory")) {
        assertThat(others.get(setting.getKey()))
            .as(old.getFileName() + " " + setting.getKey())
            .isEqualTo(setting.getValue());
        compared++;
      }
    }
    return compared;
  }

  /** The names that begin lines which only one of two texts has. */
  private static Set<String> touched(String old, String now) {
    Set<String> lines = new HashSet<>(old.lines().toList());
    Set<String> others = new HashSet<>(now.lines().toList());
    Set<String> names = new HashSet<>();
    for (String line : (Iterable<String>) old.lines()::iterator) {
      if (!others.contains(line)) {
        names.add(line.split("[ =]", 2)[0]);
      }
    }
    for (String line : (Iterable<String>) now.lines()::iterator) {
      if (!lines.contains(line)) {
        names.add(line.split("[ =]", 2)[0]);
      }
    }
    return names;
  }

  /** What Postfix reads of the options of services, but for parameters that fixes are about. */
  private static List<String> options(Postconf.Run run, Set<String> touched) {
    List<String> options = new ArrayList<>(run.lines());
    options.removeIf(
        line -> {
          String path = line.split(" =", 2)[0];
          return touched.contains(path.substring(path.lastIndexOf('/') + 1));
        });
    return options;
  }

  /** The parameters in lines that only one of two texts has. */
  private static Set<String> touchedOptions(String old, String now) {
    Set<String> names = new HashSet<>();
    List<String> lines = new ArrayList<>(old.lines().toList());
    List<String> others = new ArrayList<>(now.lines().toList());
    List<String> kept = new ArrayList<>(lines);
    kept.retainAll(others);
    lines.addAll(others);
    lines.removeAll(kept);
    for (String line : lines) {
      Matcher name = OPTION.matcher(line);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private Path at(String state, Corpus.Item item) {
    return temporary.resolve(state).resolve(item.id());
  }

  private static void fix(Path directory) {
    Cli.Run run =
        Cli.runIn(directory, "check", "--fix", "--unsafe-fixes", "-q", "--fail-on", "never", ".");
    assertThat(run.status()).as(directory + ": " + run.err()).isZero();
  }

  private static String text(Path directory) throws IOException {
    return Files.readString(directory.resolve("main.cf"), StandardCharsets.ISO_8859_1);
  }

  private static String master(Path directory) throws IOException {
    return Files.readString(directory.resolve("master.cf"), StandardCharsets.ISO_8859_1);
  }

  private static String contents(Path directory) throws IOException {
    return text(directory) + master(directory);
  }
}
