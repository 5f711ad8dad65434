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
      chosen.remove(rule(given, given.text()).id());
    }
    for (Given given : enabled) {
      Rule rule = rule(given, given.text());
      chosen.put(rule.id(), rule);
    }
  }

  void change(Given given) throws UsageException {
    String setting = given.text();
    int equals = setting.indexOf('=');
    Severity severity = equals < 0 ? null : Severity.of(setting.substring(equals + 1));
    if (severity == null) {
      throw new UsageException(given.label() + ": expected ID=error, ID=warning or ID=note");
    }
    String id = rule(given, setting.substring(0, equals)).id();
    Rule rule = chosen.get(id);
    if (rule != null) {
      chosen.put(id, rule.withSeverity(severity));
    }
  }

  private Rule rule(Given given, String id) throws UsageException {
    Rule rule = all.get(id);
    if (rule == null) {
      String now = FormerRules.now(id);
      rule = all.get(now);
      if (rule != null) {
        workplace.note(given.label() + ": the rule '" + id + "' is told by " + now + " now");
      }
    }
    if (rule == null) {
      List<String> ids = new ArrayList<>(new TreeSet<>(all.keySet()));
      throw new UsageException(
          given.label() + ": no rule '" + id + "'" + DidYouMean.among(id, ids));
    }
    return rule;
  }
}
