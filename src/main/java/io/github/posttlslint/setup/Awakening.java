package io.github.posttlslint.setup;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that no program reads, and that a change makes one read. */
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
      Setup setup, Map<String, String> olds, Map<String, String> news, Values was, Values is) {
    if (olds.equals(news)) {
      return null;
    }
    Set<String> dead = new HashSet<>();
    olds.forEach(
        (name, value) -> {
          if (!news.containsKey(name) && setup.parameters().find(name, setup.version()) == null) {
            dead.add(value);
            dead.add(plain(name));
          }
        });
    for (Map.Entry<String, String> setting : news.entrySet()) {
      String name = setting.getKey();
      boolean woken =
          !olds.containsKey(name)
              && (dead.contains(plain(name)) || dead.contains(setting.getValue()));
      if (woken && !isSame(was.of(name), is.of(name))) {
        return name;
      }
    }
    return null;
  }

  private static boolean isSame(Value was, Value is) {
    return !was.isUnknown() && !is.isUnknown() && was.text().equals(is.text());
  }

  /** A name without what tells misspelt ones from right ones. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replaceAll("[\"']", "");
  }

  private static Map<String, String> settings(MainCf main) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (MainCfEntry entry : main.entries()) {
      settings.put(entry.name(), entry.value().text());
    }
    return settings;
  }

  private static Map<String, String> options(Service service) {
    Map<String, String> options = new LinkedHashMap<>();
    for (ParameterOverride option : service.entry().overrides()) {
      options.put(option.name(), option.value().text());
    }
    return options;
  }
}
