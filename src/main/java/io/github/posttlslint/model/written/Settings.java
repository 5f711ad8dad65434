package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All settings of a setup, those of main.cf first, and what they have in common. */
public final class Settings {

  private final Setup setup;
  private final List<Setting> all = new ArrayList<>();
  private final Lazy<UnusedNames> unusedNames = new Lazy<>(() -> UnusedNames.of(setup()));

  private final Lazy<Circles> circles = new Lazy<>(() -> Circles.of(this));

  /** By name, the value of main.cf that is judged. */
  private final Map<String, Value> judged = new HashMap<>();

  private Settings(Setup setup) {
    this.setup = setup;
  }

  /** Finds them. */
  public static Settings of(Setup setup) {
    Settings settings = new Settings(setup);
    settings.find();
    return settings;
  }

  private void find() {
    MainCf main = setup.main();
    if (main != null) {
      Map<String, Setting> before = new HashMap<>();
      for (MainCfEntry entry : main.entries()) {
        add(null, entry, main.isInForce(entry), before);
      }
    }
    for (Service service : setup.services()) {
      List<ParameterOverride> options = service.entry().overrides();
      if (!options.isEmpty()) {
        Map<String, Setting> before = new HashMap<>();
        for (ParameterOverride option : options) {
          add(service, option, service.entry().isInForce(option), before);
        }
      }
    }
  }

  private void add(
      @Nullable Service service, Assignment line, boolean inForce, Map<String, Setting> before) {
    Setting setting = new Setting(this, service, line, inForce, before.get(line.name()));
    before.put(line.name(), setting);
    all.add(setting);
  }

  /** The setup. */
  public Setup setup() {
    return setup;
  }

  /** In the order of the files, repeated ones included. */
  public List<Setting> all() {
    return all;
  }

  /** Which of their names nobody reads; found when first asked for. */
  UnusedNames unusedNames() {
    return unusedNames.get();
  }

  /** The circles of references in them; found when first asked for. */
  Circles circles() {
    return circles.get();
  }

  /** Whether some service of a Postfix with all its programs reads the parameter. */
  boolean isRead(Parameter parameter) {
    for (String program : parameter.programs()) {
      if (program.equals("*") || Programs.load().exists(program, setup.version())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value that some program gets from main.cf: the first one that the parameter does not
   * accept, else the first.
   */
  Value judged(String name) {
    return judged.computeIfAbsent(name, this::judgedForAll);
  }

  private Value judgedForAll(String name) {
    Value first = setup.value(name);
    Parameter parameter = setup.parameters().find(name, setup.version());
    if (parameter == null) {
      return first;
    }
    Set<String> checked = new HashSet<>();
    boolean chosen = false;
    for (Service other : setup.services()) {
      if (parameter.readBy(other.program()) && other.override(name) == null) {
        Value value = other.value(name);
        Truth refused =
            value.known().orUnset("").is(text -> checked.add(text) && isRefused(parameter, text));
        if (refused.ifUnknown(false)) {
          return value;
        }
        first = chosen ? first : value;
        chosen = true;
      }
    }
    return first;
  }

  private boolean isRefused(Parameter parameter, String value) {
    return ValueCheck.first(parameter, setup.version(), value) != null;
  }
}
