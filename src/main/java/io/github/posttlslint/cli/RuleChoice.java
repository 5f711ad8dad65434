package io.github.posttlslint.cli;

import io.github.posttlslint.lint.RuleSelection;
import io.github.posttlslint.rule.BuiltInRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import io.github.posttlslint.rule.RuleText;
import io.github.posttlslint.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a run, after {@code --rules}, {@code --disable}, {@code --enable}, {@code
 * --severity}.
 */
final class RuleChoice implements RuleCatalog {

  private final List<Rule> rules;
  private final Map<String, RuleCatalog> origin;

  private RuleChoice(List<Rule> rules, Map<String, RuleCatalog> origin) {
    this.rules = List.copyOf(rules);
    this.origin = origin;
  }

  /**
   * Applies the options.
   *
   * @throws UsageException if an id, level or rule file is wrong
   */
  static RuleChoice of(Arguments arguments, Terminal terminal) throws UsageException {
    RuleCatalog builtIn = BuiltInRules.load();
    Map<String, Rule> byId = new java.util.TreeMap<>();
    Map<String, RuleCatalog> origin = new HashMap<>();
    add(builtIn, byId, origin);
    if (!arguments.values("rules").isEmpty()) {
      add(OwnRules.read(arguments.values("rules"), terminal.current()), byId, origin);
    }
    List<String> ids = new ArrayList<>(byId.keySet());
    for (String id : arguments.values("disable")) {
      require(id, ids);
      byId.remove(id);
    }
    for (String id : arguments.values("enable")) {
      require(id, ids);
    }
    for (String setting : arguments.values("severity")) {
      change(setting, byId, ids);
    }
    return new RuleChoice(new ArrayList<>(byId.values()), origin);
  }

  private static void add(
      RuleCatalog catalog, Map<String, Rule> byId, Map<String, RuleCatalog> origin) {
    for (Rule rule : catalog.rules()) {
      byId.put(rule.id(), rule);
      origin.put(rule.id(), catalog);
    }
  }

  private static void change(String setting, Map<String, Rule> byId, List<String> ids)
      throws UsageException {
    int equals = setting.indexOf('=');
    Severity severity = equals < 0 ? null : Severity.of(setting.substring(equals + 1));
    if (severity == null) {
      throw new UsageException(
          "--severity " + setting + ": expected ID=error, ID=warning or ID=note");
    }
    String id = setting.substring(0, equals);
    require(id, ids);
    Rule rule = byId.get(id);
    if (rule != null) {
      byId.put(id, rule.withSeverity(severity));
    }
  }

  private static void require(String id, List<String> ids) throws UsageException {
    if (!ids.contains(id)) {
      throw new UsageException("no rule '" + id + "'" + DidYouMean.among(id, ids));
    }
  }

  /** The rules to judge by, among all that there are. */
  RuleSelection selection() {
    return new RuleSelection(rules, origin.keySet());
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public boolean isBuiltIn(Rule rule) {
    @Nullable RuleCatalog catalog = origin.get(rule.id());
    return catalog != null && catalog.isBuiltIn(rule);
  }

  @Override
  public RuleText text(Rule rule) {
    @Nullable RuleCatalog catalog = origin.get(rule.id());
    if (catalog == null) {
      throw new IllegalArgumentException("not a rule of this run: " + rule.id());
    }
    return catalog.text(rule);
  }
}
