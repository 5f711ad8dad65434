package io.github.posttlslint.run;

import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@code --disable}, {@code --enable} and {@code --severity} make of the rules of a run. */
final class RuleChanges {

  private final Map<String, Rule> chosen;
  private final Map<String, Rule> all;
  private final Workplace workplace;

  /**
   * Makes changes.
   *
   * @param chosen the rules of the run by id, which are changed
   * @param all the rules that there are
   */
  RuleChanges(Map<String, Rule> chosen, Map<String, Rule> all, Workplace workplace) {
    this.chosen = chosen;
    this.all = all;
    this.workplace = workplace;
  }

  void choose(List<Given> disabled, List<Given> enabled) throws UsageException {
    for (Given given : disabled) {
      for (Rule rule : rules(given, given.text())) {
        chosen.remove(rule.id());
      }
    }
    for (Given given : enabled) {
      for (Rule rule : rules(given, given.text())) {
        chosen.put(rule.id(), rule);
      }
    }
  }

  void change(Given given) throws UsageException {
    String setting = given.text();
    int equals = setting.indexOf('=');
    Severity severity = equals < 0 ? null : Severity.of(setting.substring(equals + 1));
    if (severity == null) {
      throw new UsageException(given.label() + ": expected ID=error, ID=warning or ID=note");
    }
    for (Rule named : rules(given, setting.substring(0, equals))) {
      Rule rule = chosen.get(named.id());
      if (rule != null) {
        chosen.put(rule.id(), rule.withSeverity(severity));
      }
    }
  }

  /** The rules that an id stands for: one, or those that a former id is told by now. */
  private List<Rule> rules(Given given, String id) throws UsageException {
    Rule rule = all.get(id);
    if (rule != null) {
      return List.of(rule);
    }
    List<String> now = FormerRules.now(id);
    if (now == null) {
      List<String> ids = new ArrayList<>(new TreeSet<>(all.keySet()));
      throw new UsageException(
          given.label() + ": no rule '" + id + "'" + DidYouMean.among(id, ids));
    }
    workplace.note(given.label() + ": " + FormerRules.told(id, now));
    List<Rule> rules = new ArrayList<>();
    for (String one : now) {
      Rule successor = all.get(one);
      if (successor != null) {
        rules.add(successor);
      }
    }
    return rules;
  }
}
