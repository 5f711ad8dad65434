package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings that no program reads, or that others override, and that a change makes one read. */
final class Awakening {

  private Awakening() {}

  /** The first parameter that comes into force with another value than it had; null if none. */
  static @Nullable String first(Setup before, Setup after) {
    MainCf main = before.main();
    MainCf changed = after.main();
    if (main != null && changed != null) {
      String woken = first(before, main.entries(), changed.entries(), before::value, after::value);
      if (woken != null) {
        return woken;
      }
    }
    int pairs = Math.min(before.services().size(), after.services().size());
    for (int i = 0; i < pairs; i++) {
      Service old = before.services().get(i);
      Service now = after.services().get(i);
      List<ParameterOverride> options = old.entry().overrides();
      String woken = first(before, options, now.entry().overrides(), old::value, now::value);
      if (woken != null) {
        return woken;
      }
    }
    return null;
  }

  private static @Nullable String first(
      Setup setup,
      List<? extends Assignment> before,
      List<? extends Assignment> after,
      Function<String, Value> was,
      Function<String, Value> is) {
    Map<String, List<String>> olds = ChangedSettings.values(before);
    Map<String, List<String>> news = ChangedSettings.values(after);
    if (olds.equals(news)) {
      return null;
    }
    Set<String> dead = new HashSet<>();
    olds.forEach(
        (name, values) -> {
          if (!news.containsKey(name) && setup.parameters().find(name, setup.version()) == null) {
            dead.addAll(values);
            dead.add(plain(name));
          }
        });
    for (Map.Entry<String, List<String>> setting : news.entrySet()) {
      String name = setting.getKey();
      List<String> values = setting.getValue();
      List<String> had = olds.getOrDefault(name, List.of());
      boolean renamed =
          had.isEmpty() && (dead.contains(plain(name)) || !Collections.disjoint(dead, values));
      boolean repeated = values.size() < had.size(); // the one that won is gone
      if ((renamed || repeated)
          && !was.apply(name).known().equalTo(is.apply(name).known()).ifUnknown(false)) {
        return name;
      }
    }
    return null;
  }

  /** A name without what tells misspelt ones from right ones. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replaceAll("[\"']", "");
  }
}
