package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Comparison;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixBuild;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.postfix.ReleaseChange.Kind;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.Effect;
import io.github.posttlslint.run.Upgrade.FindingChange;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares setups under the release that each runs on and another one. */
public final class UpgradeFinder {

  private final Parameters parameters;
  private final PostfixVersion to;
  private final @Nullable OpenSslReleases openSsl;
  private final boolean all;
  private final Linter linter;
  private final List<Client> clients = Clients.all();
  private final Map<List<PostfixBuild>, Map<String, List<ReleaseChange>>> changes = new HashMap<>();

  /**
   * Makes a finder.
   *
   * @param to the release that is come to; may be older than what a setup runs on
   * @param openSsl the OpenSSL that is come to; null if nobody has named it
   * @param all every parameter, not only those about TLS and SASL
   * @param linter judges the setups under both
   */
  public UpgradeFinder(
      Parameters parameters,
      PostfixVersion to,
      @Nullable OpenSslReleases openSsl,
      boolean all,
      Linter linter) {
    this.parameters = parameters;
    this.to = to;
    this.openSsl = openSsl;
    this.all = all;
    this.linter = linter;
  }

  private boolean isWanted(Parameter parameter) {
    return all || parameter.isTls();
  }

  /** What a setup meets that is judged by the release that is left. */
  public Upgrade find(Setup before) {
    Setup after = before.on(target(before.platform()));
    Map<String, List<ReleaseChange>> changes = changes(build(before), build(after));
    List<WrittenChanges.Setting> settings = settings(before, after);
    TaskTimes times = new TaskTimes(parameters, before.version());
    WrittenChanges written = new WrittenChanges(before.version(), to, times);
    List<SettingChange> settingChanges = new ArrayList<>();
    List<ValueChange> values = new ArrayList<>();
    for (WrittenChanges.Setting setting : settings) {
      SettingChange change =
          written.ofParameter(setting, changes.getOrDefault(setting.name(), List.of()));
      if (change != null) {
        settingChanges.add(change);
      }
      Parameter parameter = parameters.find(setting.name());
      if (parameter != null && takesWords(parameter, before.version())) {
        values.addAll(written.ofWords(setting, parameter));
      }
    }
    List<Finding> old = linter.judge(before).findings();
    List<Finding> now = linter.judge(after).findings();
    Set<Place> told = new HashSet<>();
    settingChanges.forEach(change -> told.add(Place.of(change.span())));
    values.forEach(change -> told.add(Place.of(change.span())));
    List<FindingChange> appearing = new ArrayList<>();
    for (Finding finding : untold(only(now, old), told)) {
      appearing.add(new FindingChange(finding, times.ofFinding(finding)));
    }
    return new Upgrade(
        before,
        after,
        settingChanges,
        values,
        UpgradedTables.find(before, after, settings),
        defaults(changes, before, after),
        indirect(before, after),
        ofKind(changes, Kind.ADDED),
        gone(changes),
        appearing,
        only(old, now),
        Comparison.between(Audience.of(before, clients), Audience.of(after, clients)));
  }

  /** The platform that is come to: whoever gets a newer Postfix may get a newer OpenSSL with it. */
  private Platform target(Platform left) {
    OpenSslReleases library = openSsl;
    if (library == null) {
      int newer = to.release().compareTo(left.postfix().release());
      library =
          newer == 0
              ? left.openSsl()
              : newer < 0
                  ? OpenSslReleases.ANY
                  : OpenSslReleases.between(left.openSsl().oldest(), OpenSslReleases.ANY.newest());
    }
    return left.with(to).with(library);
  }

  private static PostfixBuild build(Setup setup) {
    return new PostfixBuild(setup.version(), setup.platform().openSsl());
  }

  private Map<String, List<ReleaseChange>> changes(PostfixBuild from, PostfixBuild to) {
    return changes.computeIfAbsent(List.of(from, to), pair -> findChanges(from, to));
  }

  private Map<String, List<ReleaseChange>> findChanges(PostfixBuild from, PostfixBuild to) {
    Map<String, List<ReleaseChange>> found = new TreeMap<>();
    for (ReleaseChange change : ReleaseChange.between(parameters, from, to)) {
      if (isWanted(change.parameter())) {
        found.computeIfAbsent(change.parameter().name(), key -> new ArrayList<>()).add(change);
      }
    }
    return found;
  }

  /** Whether words of its values can be told of: those of restrictions always are. */
  private boolean takesWords(Parameter parameter, PostfixVersion from) {
    AcceptedValues accepted = parameter.values();
    boolean restricts = accepted != null && accepted.kind() == AcceptedValues.Kind.RESTRICTIONS;
    return (restricts || isWanted(parameter)) && parameter.existsIn(from) && parameter.existsIn(to);
  }

  /** What the user has written; a newer image brings its own settings. */
  private static List<WrittenChanges.Setting> settings(Setup before, Setup after) {
    List<WrittenChanges.Setting> settings = new ArrayList<>();
    MainCf main = before.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        String name = entry.name();
        if (entry.equals(main.find(name)) && !before.isStock(entry.span())) {
          settings.add(
              new WrittenChanges.Setting(
                  name, null, entry.span(), before.value(name), after.value(name)));
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
          if (!before.isStock(span)) {
            settings.add(
                new WrittenChanges.Setting(name, old.id(), span, old.value(name), now.value(name)));
          }
        }
      }
    }
    return settings;
  }

  private List<DefaultChange> defaults(
      Map<String, List<ReleaseChange>> changes, Setup before, Setup after) {
    List<DefaultChange> found = new ArrayList<>();
    for (ReleaseChange change : ofKind(changes, Kind.DEFAULT)) {
      String name = change.parameter().name();
      if (isUnset(before, name)) {
        found.add(defaultChange(change, before.value(name), after.value(name)));
      }
    }
    return found;
  }

  private static boolean isUnset(Setup setup, String name) {
    MainCf main = setup.main();
    return main == null || main.find(name) == null;
  }

  private DefaultChange defaultChange(ReleaseChange change, Value oldValue, Value newValue) {
    Deprecation old = change.parameter().deprecation();
    boolean isIdle = old != null && old.isWithoutEffectIn(to);
    boolean level = byLevel(change.before()) || byLevel(change.after());
    Effect effect =
        isIdle
            ? Effect.NO_EFFECT
            : oldValue
                .known()
                .equalTo(newValue.known())
                .fold(
                    () -> level ? Effect.SHIELDED : Effect.SAME,
                    () -> Effect.CHANGES,
                    doubt -> Effect.UNKNOWN);
    return new DefaultChange(
        change.parameter().name(), change.before(), change.after(), oldValue, newValue, effect);
  }

  private static boolean byLevel(List<DefaultVariant> variants) {
    for (DefaultVariant variant : variants) {
      String value = variant.value();
      if (value != null && value.contains("compatibility_level")) {
        return true;
      }
    }
    return false;
  }

  /** Values that change although neither their setting nor their own default does. */
  private List<DefaultChange> indirect(Setup before, Setup after) {
    List<DefaultChange> found = new ArrayList<>();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name);
      if (parameter != null
          && isWanted(parameter)
          && parameter.isListedIn(before.version())
          && parameter.isListedIn(to)) {
        Value was = before.value(name);
        Value is = after.value(name);
        if (was.raw().equals(is.raw()) && !was.known().equalTo(is.known()).ifUnknown(true)) {
          List<DefaultVariant> raw = List.of(new DefaultVariant(was.raw(), ""));
          found.add(new DefaultChange(name, raw, raw, was, is, Effect.CHANGES));
        }
      }
    }
    return found;
  }

  private static List<ReleaseChange> ofKind(Map<String, List<ReleaseChange>> changes, Kind kind) {
    List<ReleaseChange> found = new ArrayList<>();
    for (List<ReleaseChange> some : changes.values()) {
      for (ReleaseChange change : some) {
        if (change.kind() == kind) {
          found.add(change);
        }
      }
    }
    return found;
  }

  /** What {@code postconf -d} no longer lists, be it still read as a former name. */
  private static List<ReleaseChange> gone(Map<String, List<ReleaseChange>> changes) {
    List<ReleaseChange> gone = ofKind(changes, Kind.REMOVED);
    gone.addAll(ofKind(changes, Kind.RENAMED));
    gone.sort(Comparator.comparing(change -> change.parameter().name()));
    return gone;
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

  /** What is told of a setting does not tell what fails by it. */
  private static List<Finding> untold(List<Finding> findings, Set<Place> told) {
    List<Finding> untold = new ArrayList<>();
    for (Finding finding : findings) {
      boolean fails = finding.severity() == Severity.ERROR;
      if (fails || !told.contains(Place.of(finding.span()))) {
        untold.add(finding);
      }
    }
    return untold;
  }
}
