package io.github.posttlslint.setup;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that no program reads, or that others override, and that a change makes one read. */
final class Awakening {

  private Awakening() {}

  /** The first parameter that comes into force with another value than it had; null if none. */
  static @Nullable String first(Setup before, Setup after) {
    MainCf main = before.main();
    MainCf changed = after.main();
    if (main != null && changed != null) {
      String woken = first(before, settings(main), settings(changed), before::value, after::value);
      if (woken != null) {
        return woken;
      }
    }
    int pairs = Math.min(before.services().size(), after.services().size());
    for (int i = 0; i < pairs; i++) {
      Service old = before.services().get(i);
      Service now = after.services().get(i);
      String woken = first(before, options(old), options(now), old::value, now::value);
      if (woken != null) {
        return woken;
      }
    }
    return null;
  }

  private interface Values {
    Value of(String name);
  }

  private static @Nullable String first(
      Setup setup,
      Map<String, List<String>> olds,
      Map<String, List<String>> news,
      Values was,
      Values is) {
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
      boolean renamed = had.isEmpty() && (dead.contains(plain(name)) || !disjoint(dead, values));
      boolean repeated = values.size() < had.size(); // the one that won is gone
      if ((renamed || repeated) && !isSame(was.of(name), is.of(name))) {
        return name;
      }
    }
    return null;
  }

  private static boolean disjoint(Set<String> some, List<String> others) {
    for (String one : others) {
      if (some.contains(one)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Value was, Value is) {
    return !was.isUnknown() && !is.isUnknown() && was.text().equals(is.text());
  }

  /** A name without what tells misspelt ones from right ones. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replaceAll("[\"']", "");
  }

  /** The names that main.cf sets otherwise. */
  static Set<String> changed(Setup before, Setup after) {
    MainCf old = before.main();
    MainCf now = after.main();
    Set<String> changed = new HashSet<>();
    if (old == null || now == null || old == now) {
      return changed;
    }
    Map<String, List<String>> olds = settings(old);
    Map<String, List<String>> news = settings(now);
    Set<String> names = new HashSet<>(olds.keySet());
    names.addAll(news.keySet());
    for (String name : names) {
      if (!olds.getOrDefault(name, List.of()).equals(news.getOrDefault(name, List.of()))) {
        changed.add(name);
      }
    }
    return changed;
  }

  /** The values of each name, the one in force last. */
  static Map<String, List<String>> settings(MainCf main) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (MainCfEntry entry : main.entries()) {
      settings.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(entry.value().text());
    }
    return settings;
  }

  /** The same of a service's options. */
  static Map<String, List<String>> options(Service service) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (ParameterOverride option : service.entry().overrides()) {
      options.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(option.value().text());
    }
    return options;
  }
}
