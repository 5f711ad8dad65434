package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Circles of references that a program gets into, as of {@code a = $b} and {@code b = $a}
 * (mac_expand.c, which gives up at a depth of 100).
 */
final class Circles {

  private final Setup setup;

  /** By the place of the name that it is told at, the names of a circle; the first one ends it. */
  private final Map<Span, List<String>> all = new HashMap<>();

  private Circles(Setup setup) {
    this.setup = setup;
  }

  static Circles of(Settings settings) {
    Circles circles = new Circles(settings.setup());
    for (Setting setting : settings.all()) {
      if (setting.line().value().text().indexOf('$') >= 0 && setting.isEffective()) {
        circles.add(setting);
      }
    }
    return circles;
  }

  /** The names of the circle that is told at a place, the first one again at the end. */
  @Nullable List<String> at(Span name) {
    return all.get(name);
  }

  private void add(Setting setting) {
    Service service = setting.service();
    Value value =
        service == null ? setup.value(setting.parameter()) : service.value(setting.parameter());
    if (!value.isHidden(Resolver.CIRCLE)) {
      return;
    }
    List<String> path = new ArrayList<>();
    if (find(service, setting.parameter(), path, new HashSet<>())) {
      String again = path.get(path.size() - 1);
      List<String> circle = path.subList(path.indexOf(again), path.size());
      Span place = place(service, circle);
      if (place != null) {
        all.putIfAbsent(place, List.copyOf(circle));
      }
    }
  }

  /** Follows the names from one on until one comes again, which is at the end of the path then. */
  private boolean find(
      @Nullable Service service, String name, List<String> path, Set<String> done) {
    boolean again = path.contains(name);
    path.add(name);
    if (again) {
      return true;
    }
    if (done.add(name)) {
      for (String next : Mentions.in(text(service, name))) {
        if (find(service, next, path, done)) {
          return true;
        }
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  private String text(@Nullable Service service, String name) {
    ParameterOverride option = service == null ? null : service.override(name);
    if (option != null) {
      return option.value().text();
    }
    // a default counts only where the program has read that parameter before
    MainCfEntry entry = inMain(name);
    return entry == null ? "" : entry.value().text();
  }

  /** Where the first of the names is set, an option of the service before main.cf. */
  private @Nullable Span place(@Nullable Service service, List<String> names) {
    Span first = null;
    for (String name : names) {
      ParameterOverride option = service == null ? null : service.override(name);
      if (option != null) {
        return option.nameSpan();
      }
      MainCfEntry entry = inMain(name);
      Span span = entry == null ? null : entry.nameSpan();
      first = span != null && (first == null || span.compareTo(first) < 0) ? span : first;
    }
    return first;
  }

  private @Nullable MainCfEntry inMain(String name) {
    MainCf main = setup.main();
    return main == null ? null : main.find(name);
  }
}
