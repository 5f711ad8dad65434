package io.github.posttlslint.run.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A letter too few or another letter in a name of a built-in rule is always found, unless another
 * name comes of it.
 */
class MutatedRulesTest {

  /** A name, outside of texts in quotes. */
  private static final Pattern NAME = Pattern.compile("'[^']*'|\\$?[a-zA-Z_][\\w.-]*");

  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "has",
          "starts",
          "ends",
          "contains",
          "some",
          "service",
          "true",
          "false",
          "set",
          "size",
          "first",
          "known");

  private final Parameters parameters = Parameters.load();
  private final RuleYaml rules = new RuleYaml(parameters);
  private final Random random = new Random(20);
  private int refused;

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("rules"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private String mutated(String name) {
    int at =
        name.startsWith("$")
            ? 1 + random.nextInt(name.length() - 1)
            : random.nextInt(name.length());
    String letter = random.nextBoolean() ? "" : String.valueOf((char) ('a' + random.nextInt(26)));
    return name.substring(0, at) + letter + name.substring(at + 1);
  }

  private boolean isRefused(Path file, String yaml) {
    String name = String.valueOf(file.getFileName());
    try {
      rules.read("group", name.substring(0, name.length() - 5), yaml);
      return false;
    } catch (RuleException e) {
      refused++;
      assertThat(e.lines()).allMatch(line -> line.matches("(?s)\\d+:\\d+: .+"));
      return true;
    }
  }

  /** Whether a name is one that a rule of the kind may have. */
  private boolean isName(Kind<?> kind, String name, boolean anchor) {
    if (name.startsWith("$")) {
      int dot = name.indexOf('.');
      String parameter = dot < 0 ? name.substring(1) : name.substring(1, dot);
      boolean part =
          dot < 0 || (anchor && Set.of(".value", ".beside").contains(name.substring(dot)));
      return part && isParameter(parameter);
    }
    if (anchor) {
      return name.equals("option")
          || kind.anchors().stream().anyMatch(one -> one.name().equals(name));
    }
    Kind.Definition<?> fact = kind.definition(name);
    if (fact == null || fact.argument() == Kind.Argument.NONE) {
      return fact != null || WORDS.contains(name);
    }
    String argument = name.substring(fact.name().length() + 1);
    return fact.words().contains(argument) || isParameter(argument);
  }

  private boolean isParameter(String name) {
    return parameters.find(name) != null || DerivedNames.load().typeOfAnyService(name) != null;
  }

  @Test
  void namesInConditionsAndMessagesAndAnchors() throws IOException {
    List<String> accepted = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      Kind<?> kind = kind(text);
      for (String key : List.of("when", "message", "at", "replace", "description", "with")) {
        boolean anchor = key.equals("at") || key.equals("replace");
        Matcher line = Pattern.compile("(?m)^ *" + key + ": (.*)$").matcher(text);
        while (line.find() && line.start() < end(text)) {
          List<int[]> names = key.equals("when") || anchor ? names(line) : placeholders(line);
          if (!names.isEmpty()) {
            int[] name = names.get(random.nextInt(names.size()));
            String now = mutated(text.substring(name[0], name[1]));
            String yaml = text.substring(0, name[0]) + now + text.substring(name[1]);
            if (!now.equals(text.substring(name[0], name[1]))
                && !isRefused(file, yaml)
                && !isName(kind, now, anchor)
                && !isName(service(), now, anchor)) {
              accepted.add(file + ": " + text.substring(name[0], name[1]) + " -> " + now);
            }
          }
        }
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(refused).isGreaterThan(900);
  }

  private static Kind<?> service() {
    return Objects.requireNonNull(Kinds.find("service"));
  }

  private static Kind<?> kind(String text) {
    Matcher judges = Pattern.compile("(?m)^judges: (.*)$").matcher(text);
    assertThat(judges.find()).isTrue();
    return Objects.requireNonNull(Kinds.find(judges.group(1)));
  }

  /** Behind this, a file has texts and examples only. */
  private static int end(String text) {
    return text.indexOf("\nexamples:");
  }

  private static List<int[]> names(Matcher line) {
    List<int[]> names = new ArrayList<>();
    Matcher name = NAME.matcher(line.group(1));
    while (name.find()) {
      if (!name.group().startsWith("'") && !WORDS.contains(name.group())) {
        names.add(new int[] {line.start(1) + name.start(), line.start(1) + name.end()});
      }
    }
    return names;
  }

  private static List<int[]> placeholders(Matcher line) {
    List<int[]> names = new ArrayList<>();
    Matcher name = Pattern.compile("\\{([^{}]+)\\}").matcher(line.group(1));
    while (name.find()) {
      names.add(new int[] {line.start(1) + name.start(1), line.start(1) + name.end(1)});
    }
    return names;
  }

  @Test
  void keysAtEveryDepth() throws IOException {
    List<String> accepted = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      List<YamlNode> mappings = new ArrayList<>();
      collect(Objects.requireNonNull(YamlReader.read(text, new RuleFaults(text))), "", mappings);
      for (YamlNode mapping : mappings) {
        mapping
            .entries()
            .forEach(
                (name, entry) -> {
                  int at = index(text, entry.line(), entry.column());
                  String now = mutated(name);
                  String yaml = text.substring(0, at) + now + text.substring(at + name.length());
                  if (!now.isEmpty() && !now.equals(name) && !isRefused(file, yaml)) {
                    accepted.add(file + ": " + name + " -> " + now);
                  }
                });
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(refused).isGreaterThan(5000);
  }

  /** All mappings but those whose keys are files. */
  private static void collect(YamlNode node, String key, List<YamlNode> mappings) {
    boolean files = key.equals("bad") || key.equals("good");
    if (node.form() == YamlNode.Form.MAPPING && !files) {
      mappings.add(node);
    }
    node.items().forEach(item -> collect(item, key, mappings));
    node.entries()
        .forEach(
            (name, entry) -> {
              if (!name.equals("with") && (!files || name.equals("options"))) {
                collect(entry.value(), name, mappings);
              }
            });
  }

  private static int index(String text, int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }
}
