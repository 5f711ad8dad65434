package io.github.posttlslint.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Loaders;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the effective values of real configurations against {@code postconf -x}. */
@Slow
class EffectiveValuesCorpusTest {

  /** Debian builds Postfix with NIS, which adds this to the default of alias_maps. */
  private static final String NIS = ", nis:mail.aliases";

  @TempDir Path temporary;

  @Test
  void expandedValuesAreThoseOfPostconf() {
    Program.require("postconf");
    List<Path> directories = new ArrayList<>();
    for (Corpus.Item item : Corpus.items()) {
      if (item.isPlain()) {
        byte[] master = item.has("master.cf") ? item.read("master.cf") : new byte[0];
        directories.add(
            Postconf.configuration(temporary.resolve(item.id()), item.read("main.cf"), master));
      }
    }
    List<Postconf.Run> runs = Postconf.runAll(directories, "-xn");
    List<String> differences = new ArrayList<>();
    int values = 0;
    for (int i = 0; i < directories.size(); i++) {
      Setup setup = load(directories.get(i));
      if (runs.get(i).status() != 0) {
        continue;
      }
      for (Map.Entry<String, String> shown : runs.get(i).settings().entrySet()) {
        Value value = setup.value(shown.getKey());
        if (value.known().fold(text -> true, () -> true, doubt -> false)
            && !shown.getKey().equals("config_directory")) {
          values++;
          String theirs =
              decoded(shown.getValue()).replace(directories.get(i).toString(), "/etc/postfix");
          if (!Postconf.folded(value.shown()).equals(theirs.replace(NIS, ""))) {
            differences.add(
                directories.get(i).getFileName()
                    + " "
                    + shown.getKey()
                    + ": ours <"
                    + value.shown()
                    + "> postconf <"
                    + shown.getValue()
                    + ">");
          }
        }
      }
    }
    System.out.println(
        "effective values: " + directories.size() + " configurations, " + values + " values");
    assertThat(values).isGreaterThan(3000);
    assertThat(differences).isEmpty();
  }

  private static String decoded(String latin1) {
    byte[] bytes = latin1.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return io.github.posttlslint.input.SourceText.of("x", bytes).text();
  }

  private static Setup load(Path directory) {
    PostfixVersion version = PostfixVersion.of(3, 7, 11);
    Setup setup =
        Loaders.loader(directory, false, version, Parameters.load()).load(Loaders.find(directory));
    assertThat(setup).isNotNull();
    return setup;
  }
}
