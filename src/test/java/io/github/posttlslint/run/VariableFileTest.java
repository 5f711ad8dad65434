package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariableFileTest {

  private static final String PRINT =
      """
      import sys, yaml
      for line in open(sys.argv[1], newline="\\n"):
          try:
              for name, value in yaml.safe_load(line).items():
                  print("%s\\t%s\\t%s" % (name, type(value).__name__, value))
          except (yaml.YAMLError, ValueError):
              pass
      """;

  private static final List<String> PARTS =
      List.of(
          "0",
          "1",
          "7",
          "9",
          "12",
          "60",
          "08",
          ".",
          ".",
          ":",
          "_",
          "-",
          "+",
          "e",
          "E",
          "x",
          "o",
          "b",
          "a",
          "f",
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "n",
          "true",
          "False",
          "null",
          "~",
          "inf",
          ".nan",
          "=",
          "'",
          "\"",
          " ",
          "#",
          "/",
          "2001-02-03",
          "T",
          "!",
          "may",
          "[",
          "]");

  @TempDir Path directory = Path.of("");

  private static Entry only(String value) throws IOException {
    return VariableFile.read("a: " + value + "\n", "f.yml").values().iterator().next();
  }

  @Test
  void namesLineAndFormOfEachScalar() throws IOException {
    Map<String, Entry> entries =
        VariableFile.read("---\na: may\nb:\n  c: yes\n  d: {e: 5}\nf: [x]\n", "f.yml");

    assertThat(entries)
        .containsEntry("a", new Entry(Form.TEXT, "may", "f.yml", 2))
        .containsEntry("b", new Entry(Form.MAPPING, "", "f.yml", 3))
        .containsEntry("b.c", new Entry(Form.TRUE, "", "f.yml", 4))
        .containsEntry("b.d.e", new Entry(Form.NUMBER, "5", "f.yml", 5))
        .containsEntry("f", new Entry(Form.OTHER, "", "f.yml", 6))
        .hasSize(6);
    assertThat(VariableFile.read("", "f.yml")).isEmpty();
    assertThat(VariableFile.read("---\n", "f.yml")).isEmpty();
  }

  @Test
  void keepsNoTextOfWhatIsEncryptedOrHasAType() throws IOException {
    assertThat(only("!vault secret").text()).isEmpty();
    assertThat(only("!vault {b: secret}").form()).isEqualTo(Form.OTHER);
    assertThat(only("!!str 5").form()).isEqualTo(Form.OTHER);
  }

  /** PyYAML, which Ansible reads its files with. */
  @Test
  @Tag("referee")
  void meansByScalarsWhatPyYamlDoes() throws Exception {
    String python = Program.require("python3").toString();
    Random random = new Random(29);
    List<String> lines = new ArrayList<>();
    for (int i = 0; lines.size() < 3000; i++) {
      StringBuilder value = new StringBuilder();
      for (int k = random.nextInt(4); k >= 0; k--) {
        value.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      String line = "k" + i + ": " + value;
      if (isYaml(line)) {
        lines.add(line);
      }
    }
    Path yaml = directory.resolve("values.yml");
    Path out = directory.resolve("out");
    Files.write(yaml, lines);
    Process process =
        new ProcessBuilder(python, "-c", PRINT, yaml.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    Map<String, Entry> entries = VariableFile.read(Files.readString(yaml), "f");
    List<String> printed = Files.readAllLines(out);
    assertThat(printed).hasSizeGreaterThan(2000);
    int known = 0;
    for (String line : printed) {
      String[] parts = line.split("\t", 3);
      Entry entry = entries.get(parts[0]);
      String expected = entry == null ? "not there" : printed(entry);
      known += expected.equals("?") ? 0 : 1;
      if (!expected.equals("?")) {
        assertThat(parts[1] + " " + parts[2]).as(line).isEqualTo(expected);
      }
    }
    assertThat(known).isGreaterThan(1500);
  }

  private static boolean isYaml(String line) {
    try {
      VariableFile.read(line + "\n", "f");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String printed(Entry entry) {
    return switch (entry.form()) {
      case TEXT -> "str " + entry.text();
      case NUMBER -> (entry.text().contains(".") ? "float " : "int ") + entry.text();
      case TRUE -> "bool True";
      case FALSE -> "bool False";
      case NOTHING -> "NoneType None";
      case MAPPING, OTHER -> "?";
    };
  }
}
