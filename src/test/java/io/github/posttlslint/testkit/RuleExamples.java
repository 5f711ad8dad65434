package io.github.posttlslint.testkit;

import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The examples of the rule files: of all rules, or of those that {@code -Drule=ID,ID} names. */
public final class RuleExamples {

  private final Map<String, RuleYaml.Loaded> rules;

  private RuleExamples(Map<String, RuleYaml.Loaded> rules) {
    this.rules = rules;
  }

  /**
   * An example.
   *
   * @param name what it is called by: {@code key-world-readable bad 2: its title}; numbers are
   *     those of {@code posttls-lint selftest}
   * @param position which of the rule's examples it is, from 0
   */
  public record Named(Rule rule, Example example, String name, int position) {}

  private enum Kind {
    BAD,
    GOOD
  }

  /** Reads the rule files. */
  public static RuleExamples read() throws IOException {
    return new RuleExamples(RuleFiles.builtIn(Path.of("rules")));
  }

  /** All rules, whether chosen or not. */
  public List<Rule> rules() {
    return rules.values().stream().map(RuleYaml.Loaded::rule).toList();
  }

  /**
   * The examples to be run, in the order of the rules.
   *
   * @throws AssertionError if there is no rule of a given id
   */
  public List<Named> chosen() {
    return of(System.getProperty("rule", ""));
  }

  /** The examples of rules whose ids are listed, with commas between; of all if none is. */
  public List<Named> of(String ids) {
    Collection<RuleYaml.Loaded> chosen = new ArrayList<>();
    for (String id : ids.split("[, ]+")) {
      if (!id.isEmpty()) {
        chosen.add(rule(id));
      }
    }
    List<Named> examples = new ArrayList<>();
    for (RuleYaml.Loaded one : chosen.isEmpty() ? rules.values() : chosen) {
      Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
      int position = 0;
      for (Example example : one.text().examples()) {
        Kind kind = example.bad() ? Kind.BAD : Kind.GOOD;
        int number = numbers.merge(kind, 1, Integer::sum);
        String name = one.rule().id() + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
        String title = example.title() == null ? "" : ": " + example.title();
        examples.add(new Named(one.rule(), example, name + " " + number + title, position++));
      }
    }
    return examples;
  }

  private RuleYaml.Loaded rule(String id) {
    RuleYaml.Loaded found = rules.get(id);
    if (found == null) {
      String near = Nearest.word(id, List.copyOf(rules.keySet()));
      throw new AssertionError(
          "-Drule: there is no rule '" + id + "'" + (near == null ? "" : "; did you mean " + near));
    }
    return found;
  }
}
