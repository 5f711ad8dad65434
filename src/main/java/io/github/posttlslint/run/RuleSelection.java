package io.github.posttlslint.run;

import io.github.posttlslint.run.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a run.
 *
 * @param enabled the rules to judge by
 * @param all the disabled ones too
 */
public record RuleSelection(List<Rule> enabled, List<Rule> all) {

  public RuleSelection {
    enabled = List.copyOf(enabled);
    all = List.copyOf(all);
  }

  /** All of these rules and no others. */
  public static RuleSelection all(List<Rule> rules) {
    return new RuleSelection(rules, rules);
  }

  /** The enabled rule of that id; null if it is disabled, or there is none. */
  @Nullable Rule enabled(String id) {
    for (Rule rule : enabled) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }

  /** The ids of all rules. */
  Set<String> known() {
    Set<String> ids = new HashSet<>();
    for (Rule rule : all) {
      ids.add(rule.id());
    }
    return ids;
  }
}
