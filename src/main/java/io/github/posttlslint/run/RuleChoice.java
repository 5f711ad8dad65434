package io.github.posttlslint.run;

import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a run, after {@code --rules}, {@code --select}, {@code --disable}, {@code --enable},
 * {@code --severity}.
 */
public final class RuleChoice implements RuleCatalog {

  /** The options that change which rules there are and what they say. */
  private static final List<String> OPTIONS =
      List.of("rules", "profile", "select", "disable", "enable", "severity");

  private final List<Rule> rules;
  private final RuleCatalog builtIn;

  /** The catalogue of each rule that did not come with the tool. */
  private final Map<String, RuleCatalog> own;

  private RuleChoice(List<Rule> rules, RuleCatalog builtIn, Map<String, RuleCatalog> own) {
    this.rules = List.copyOf(rules);
    this.builtIn = builtIn;
    this.own = own;
  }

  /**
   * Applies the options.
   *
   * @throws UsageException if an id, level or rule file is wrong
   */
  static RuleChoice of(Settings settings) throws UsageException {
    return of(settings, BuiltInRules.load());
  }

  /** The same with the rules that came with the tool, which others may have as well. */
  static RuleChoice of(Settings settings, RuleCatalog builtIn) throws UsageException {
    return of(settings, builtIn, false);
  }

  /** The same with the rules of all profiles, for commands that only speak about rules. */
  public static RuleChoice all(Settings settings) throws UsageException {
    return of(settings, BuiltInRules.load(), true);
  }

  private static RuleChoice of(Settings settings, RuleCatalog builtIn, boolean listing)
      throws UsageException {
    if (isUsual(settings)) {
      List<Rule> rules = listing ? builtIn.rules() : builtIn.usualRules();
      return new RuleChoice(rules, builtIn, new HashMap<>());
    }
    Map<String, Rule> byId = new TreeMap<>();
    add(builtIn, byId);
    Map<String, RuleCatalog> own = new HashMap<>();
    List<Given> files = settings.all("rules");
    if (!files.isEmpty()) {
      RuleCatalog read = OwnRules.read(files, settings.workplace().gate(), builtIn);
      add(read, byId);
      noteUntested(read, settings);
      for (Rule rule : read.rules()) {
        if (builtIn.find(rule.id()) == null) {
          own.put(rule.id(), read);
        }
      }
    }
    Map<String, Rule> all = Map.copyOf(byId);
    if (!listing) {
      keepProfiles(settings.all("profile"), byId);
    }
    RuleChanges changes = new RuleChanges(byId, new RuleNames(all, settings.workplace()));
    List<Given> selected = settings.ofArguments("select");
    if (selected.isEmpty()) {
      changes.select(settings.ofFile("select"));
    }
    changes.choose(settings.ofFile("disable"), settings.ofFile("enable"));
    changes.select(selected);
    changes.choose(settings.ofArguments("disable"), settings.ofArguments("enable"));
    changes.change(settings.ofFile("severity"));
    changes.change(settings.ofArguments("severity"));
    if (byId.isEmpty()) {
      settings.workplace().note("the options leave no rule to judge by");
    }
    return new RuleChoice(new ArrayList<>(byId.values()), builtIn, own);
  }

  /** Rules without examples count, but nothing shows that they report what they are for. */
  private static void noteUntested(RuleCatalog own, Settings settings) {
    for (Rule rule : own.rules()) {
      if (own.text(rule).examples().isEmpty()) {
        settings.workplace().note("rule " + rule.id() + " has no examples; 'selftest' fails it");
      }
    }
  }

  private static boolean isUsual(Settings settings) {
    for (String option : OPTIONS) {
      if (!settings.all(option).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Takes the rules out of profiles that were not asked for, and those that one contradicts. */
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
      if (!Collections.disjoint(rule.notWith(), names)) {
        byId.remove(rule.id());
      }
    }
    for (Given given : wanted) {
      if (!known.contains(given.text())) {
        String meant = DidYouMean.among(given.text(), List.copyOf(known));
        throw new UsageException(
            given.label()
                + ": no profile '"
                + given.text()
                + "'"
                + meant
                + "; there are "
                + String.join(", ", known));
      }
    }
  }

  private static void add(RuleCatalog catalog, Map<String, Rule> byId) {
    for (Rule rule : catalog.rules()) {
      byId.put(rule.id(), rule);
    }
  }

  /**
   * The rules of several choices, at least one, as one catalogue; for equal ids the first one's.
   */
  public static RuleChoice union(List<RuleChoice> choices) {
    Map<String, Rule> byId = new TreeMap<>();
    Map<String, RuleCatalog> own = new HashMap<>();
    for (RuleChoice choice : choices) {
      for (Rule rule : choice.rules) {
        RuleCatalog catalog = choice.own.get(rule.id());
        if (byId.putIfAbsent(rule.id(), rule) == null && catalog != null) {
          own.put(rule.id(), catalog);
        }
      }
    }
    return new RuleChoice(new ArrayList<>(byId.values()), choices.get(0).builtIn, own);
  }

  /** The rules that came with the tool. */
  public RuleCatalog builtIn() {
    return builtIn;
  }

  /** The rules to judge by, among all that there are. */
  RuleSelection selection() {
    List<Rule> all = new ArrayList<>(builtIn.rules());
    for (Map.Entry<String, RuleCatalog> one : own.entrySet()) {
      all.add(Objects.requireNonNull(one.getValue().find(one.getKey())));
    }
    return new RuleSelection(rules, all);
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public boolean isBuiltIn(Rule rule) {
    return !own.containsKey(rule.id());
  }

  @Override
  public RuleText text(Rule rule) {
    @Nullable RuleCatalog catalog = own.get(rule.id());
    return (catalog == null ? builtIn : catalog).text(rule);
  }
}
