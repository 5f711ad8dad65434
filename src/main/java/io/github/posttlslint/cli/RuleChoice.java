package io.github.posttlslint.cli;

import io.github.posttlslint.cli.Settings.Given;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  static RuleChoice of(Settings settings) throws UsageException {
    return of(settings, false);
  }

  /** The same with the rules of all profiles, for commands that only speak about rules. */
  static RuleChoice all(Settings settings) throws UsageException {
    return of(settings, true);
  }

  private static RuleChoice of(Settings settings, boolean listing) throws UsageException {
    RuleCatalog builtIn = BuiltInRules.load();
    Map<String, Rule> byId = new TreeMap<>();
    Map<String, RuleCatalog> origin = new HashMap<>();
    add(builtIn, byId, origin);
    List<Given> own = settings.all("rules");
    if (!own.isEmpty()) {
      add(OwnRules.read(own), byId, origin);
    }
    Map<String, Rule> all = Map.copyOf(byId);
    if (!listing) {
      keepProfiles(settings.all("profile"), byId);
    }
    choose(settings.ofFile("disable"), settings.ofFile("enable"), byId, all);
    choose(settings.ofArguments("disable"), settings.ofArguments("enable"), byId, all);
    for (Given setting : settings.all("severity")) {
      change(setting, byId, all);
    }
    return new RuleChoice(new ArrayList<>(byId.values()), origin);
  }

  /** Takes the rules of profiles out that were not asked for. */
  private static void keepProfiles(List<Given> wanted, Map<String, Rule> byId)
      throws UsageException {
    List<String> names = new ArrayList<>();
    for (Given given : wanted) {
      names.add(given.text());
    }
    Set<String> known = new TreeSet<>();
    for (Rule rule : new ArrayList<>(byId.values())) {
      String profile = rule.profile();
      if (profile != null) {
        known.add(profile);
        if (!names.contains(profile)) {
          byId.remove(rule.id());
        }
      }
    }
    for (Given given : wanted) {
      if (!known.contains(given.text())) {
        String meant = DidYouMean.among(given.text(), List.copyOf(known));
        throw new UsageException(given.label() + ": no profile '" + given.text() + "'" + meant);
      }
    }
  }

  private static void add(
      RuleCatalog catalog, Map<String, Rule> byId, Map<String, RuleCatalog> origin) {
    for (Rule rule : catalog.rules()) {
      byId.put(rule.id(), rule);
      origin.put(rule.id(), catalog);
    }
  }

  private static void choose(
      List<Given> disabled, List<Given> enabled, Map<String, Rule> byId, Map<String, Rule> all)
      throws UsageException {
    for (Given given : disabled) {
      require(given, given.text(), all);
      byId.remove(given.text());
    }
    for (Given given : enabled) {
      byId.put(given.text(), require(given, given.text(), all));
    }
  }

  private static void change(Given given, Map<String, Rule> byId, Map<String, Rule> all)
      throws UsageException {
    String setting = given.text();
    int equals = setting.indexOf('=');
    Severity severity = equals < 0 ? null : Severity.of(setting.substring(equals + 1));
    if (severity == null) {
      throw new UsageException(given.label() + ": expected ID=error, ID=warning or ID=note");
    }
    String id = setting.substring(0, equals);
    require(given, id, all);
    Rule rule = byId.get(id);
    if (rule != null) {
      byId.put(id, rule.withSeverity(severity));
    }
  }

  private static Rule require(Given given, String id, Map<String, Rule> all) throws UsageException {
    Rule rule = all.get(id);
    if (rule == null) {
      List<String> ids = new ArrayList<>(new TreeSet<>(all.keySet()));
      throw new UsageException(
          given.label() + ": no rule '" + id + "'" + DidYouMean.among(id, ids));
    }
    return rule;
  }

  /** The rules of several choices as one catalogue; for equal ids the first one's. */
  static RuleChoice union(List<RuleChoice> choices) {
    Map<String, Rule> byId = new TreeMap<>();
    Map<String, RuleCatalog> origin = new HashMap<>();
    for (RuleChoice choice : choices) {
      for (Rule rule : choice.rules) {
        if (byId.putIfAbsent(rule.id(), rule) == null) {
          origin.put(rule.id(), choice);
        }
      }
    }
    return new RuleChoice(new ArrayList<>(byId.values()), origin);
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
