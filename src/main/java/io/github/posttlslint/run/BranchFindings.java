package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.TemplateBranches;
import io.github.posttlslint.cf.TemplateBranches.Assumption;
import io.github.posttlslint.cf.TemplateBranches.Branch;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.run.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is found under a condition of a template. Whatever is told without one holds with all
 * conditional text as without any of it; the rest is told for the first branch that it holds in.
 */
final class BranchFindings {

  /** What a finding begins with that holds under a condition. */
  static final String WHEN = "When ";

  private static final List<String> ROUTING =
      List.of("default_transport", "relayhost", "relay_transport", "content_filter");

  private static final String MORE_LINES = "a template makes lines that are not seen";
  private static final String MAY_BE_ABSENT = "it is there under a condition of a template only";

  /** What one finding is about, in a rendering as in another. */
  record Key(String rule, Span span, List<String> service) {
    static Key of(Finding finding) {
      List<String> services = finding.services();
      return new Key(
          finding.rule().id(), finding.span(), services.size() == 1 ? services : List.of());
    }
  }

  /**
   * What was found.
   *
   * @param found what holds under all conditions
   * @param conditional what holds under one, and says so
   * @param unverified what cannot be told
   */
  record Result(List<Finding> found, List<Finding> conditional, List<Unverified> unverified) {}

  /** A finding, and what it holds under. */
  private record Held(Finding finding, Branch branch) {}

  private final Setup setup;

  /** Finds what some rules find in a setup. */
  private final BiFunction<Setup, Set<String>, List<Finding>> finder;

  private final @Nullable TemplateBranches main;
  private final @Nullable TemplateBranches master;

  BranchFindings(Setup setup, BiFunction<Setup, Set<String>, List<Finding>> finder) {
    this.setup = setup;
    this.finder = finder;
    MainCf first = setup.main();
    MasterCf second = setup.master();
    this.main = first == null ? null : TemplateBranches.of(first.source());
    this.master = second == null ? null : TemplateBranches.of(second.source());
  }

  /**
   * Tells apart what was found.
   *
   * @param found what all rules find where nothing is known of the conditions
   * @param unverified what they cannot tell there
   * @param rules all rules
   */
  Result of(List<Finding> found, List<Unverified> unverified, List<Rule> rules) {
    List<Unverified> unknown = new ArrayList<>(unverified);
    addUnseen(rules, unknown);
    addHidden(rules, unknown);
    if ((main == null || main.isEmpty()) && (master == null || master.isEmpty())) {
      return new Result(found, List.of(), unknown);
    }
    Set<Key> bare = keys(finder.apply(with(Assumption.BARE), rules(found)));
    List<Finding> kept = new ArrayList<>();
    List<Finding> doubtful = new ArrayList<>();
    for (Finding finding : found) {
      (bare.contains(Key.of(finding)) ? kept : doubtful).add(finding);
    }
    Map<Key, Held> held = held(keys(kept), doubtful, byParameter(unverified));
    List<Finding> conditional = new ArrayList<>();
    held.values().forEach(one -> conditional.add(told(one)));
    for (Finding finding : doubtful) {
      if (!held.containsKey(Key.of(finding))) {
        unknown.add(
            new Unverified(finding.rule(), finding.span(), finding.parameter(), MAY_BE_ABSENT));
      }
    }
    return new Result(kept, told(conditional, kept), unknown);
  }

  /**
   * Rules about things that are there once the template is filled in, and not before: ways of mail,
   * and files of certificates or none.
   */
  private void addHidden(List<Rule> rules, List<Unverified> to) {
    Set<String> known = new HashSet<>();
    to.forEach(one -> known.add(one.rule().id()));
    Map<String, Collection<Value>> hidden = Map.of("next-hop", routing(), "chain", certificates());
    for (Rule rule : rules) {
      for (Value value : hidden.getOrDefault(rule.judges(), List.of())) {
        Doubt doubt = value.known().doubt();
        if (doubt != null && !known.contains(rule.id())) {
          Span span = value.valueSpan();
          String reason = Template.brief(setup.secrets().mask(doubt));
          String name = setup.secrets().mask(value.name());
          to.add(new Unverified(rule, span == null ? setup.place() : span, name, reason));
        }
      }
    }
  }

  private Collection<Value> routing() {
    List<Value> values = new ArrayList<>();
    ROUTING.forEach(name -> values.add(setup.value(name)));
    return values;
  }

  /** What names the certificates of all services, that of several once. */
  private Collection<Value> certificates() {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Side side : setup.sides()) {
      for (String ending : List.of("chain_files", "cert_file")) {
        Value value = side.value(ending);
        values.putIfAbsent(value.name() + " " + value.valueSpan(), value);
      }
    }
    return values.values();
  }

  /** No rule can tell of lines that are not seen. */
  private void addUnseen(List<Rule> rules, List<Unverified> to) {
    MainCf first = setup.main();
    MasterCf second = setup.master();
    boolean isOpen =
        (first != null && first.openEnded() && !first.isPart())
            || (second != null && second.openEnded());
    if (isOpen) {
      for (Rule rule : rules) {
        to.add(new Unverified(rule, setup.place(), null, MORE_LINES));
      }
    }
  }

  /** Those of the conditional findings whose cause no other tells better. */
  static List<Finding> told(List<Finding> conditional, List<Finding> kept) {
    Set<Key> wanted = keys(conditional);
    List<Finding> all = new ArrayList<>(kept);
    all.addAll(conditional);
    List<Finding> told = new ArrayList<>(Yielding.of(all).told());
    told.removeIf(finding -> !wanted.contains(Key.of(finding)));
    return told;
  }

  /** By the parameter that hides something, the rules that cannot tell for that reason. */
  private static Map<String, Set<String>> byParameter(List<Unverified> unverified) {
    Map<String, Set<String>> rules = new HashMap<>();
    for (Unverified one : unverified) {
      String parameter = one.parameter();
      if (parameter != null) {
        rules.computeIfAbsent(parameter, name -> new HashSet<>()).add(one.rule().id());
      }
    }
    return rules;
  }

  /** The rules that may tell in a branch what they cannot tell without. */
  private Set<String> answered(
      Setup branch, List<Finding> doubtful, Map<String, Set<String>> byParameter) {
    Difference difference = Difference.of(setup, branch);
    Set<String> rules = new HashSet<>();
    for (Map.Entry<String, Set<String>> one : byParameter.entrySet()) {
      if (difference.tellsOf(one.getKey(), setup, branch)) {
        rules.addAll(one.getValue());
      }
    }
    for (Finding one : doubtful) {
      if (difference.concerns(one)) {
        rules.add(one.rule().id());
      }
    }
    return rules;
  }

  /**
   * What holds under a condition, with the first one.
   *
   * @param kept what holds anyway
   * @param doubtful what was found of text that may be absent
   */
  private Map<Key, Held> held(
      Set<Key> kept, List<Finding> doubtful, Map<String, Set<String>> byParameter) {
    Map<Key, Held> held = new LinkedHashMap<>();
    Map<Map<String, Boolean>, Branch> branches = new LinkedHashMap<>();
    addBranches(main, branches);
    addBranches(master, branches);
    int left = Limits.BRANCHES;
    for (Branch branch : branches.values()) {
      if (left-- == 0) {
        break;
      }
      Assumption assumption = new Assumption(branch.truths(), true);
      Setup there = with(assumption);
      Set<String> rules = answered(there, doubtful, byParameter);
      if (rules.isEmpty()) {
        continue;
      }
      List<Finding> more = new ArrayList<>(finder.apply(there, rules));
      more.removeIf(one -> kept.contains(Key.of(one)) || held.containsKey(Key.of(one)));
      if (!more.isEmpty()) {
        Set<Key> bare = keys(finder.apply(with(assumption.bare()), rules(more)));
        more.removeIf(one -> !bare.contains(Key.of(one)));
      }
      more.forEach(one -> held.putIfAbsent(Key.of(one), new Held(one, branch)));
    }
    return held;
  }

  private static void addBranches(
      @Nullable TemplateBranches text, Map<Map<String, Boolean>, Branch> to) {
    if (text != null) {
      for (Branch branch : text.branches()) {
        to.putIfAbsent(branch.truths(), branch);
      }
    }
  }

  private Setup with(Assumption assumption) {
    MainCf first = setup.main();
    MasterCf second = setup.master();
    return setup.with(
        first == null || main == null ? null : first.with(main, assumption),
        second == null || master == null ? null : second.with(master, assumption));
  }

  static Set<Key> keys(List<Finding> findings) {
    Set<Key> keys = new HashSet<>();
    findings.forEach(finding -> keys.add(Key.of(finding)));
    return keys;
  }

  private static Set<String> rules(List<Finding> findings) {
    Set<String> rules = new HashSet<>();
    findings.forEach(finding -> rules.add(finding.rule().id()));
    return rules;
  }

  /** The finding as it is told: at most a warning, with its condition, and mended by hand. */
  private Finding told(Held held) {
    Finding finding = held.finding();
    return finding.doubtful(
        WHEN + words(held.branch()) + ": " + finding.message(), finding.related());
  }

  private String words(Branch branch) {
    StringBuilder words = new StringBuilder();
    for (Map.Entry<String, Boolean> one : branch.truths().entrySet()) {
      words.append(words.length() == 0 ? "" : " and ").append(one.getValue() ? "" : "not ");
      String text = TemplateBranches.shown(one.getKey());
      words.append(!one.getValue() && text.indexOf(' ') >= 0 ? "(" + text + ")" : text);
    }
    return Template.brief(setup.secrets().mask(words.toString()));
  }
}
