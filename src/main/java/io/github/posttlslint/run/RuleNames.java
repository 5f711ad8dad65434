package io.github.posttlslint.run;

import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules that options name: by id, in capitals or not; by group, the folder of the rule file; by
 * a pattern of ids with {@code *} and {@code ?}; by the id of a rule that is gone.
 */
final class RuleNames {

  private final Map<String, Rule> all;
  private final Workplace workplace;

  /** Names of these rules, by id. */
  RuleNames(Map<String, Rule> all, Workplace workplace) {
    this.all = all;
    this.workplace = workplace;
  }

  /**
   * What one name means.
   *
   * @param isExact whether it is the id of a rule, or was one
   */
  record Meant(List<Rule> rules, boolean isExact) {}

  /**
   * What the names mean that an argument has, with commas between.
   *
   * @throws UsageException if one means no rule
   */
  List<Meant> of(Given given, String names) throws UsageException {
    List<Meant> meant = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      meant.add(one(given, name.strip()));
    }
    return meant;
  }

  private Meant one(Given given, String name) throws UsageException {
    Rule rule = find(name);
    if (rule != null) {
      return new Meant(List.of(rule), true);
    }
    List<String> now = FormerRules.now(name);
    if (now != null) {
      workplace.note(given.label() + ": " + FormerRules.told(name, now));
      return new Meant(now.stream().filter(all::containsKey).map(all::get).toList(), true);
    }
    List<Rule> several = isPattern(name) ? matching(given, name) : ofGroup(name);
    if (several.isEmpty()) {
      throw unknown(given, name);
    }
    return new Meant(several, false);
  }

  private @Nullable Rule find(String name) {
    Rule rule = all.get(name);
    return rule == null ? all.get(name.toLowerCase(Locale.ROOT)) : rule;
  }

  private static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  private List<Rule> matching(Given given, String pattern) throws UsageException {
    Glob glob = Glob.parse(pattern);
    if (glob == null) {
      throw new UsageException(
          given.label() + ": expected an id, a group or a pattern such as cert-*");
    }
    return all.values().stream().filter(rule -> glob.matches(rule.id())).toList();
  }

  private List<Rule> ofGroup(String name) {
    return all.values().stream().filter(rule -> rule.group().equals(name)).toList();
  }

  private UsageException unknown(Given given, String name) {
    if (isPattern(name)) {
      return new UsageException(given.label() + ": no rule matches '" + name + "'");
    }
    TreeSet<String> known = new TreeSet<>(all.keySet());
    all.values().forEach(rule -> known.add(rule.group()));
    return new UsageException(
        given.label()
            + ": no rule '"
            + name
            + "'"
            + DidYouMean.among(name.toLowerCase(Locale.ROOT), List.copyOf(known)));
  }
}
