package io.github.posttlslint.run;

import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.SameCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes out the findings whose cause another finding tells better, as their rules say. That one may
 * yield itself, or be silenced later on: either way the cause is told, or somebody has asked not to
 * be told.
 */
final class Yielding {

  private final List<Finding> findings;

  /** By rule, the findings of those rules that others yield to. */
  private final Map<String, List<Finding>> winners = new HashMap<>();

  /** By finding that is silent, the first one that tells its cause. */
  private final IdentityHashMap<Finding, Finding> tellers = new IdentityHashMap<>();

  /** By finding, the rules that yielded to it. */
  private final IdentityHashMap<Finding, Set<String>> also = new IdentityHashMap<>();

  private Yielding(List<Finding> findings) {
    this.findings = findings;
    Set<String> named = new HashSet<>();
    for (Finding finding : findings) {
      for (Rule.Yield one : finding.rule().yieldsTo()) {
        named.add(one.rule());
      }
    }
    for (Finding finding : findings) {
      String id = finding.rule().id();
      if (named.contains(id)) {
        List<Finding> known = winners.get(id);
        if (known == null) {
          known = new ArrayList<>();
          winners.put(id, known);
        }
        known.add(finding);
      }
    }
  }

  /**
   * What became of the findings.
   *
   * @param told those that are left, which know what yielded to them
   * @param silent those whose cause others tell
   */
  record Result(List<Finding> told, List<Finding> silent) {}

  /** Lets the findings of one setup yield to each other. */
  static Result of(List<Finding> findings) {
    Yielding yielding = new Yielding(findings);
    return yielding.winners.isEmpty() ? new Result(findings, List.of()) : yielding.result();
  }

  private Result result() {
    List<Finding> left = new ArrayList<>(findings.size());
    List<Finding> silent = new ArrayList<>();
    for (Finding finding : findings) {
      Finding rest = finding.rule().yieldsTo().isEmpty() ? finding : rest(finding);
      left.add(rest);
      if (rest == null) {
        silent.add(finding);
      }
    }
    for (Finding finding : silent) {
      addTo(finding, finding.rule().id());
    }
    List<Finding> told = new ArrayList<>(findings.size());
    for (int i = 0; i < left.size(); i++) {
      Finding rest = left.get(i);
      Set<String> others = also.get(findings.get(i));
      if (rest != null) {
        told.add(others == null ? rest : rest.telling(List.copyOf(others)));
      }
    }
    return new Result(told, silent);
  }

  /** What is left of a finding that can yield: it, it for fewer services, or null. */
  private @Nullable Finding rest(Finding finding) {
    Finding first = null;
    Set<String> left = new LinkedHashSet<>(finding.services());
    boolean isWhole = finding.services().isEmpty();
    for (Rule.Yield one : finding.rule().yieldsTo()) {
      for (Finding winner : winners.getOrDefault(one.rule(), List.of())) {
        if (tells(winner, finding, one.same())) {
          first = first == null ? winner : first;
          if (isWhole || winner.services().isEmpty()) {
            left.clear();
          } else {
            left.removeAll(winner.services());
          }
          if (left.isEmpty()) {
            tellers.put(finding, first);
            return null;
          }
        }
      }
    }
    return left.size() == finding.services().size()
        ? finding
        : finding.forServices(List.copyOf(left));
  }

  private static boolean tells(Finding winner, Finding finding, SameCause same) {
    return winner.severity().compareTo(finding.severity()) >= 0
        && switch (same) {
          case PLACE -> winner.isAtPlaceOf(finding);
          case PARAMETER ->
              finding.parameter() != null && finding.parameter().equals(winner.parameter());
          case SIDE -> !side(finding).isEmpty() && side(finding).equals(side(winner));
          case FILE -> finding.span().file().equals(winner.span().file());
          case SERVICE -> !winner.services().isEmpty() && !finding.services().isEmpty();
          case SETUP -> true;
        };
  }

  private static String side(Finding finding) {
    String parameter = finding.parameter();
    return parameter == null || parameter.indexOf('_') < 0
        ? ""
        : parameter.substring(0, parameter.indexOf('_'));
  }

  /** Tells whoever speaks for a silent finding that it does; a silent one passes it on. */
  private void addTo(Finding silent, String rule) {
    Finding teller = silent;
    while (tellers.containsKey(teller)) {
      teller = Objects.requireNonNull(tellers.get(teller));
    }
    Set<String> ids = also.get(teller);
    if (ids == null) {
      ids = new TreeSet<>();
      also.put(teller, ids);
    }
    ids.add(rule);
  }
}
