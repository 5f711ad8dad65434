package io.github.posttlslint.run;

import io.github.posttlslint.run.RuleNames.Meant;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --select}, {@code --disable}, {@code --enable} and {@code --severity} make of the
 * rules of a run.
 */
final class RuleChanges {

  private final Map<String, Rule> chosen;
  private final RuleNames names;

  /**
   * Makes changes.
   *
   * @param chosen the rules of the run by id, which are changed
   * @param names finds the rules that there are
   */
  RuleChanges(Map<String, Rule> chosen, RuleNames names) {
    this.chosen = chosen;
    this.names = names;
  }

  /**
   * Leaves only what is selected: of groups and patterns the rules of the run, and each rule that
   * is named by its id. Nothing is selected by no argument.
   */
  void select(List<Given> selected) throws UsageException {
    if (selected.isEmpty()) {
      return;
    }
    Map<String, Rule> left = new HashMap<>();
    for (Given given : selected) {
      for (Meant meant : names.of(given, given.text())) {
        for (Rule rule : meant.rules()) {
          if (meant.isExact() || chosen.containsKey(rule.id())) {
            left.put(rule.id(), rule);
          }
        }
      }
    }
    chosen.clear();
    chosen.putAll(left);
  }

  void choose(List<Given> disabled, List<Given> enabled) throws UsageException {
    for (Given given : disabled) {
      for (Meant meant : names.of(given, given.text())) {
        meant.rules().forEach(rule -> chosen.remove(rule.id()));
      }
    }
    for (Given given : enabled) {
      for (Meant meant : names.of(given, given.text())) {
        meant.rules().forEach(rule -> chosen.put(rule.id(), rule));
      }
    }
  }

  /** Changes severities; a name means more than a group or pattern, whatever comes first. */
  void change(List<Given> severities) throws UsageException {
    for (boolean exact : new boolean[] {false, true}) {
      for (Given given : severities) {
        change(given, exact);
      }
    }
  }

  private void change(Given given, boolean exact) throws UsageException {
    String setting = given.text();
    int equals = setting.indexOf('=');
    String level = setting.substring(equals + 1);
    Severity severity = equals < 0 ? null : Severity.of(level);
    if (severity == null) {
      throw new UsageException(
          given.label()
              + ": expected ID=error, ID=warning or ID=note"
              + (level.equals("off") || level.equals("none")
                  ? "; --disable ID, or disable in a file, switches a rule off"
                  : DidYouMean.among(level, Severity.labels())));
    }
    for (Meant meant : names.of(given, setting.substring(0, equals))) {
      for (Rule named : meant.isExact() == exact ? meant.rules() : List.<Rule>of()) {
        Rule rule = chosen.get(named.id());
        if (rule != null) {
          chosen.put(rule.id(), rule.withSeverity(severity));
        }
      }
    }
  }
}
