package io.github.posttlslint.run.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a run, sorted by id, with their explanations on demand. */
public interface RuleCatalog {

  /** All rules, sorted by id. */
  List<Rule> rules();

  /** The explanation of a rule of this catalogue. */
  RuleText text(Rule rule);

  /** Whether a rule of this catalogue came with the tool, and is not the user's own. */
  default boolean isBuiltIn(Rule rule) {
    return false;
  }

  /** The rules that belong to no policy profile, sorted by id. */
  default List<Rule> usualRules() {
    List<Rule> usual = new ArrayList<>(rules().size());
    for (Rule rule : rules()) {
      if (rule.profile() == null) {
        usual.add(rule);
      }
    }
    return usual;
  }

  /** The rule of that id; null if there is none. */
  default @Nullable Rule find(String id) {
    for (Rule rule : rules()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }

  /** A catalogue of rules held in memory. */
  static RuleCatalog of(Map<Rule, RuleText> rules) {
    List<Rule> sorted = rules.keySet().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    return new RuleCatalog() {
      @Override
      public List<Rule> rules() {
        return sorted;
      }

      @Override
      public RuleText text(Rule rule) {
        RuleText text = rules.get(rule);
        if (text == null) {
          throw new IllegalArgumentException("not a rule of this catalogue: " + rule.id());
        }
        return text;
      }
    };
  }
}
