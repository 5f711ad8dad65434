package io.github.posttlslint.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.language.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the documents of rules say of kinds is what the tables of kinds say. {@code mvn test
 * -Dtest=KindsDocumentTest -Drefresh.reports} writes it anew.
 */
class KindsDocumentTest {

  private static final Path README = Path.of("rules", "README.md");
  private static final Path TABLES = Path.of("rules", "KINDS.md");

  private static List<Kind<?>> kinds() {
    List<Kind<?>> kinds = new ArrayList<>();
    for (String name : Kinds.names()) {
      kinds.add(Objects.requireNonNull(Kinds.find(name)));
    }
    return kinds;
  }

  /** The table of kinds in README.md. */
  private static String overview() {
    StringBuilder out = new StringBuilder("| kind | judged |\n|---|---|\n");
    for (Kind<?> kind : kinds()) {
      String name = kind.name();
      out.append("| [`" + name + "`](KINDS.md#" + name + ") | " + kind.documentation() + " |\n");
    }
    return out.toString();
  }

  private static String tables() {
    StringBuilder out = new StringBuilder("# Kinds of things that rules judge\n\n");
    out.append(
        "Made by the build; `posttls-lint explain KIND` prints the same. A kind has the facts\n");
    out.append("of those that it includes, too; its own come first.\n");
    Set<Kind<?>> parts = new LinkedHashSet<>();
    for (Kind<?> kind : kinds()) {
      write(kind, out);
      out.append("\n| anchor | place |\n|---|---|\n");
      kind.anchors()
          .forEach(one -> out.append("| `" + one.name() + "` | " + one.documentation() + " |\n"));
      out.append("| `$parameter`, `$parameter.value` | where the value in force is set |\n");
      addParts(kind, parts);
    }
    out.append("\n# Facts that several kinds include\n");
    parts.forEach(part -> write(part, out));
    return out.toString();
  }

  /** The kinds that no rule judges by themselves. */
  private static void addParts(Kind<?> kind, Set<Kind<?>> parts) {
    for (Kind<?> one : kind.includes()) {
      if (!Kinds.names().contains(one.name())) {
        parts.add(one);
      }
      addParts(one, parts);
    }
  }

  private static void write(Kind<?> kind, StringBuilder out) {
    out.append("\n## " + kind.name() + "\n\n" + sentence(kind.documentation()));
    List<String> included = new ArrayList<>();
    kind.includes().forEach(one -> included.add("[" + one.name() + "](#" + one.name() + ")"));
    out.append(included.isEmpty() ? "\n" : " Includes " + String.join(", ", included) + ".\n");
    if (!kind.facts().isEmpty()) {
      out.append("\n| fact | type | it tells |\n|---|---|---|\n");
    }
    for (Kind.Definition<?> fact : kind.facts()) {
      out.append("| `" + fact.shown() + "` | " + fact.type().words() + " | ");
      out.append(fact.documentation().replace("|", "\\|"));
      words("; WORD", fact.words(), out);
      words("", fact.choices(), out);
      out.append(" |\n");
    }
  }

  private static void words(String label, List<String> words, StringBuilder out) {
    if (!words.isEmpty()) {
      out.append(label + ": `" + String.join("`, `", words) + "`");
    }
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
  }

  @Test
  void documentsAreUpToDate() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf("| kind | judged |");
    int end = readme.indexOf("\n\n", start) + 1;
    if (System.getProperty("refresh.reports") != null) {
      readme = readme.substring(0, start) + overview() + readme.substring(end);
      Files.writeString(README, readme);
      Files.writeString(TABLES, tables());
    }
    assertThat(readme).contains("\n\n" + overview() + "\n");
    assertThat(Files.readString(TABLES)).isEqualTo(tables());
  }

  @Test
  void everyFactAndAnchorIsDocumentedInALine() {
    for (Kind<?> kind : kinds()) {
      for (Kind.Definition<?> fact : kind.allFacts()) {
        assertThat(fact.documentation()).as(fact.name()).isNotBlank().doesNotContain("\n");
      }
      kind.anchors().forEach(one -> assertThat(one.documentation()).isNotBlank());
    }
  }

  /** A fact for which there is no use is one more that can be wrong. */
  @Test
  void everyFactAndAnchorIsUsed() throws IOException {
    Set<Object> used = new UsedNames(Files.readString(README)).all();
    List<String> unused = new ArrayList<>();
    for (Kind<?> kind : kinds()) {
      for (Kind.Definition<?> fact : kind.allFacts()) {
        if (!used.contains(fact)) {
          unused.add(kind.name() + " " + fact.shown());
        }
      }
      for (Kind.Anchor<?> anchor : kind.anchors()) {
        if (!used.contains(anchor)) {
          unused.add(kind.name() + " anchor " + anchor.name());
        }
      }
    }
    assertThat(unused).isEmpty();
  }
}
