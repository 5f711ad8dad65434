package io.github.posttlslint.run;

import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The rules that options name, in capitals or not: by id; by group, the folder of the rule file; by
 * a pattern of ids with {@code *} and {@code ?}; by the id of a rule that is gone.
 */
final class RuleNames {

  private static final String FORM = "expected an id, a group or a pattern such as cert-*";

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
    for (String word : names.split(",", -1)) {
      String name = word.strip();
      if (!name.isEmpty()) {
        meant.add(one(given, name, name.toLowerCase(Locale.ROOT)));
      }
    }
    if (meant.isEmpty()) {
      throw new UsageException(given.label() + ": " + FORM);
    }
    return meant;
  }

  private Meant one(Given given, String word, String name) throws UsageException {
    Rule rule = all.get(name);
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
      throw unknown(given, word, name);
    }
    return new Meant(several, false);
  }

  private static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  private List<Rule> matching(Given given, String pattern) throws UsageException {
    Glob glob = Glob.parse(pattern);
    if (glob == null) {
      throw new UsageException(given.label() + ": " + FORM);
    }
    return all.values().stream().filter(rule -> glob.matches(rule.id())).toList();
  }

  private List<Rule> ofGroup(String name) {
    return all.values().stream().filter(rule -> rule.group().equals(name)).toList();
  }

  private UsageException unknown(Given given, String word, String name) {
    if (isPattern(name)) {
      return new UsageException(given.label() + ": no rule matches '" + word + "'");
    }
    TreeSet<String> groups = new TreeSet<>();
    TreeSet<String> known = new TreeSet<>(all.keySet());
    all.values().forEach(rule -> groups.add(rule.group()));
    known.addAll(groups);
    boolean isStart = all.keySet().stream().anyMatch(id -> id.startsWith(name + "-"));
    String meant =
        isStart ? " (did you mean '" + name + "-*'?)" : DidYouMean.among(name, List.copyOf(known));
    return new UsageException(
        given.label()
            + ": no rule '"
            + word
            + "'"
            + (meant.isEmpty()
                ? ", and no group; groups are "
                    + String.join(", ", groups)
                    + "; 'posttls-lint rules' lists the rules"
                : meant));
  }
}
