package io.github.posttlslint.run;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.ListReader;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.postfix.ReleaseChange.Kind;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.Effect;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a setup under two releases. */
public final class UpgradeFinder {

  private final PostfixVersion from;
  private final PostfixVersion to;
  private final boolean all;
  private final Linter linter;
  private final Parameters parameters;
  private final Map<String, List<ReleaseChange>> changes = new HashMap<>();

  /**
   * Makes a finder for one pair of releases.
   *
   * @param from the release that is left
   * @param to the release that is come to; may be the older one
   * @param all every parameter, not only those about TLS and SASL
   * @param linter judges the setup under both
   */
  public UpgradeFinder(
      Parameters parameters, PostfixVersion from, PostfixVersion to, boolean all, Linter linter) {
    this.parameters = parameters;
    this.from = from;
    this.to = to;
    this.all = all;
    this.linter = linter;
    for (ReleaseChange change : ReleaseChange.between(parameters, from, to)) {
      if (isWanted(change.parameter())) {
        changes.computeIfAbsent(change.parameter().name(), key -> new ArrayList<>()).add(change);
      }
    }
  }

  private boolean isWanted(Parameter parameter) {
    return all || parameter.isTls();
  }

  /** What the setup meets. */
  public Upgrade find(Setup setup) {
    Setup before = setup.at(from);
    Setup after = setup.at(to);
    List<Setting> settings = settings(before, after);
    List<SettingChange> settingChanges = settingChanges(settings);
    List<ValueChange> values = valueChanges(settings);
    List<Finding> old = linter.judge(before).findings();
    List<Finding> now = linter.judge(after).findings();
    Set<Place> told = new HashSet<>();
    settingChanges.forEach(change -> told.add(Place.of(change.span())));
    values.forEach(change -> told.add(Place.of(change.span())));
    return new Upgrade(
        before,
        after,
        settingChanges,
        values,
        defaults(before, after),
        indirect(before, after),
        added(),
        untold(only(now, old), told),
        only(old, now));
  }

  /** A setting that is written down, with its value under both releases. */
  private record Setting(
      String name, @Nullable String service, Span span, Value before, Value after) {}

  private static List<Setting> settings(Setup before, Setup after) {
    List<Setting> settings = new ArrayList<>();
    MainCf main = before.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        String name = entry.name();
        if (entry.equals(main.find(name))) {
          settings.add(
              new Setting(name, null, entry.span(), before.value(name), after.value(name)));
        }
      }
    }
    for (int i = 0; i < before.services().size(); i++) {
      Service old = before.services().get(i);
      Service now = after.services().get(i);
      for (ParameterOverride override : old.entry().overrides()) {
        String name = override.name();
        if (override.equals(old.override(name))) {
          Span span = override.nameSpan().to(override.valueSpan());
          settings.add(new Setting(name, old.id(), span, old.value(name), now.value(name)));
        }
      }
    }
    return settings;
  }

  private List<SettingChange> settingChanges(List<Setting> settings) {
    List<SettingChange> found = new ArrayList<>();
    for (Setting setting : settings) {
      for (ReleaseChange change : changes.getOrDefault(setting.name(), List.of())) {
        switch (change.kind()) {
          case REMOVED, RENAMED, DEPRECATED, WITHOUT_EFFECT ->
              found.add(new SettingChange(change, setting.service(), setting.span()));
          // a type matters only where it makes a value be refused
          case ADDED, DEFAULT, VALUE, TYPE -> {}
        }
      }
    }
    return found;
  }

  private List<ValueChange> valueChanges(List<Setting> settings) {
    List<ValueChange> found = new ArrayList<>();
    for (Setting setting : settings) {
      Parameter parameter = parameters.find(setting.name());
      if (parameter != null
          && isWanted(parameter)
          && parameter.existsIn(from)
          && parameter.existsIn(to)) {
        Known<String> before = setting.before().known().orUnset("");
        Known<String> after = setting.after().known().orUnset("");
        before
            .then(was -> after.map(is -> changes(setting, parameter, was, is)))
            .or(found::addAll, false, false);
      }
    }
    return found;
  }

  private List<ValueChange> changes(
      Setting setting, Parameter parameter, String before, String after) {
    List<ValueChange> found = new ArrayList<>();
    Set<String> words = new TreeSet<>();
    Set<String> refusedBefore = refused(parameter, from, before);
    Set<String> refusedAfter = refused(parameter, to, after);
    words.addAll(refusedBefore);
    words.addAll(refusedAfter);
    words.addAll(withChangedMeaning(parameter, after));
    for (String word : words) {
      String was = refusedBefore.contains(word) ? null : meaning(parameter, word, from);
      String is = refusedAfter.contains(word) ? null : meaning(parameter, word, to);
      if (was == null ? is != null : !was.equals(is)) {
        found.add(
            new ValueChange(setting.name(), setting.service(), setting.span(), word, was, is));
      }
    }
    return found;
  }

  private static Set<String> refused(Parameter parameter, PostfixVersion release, String value) {
    Set<String> refused = new HashSet<>();
    for (ValueProblem problem : ValueCheck.check(parameter, release, value)) {
      refused.add(problem.text());
    }
    return refused;
  }

  private List<String> withChangedMeaning(Parameter parameter, String text) {
    List<String> words = new ArrayList<>();
    boolean groups = ListReader.hasGroups(parameter.name());
    for (ReleaseChange change : changes.getOrDefault(parameter.name(), List.of())) {
      if (change.kind() == Kind.VALUE && change.from() != null && change.to() != null) {
        for (LogicalText word : ListText.split(LogicalText.of("", text), groups)) {
          if (!meaning(parameter, word.text(), from).equals(meaning(parameter, word.text(), to))) {
            words.add(word.text());
          }
        }
      }
    }
    return words;
  }

  /** The word that it acts as. */
  private static String meaning(Parameter parameter, String word, PostfixVersion release) {
    AcceptedValues accepted = parameter.values();
    AcceptedValues.Value value = accepted == null ? null : accepted.find(word, release);
    String other = value == null ? null : value.actsAs();
    return other == null ? word : other;
  }

  private List<DefaultChange> defaults(Setup before, Setup after) {
    List<DefaultChange> found = new ArrayList<>();
    for (String name : new TreeSet<>(changes.keySet())) {
      for (ReleaseChange change : changes.getOrDefault(name, List.of())) {
        String was = change.from();
        String is = change.to();
        if (change.kind() == Kind.DEFAULT && was != null && is != null && isUnset(before, name)) {
          found.add(defaultChange(name, was, is, before.value(name), after.value(name)));
        }
      }
    }
    return found;
  }

  private static boolean isUnset(Setup setup, String name) {
    MainCf main = setup.main();
    return main == null || main.find(name) == null;
  }

  private static DefaultChange defaultChange(
      String name, String was, String is, Value oldValue, Value newValue) {
    boolean level = was.contains("compatibility_level") || is.contains("compatibility_level");
    Effect effect =
        oldValue
            .known()
            .equalTo(newValue.known())
            .fold(
                () -> level ? Effect.SHIELDED : Effect.SAME,
                () -> Effect.CHANGES,
                doubt -> Effect.UNKNOWN);
    return new DefaultChange(name, was, is, oldValue, newValue, effect);
  }

  /** Values that change although neither their setting nor their own default does. */
  private List<DefaultChange> indirect(Setup before, Setup after) {
    List<DefaultChange> found = new ArrayList<>();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name);
      if (parameter != null
          && isWanted(parameter)
          && parameter.isListedIn(from)
          && parameter.isListedIn(to)) {
        Value was = before.value(name);
        Value is = after.value(name);
        if (was.raw().equals(is.raw()) && !was.known().equalTo(is.known()).ifUnknown(true)) {
          found.add(new DefaultChange(name, was.raw(), is.raw(), was, is, Effect.CHANGES));
        }
      }
    }
    return found;
  }

  private List<String> added() {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, List<ReleaseChange>> entry : changes.entrySet()) {
      if (entry.getValue().get(0).kind() == Kind.ADDED) {
        names.add(entry.getKey());
      }
    }
    return List.copyOf(names);
  }

  /** Makes the findings of two runs comparable: their messages can name the release. */
  private record Same(String rule, Span span) {}

  private static List<Finding> only(List<Finding> here, List<Finding> there) {
    Set<Same> known = new HashSet<>();
    there.forEach(finding -> known.add(new Same(finding.rule().id(), finding.span())));
    List<Finding> only = new ArrayList<>();
    for (Finding finding : here) {
      if (!known.contains(new Same(finding.rule().id(), finding.span()))) {
        only.add(finding);
      }
    }
    only.sort(Comparator.comparing(Finding::span).thenComparing(finding -> finding.rule().id()));
    return only;
  }

  private record Place(String file, int line) {
    static Place of(Span span) {
      return new Place(span.file(), span.startLine());
    }
  }

  private static List<Finding> untold(List<Finding> findings, Set<Place> told) {
    List<Finding> untold = new ArrayList<>();
    for (Finding finding : findings) {
      if (!told.contains(Place.of(finding.span()))) {
        untold.add(finding);
      }
    }
    return untold;
  }
}
