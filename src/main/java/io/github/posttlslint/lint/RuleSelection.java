package io.github.posttlslint.lint;

import io.github.posttlslint.rule.Rule;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a run: those that are enabled, and the ids of all that there are. */
public final class RuleSelection {

  private final List<Rule> enabled;
  private final Map<String, Rule> byId = new HashMap<>();
  private final Set<String> known;

  /**
   * Makes a selection.
   *
   * @param enabled the rules to judge by
   * @param known the ids of these and of the disabled ones
   */
  public RuleSelection(List<Rule> enabled, Set<String> known) {
    this.enabled = List.copyOf(enabled);
    for (Rule rule : enabled) {
      byId.put(rule.id(), rule);
    }
    Set<String> ids = new HashSet<>(known);
    ids.addAll(byId.keySet());
    this.known = Collections.unmodifiableSet(ids);
  }

  /** All of these rules and no others. */
  public static RuleSelection all(List<Rule> rules) {
    return new RuleSelection(rules, Set.of());
  }

  /** The rules to judge by. */
  List<Rule> enabled() {
    return enabled;
  }

  /** The enabled rule of that id; null if it is disabled, or there is none. */
  @Nullable Rule enabled(String id) {
    return byId.get(id);
  }

  /** The ids of all rules. */
  Set<String> known() {
    return known;
  }
}
