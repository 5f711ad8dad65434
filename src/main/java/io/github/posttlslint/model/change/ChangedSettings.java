package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two states of a setup set otherwise, and what could be made of that. */
final class ChangedSettings {

  private final Setup before;
  private final Set<String> main;
  private final boolean all;
  private final Map<String, List<String>> referring = new HashMap<>();

  ChangedSettings(Setup before, Setup after) {
    this.before = before;
    this.main = ofMain(before, after);
    this.all = isOpen(before) != isOpen(after);
    addReferring(before);
    addReferring(after);
  }

  private static boolean isOpen(Setup setup) {
    MainCf main = setup.main();
    return main == null || main.openEnded();
  }

  private void addReferring(Setup setup) {
    for (MainCfEntry entry : setup.mainEntries()) {
      for (String used : Mentions.in(entry.value().text())) {
        referring.computeIfAbsent(used, first -> new ArrayList<>()).add(entry.name());
      }
    }
  }

  /** The names that main.cf sets otherwise. */
  Set<String> main() {
    return main;
  }

  /** Whether any name may be set otherwise, as where lines that are not seen have come or gone. */
  boolean all() {
    return all;
  }

  /** Names, and those whose values could be made of them. */
  Set<String> reachedBy(Set<String> names) {
    Set<String> reached = new LinkedHashSet<>();
    if (all) {
      reached.addAll(before.parameters().namesOf(before.version()));
    }
    Map<String, List<String>> byDefault = before.parameters().referring(before.version());
    Deque<String> left = new ArrayDeque<>(names);
    while (!left.isEmpty()) {
      String name = left.remove();
      if (reached.add(name)) {
        left.addAll(byDefault.getOrDefault(name, List.of()));
        left.addAll(referring.getOrDefault(name, List.of()));
      }
    }
    return reached;
  }

  /**
   * The names that a service's options set otherwise; those too that take something from another
   * setting, if one has changed.
   */
  Set<String> ofOptions(Service before, Service after) {
    Map<String, List<String>> olds = values(before.entry().overrides());
    Map<String, List<String>> news = values(after.entry().overrides());
    Set<String> changed = different(olds, news);
    if (!main.isEmpty() || !changed.isEmpty()) {
      for (Map<String, List<String>> options : List.of(olds, news)) {
        options.forEach(
            (name, values) -> {
              if (String.join(" ", values).indexOf('$') >= 0) {
                changed.add(name);
              }
            });
      }
    }
    return changed;
  }

  /** The names that main.cf sets otherwise. */
  static Set<String> ofMain(Setup before, Setup after) {
    MainCf old = before.main();
    MainCf now = after.main();
    if (old == null || now == null || old == now) {
      return Set.of();
    }
    return different(values(old.entries()), values(now.entries()));
  }

  private static Set<String> different(
      Map<String, List<String>> olds, Map<String, List<String>> news) {
    Set<String> names = new HashSet<>(olds.keySet());
    names.addAll(news.keySet());
    names.removeIf(
        name -> olds.getOrDefault(name, List.of()).equals(news.getOrDefault(name, List.of())));
    return names;
  }

  /** The values of each name, the one in force last. */
  static Map<String, List<String>> values(List<? extends Assignment> lines) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Assignment line : lines) {
      values.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value().text());
    }
    return values;
  }
}
