package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.Suggestion;
import io.github.posttlslint.language.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the key {@code yields-to} of rules that are read together: the ids are those of rules, and
 * no rule yields to itself, by way of others either, for then nobody would tell the cause.
 */
public final class YieldCheck {

  private final Map<String, Reading> read = new LinkedHashMap<>();
  private final Set<String> others;

  /** A rule, and the file that it was read from. */
  private record Reading(Named file, RuleYaml.Loaded loaded) {}

  /** A check of rules that may yield to these others, too. */
  public YieldCheck(Set<String> others) {
    this.others = others;
  }

  /** Takes a rule. */
  public void add(Named file, RuleYaml.Loaded loaded) {
    read.put(loaded.rule().id(), new Reading(file, loaded));
  }

  /** What is wrong with the rules, as far as it is told, {@code file:line:column: message}. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    Set<String> circling = circling();
    for (Reading one : read.values()) {
      String id = one.loaded().rule().id();
      for (YamlNode winner : one.loaded().yields()) {
        if (faults.size() == Limits.RULE_FAULTS) {
          return faults;
        }
        String place = one.file().shown() + ":" + winner.line() + ":" + winner.column() + ": ";
        String name = YamlWords.key(winner.text());
        if (!read.containsKey(winner.text()) && !others.contains(winner.text())) {
          Set<String> known = new TreeSet<>(others);
          known.addAll(read.keySet());
          String meant = Suggestion.of(winner.text(), List.copyOf(known));
          faults.add(place + "no rule " + name + " to yield to" + meant);
        } else if (winner.text().equals(id)) {
          faults.add(place + "a rule does not yield to itself");
        } else if (circling.contains(id) && circling.contains(winner.text())) {
          faults.add(place + "rule " + name + " yields to this one in turn: neither would speak");
        }
      }
    }
    return faults;
  }

  /**
   * The rules on circles, and between two: those that are left once the rules that yield to none of
   * the others, and those that none of the others yields to, are taken away again and again.
   */
  private Set<String> circling() {
    Map<String, Set<String>> up = new HashMap<>();
    Map<String, Set<String>> down = new HashMap<>();
    for (String id : read.keySet()) {
      up.put(id, new HashSet<>());
      down.put(id, new HashSet<>());
    }
    for (Reading one : read.values()) {
      for (YamlNode winner : one.loaded().yields()) {
        if (read.containsKey(winner.text())) {
          String id = one.loaded().rule().id();
          Objects.requireNonNull(up.get(id)).add(winner.text());
          Objects.requireNonNull(down.get(winner.text())).add(id);
        }
      }
    }
    takeAway(up, down);
    takeAway(down, up);
    return up.keySet();
  }

  /** Takes away those without a next one, which may leave others without one. */
  private static void takeAway(Map<String, Set<String>> next, Map<String, Set<String>> previous) {
    List<String> ends = new ArrayList<>();
    next.forEach(
        (id, ids) -> {
          if (ids.isEmpty()) {
            ends.add(id);
          }
        });
    while (!ends.isEmpty()) {
      String end = ends.remove(ends.size() - 1);
      next.remove(end);
      Set<String> before = previous.remove(end);
      for (String id : before == null ? Set.<String>of() : before) {
        Set<String> left = next.get(id);
        if (left != null && left.remove(end) && left.isEmpty()) {
          ends.add(id);
        }
      }
    }
  }
}
