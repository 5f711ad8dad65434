package io.github.posttlslint.lint;

import io.github.posttlslint.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a run: those that are enabled, and the ids of all that there are. */
public final class RuleSelection {

  private final List<Rule> enabled;
  private final List<Rule> all;

  /**
   * Makes a selection.
   *
   * @param enabled the rules to judge by
   * @param all the disabled ones too
   */
  public RuleSelection(List<Rule> enabled, List<Rule> all) {
    this.enabled = List.copyOf(enabled);
    this.all = List.copyOf(all);
  }

  /** All of these rules and no others. */
  public static RuleSelection all(List<Rule> rules) {
    return new RuleSelection(rules, rules);
  }

  /** The rules to judge by. */
  List<Rule> enabled() {
    return enabled;
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
