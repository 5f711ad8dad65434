package io.github.posttlslint.run;

import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.RuleCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges set-ups again and again while somebody edits them, each as {@code check} would
 * in that directory. For one thread.
 */
public final class EditedSetups {

  /** How long the moment that certificates are judged at stays the same. */
  private static final Duration MOMENT = Duration.ofMinutes(30);

  private final GivenOptions options;
  private final Workplace workplace;
  private final Parameters parameters;
  private final PemCache pems;
  private final RuleCatalog rules;
  private final Entrance entrance;
  private final Map<Settings, Judge> judges = new HashMap<>();

  /** What the files were like, on disk, that say what counts or could: there or not. */
  private final Map<Path, List<Object>> settingsFiles = new HashMap<>();

  private Configurations configurations;

  /**
   * A place to edit set-ups in.
   *
   * @param parameters shared with other places
   * @param pems keeps what certificates hold; shared with other places
   * @param rules those that came with the tool; shared with other places
   */
  public EditedSetups(
      GivenOptions options,
      Workplace workplace,
      Parameters parameters,
      PemCache pems,
      RuleCatalog rules) {
    this.options = options;
    this.workplace = workplace;
    this.parameters = parameters;
    this.pems = pems;
    this.rules = rules;
    this.entrance = new Entrance(workplace.gate(), null);
    this.configurations = new Configurations(options, workplace);
  }

  /**
   * A set-up as it was read.
   *
   * @param setup null if nothing of it can be read
   * @param problems what could not be read
   * @param settings what counts for it
   * @param stamps what its main.cf, master.cf and directory were like on disk
   */
  public record Loaded(
      @Nullable Setup setup,
      List<Problem> problems,
      Settings settings,
      Judge judge,
      Map<Path, List<Object>> stamps) {

    /** Whether the user, or a configuration file, names the release to judge by. */
    public boolean isReleaseGiven() {
      return settings.given("postfix-version") != null;
    }
  }

  /**
   * The set-up that a file is main.cf or master.cf of, a template included; null if it has the name
   * of neither, or cannot be entered.
   */
  public @Nullable Location ofFile(Path file) {
    SetupFinder finder = new SetupFinder(workplace.current(), entrance);
    finder.add(file.toString());
    return finder.next();
  }

  /** The set-up of a directory itself; null if it has none. */
  public @Nullable Location ofDirectory(Path directory) {
    return new SetupFinder(workplace.current(), entrance).at(directory);
  }

  /** The first set-ups below a directory. */
  public List<Location> below(Path directory, int most) {
    SetupFinder finder = new SetupFinder(workplace.current(), entrance);
    finder.add(directory.toString());
    List<Location> found = new ArrayList<>();
    for (Location one = finder.next(); one != null && found.size() < most; one = finder.next()) {
      found.add(one);
    }
    return found;
  }

  /** Reads configuration and rule files anew from now on. */
  public void forgetSettings() {
    judges.clear();
    settingsFiles.clear();
    configurations = new Configurations(options, workplace);
  }

  /**
   * Reads a set-up.
   *
   * @throws UsageException if an option, or the configuration file that counts, is wrong
   */
  public Loaded load(Location location) throws UsageException {
    Path typed = location.directory();
    for (Path up = typed; up != null; up = up.getParent()) {
      watch(up.resolve(Configuration.FILE_NAME));
      watch(up.resolve(Configuration.SHORT_NAME));
    }
    Settings settings = configurations.of(typed, typed);
    settings.sources().forEach(this::watch);
    Judge judge = judge(settings);
    GitIndexes gits = new GitIndexes(workplace.gate());
    SetupLoader loader =
        new SetupLoader(parameters, SetupOptions.of(settings, workplace), pems, entrance, gits);
    Map<Path, List<Object>> stamps = new HashMap<>();
    stamps.put(typed, workplace.gate().stamp(typed));
    Setup setup = loader.load(location);
    if (setup != null) {
      for (SourceText text : setup.texts()) {
        Path place = text.place();
        if (place != null) {
          stamps.put(place, workplace.gate().stamp(place));
        }
      }
    }
    return new Loaded(setup, loader.problems(), settings, judge, stamps);
  }

  private void watch(Path file) {
    settingsFiles.computeIfAbsent(file, workplace.gate()::stamp);
  }

  /** Whether files that say what counts for set-ups are no longer as they were on disk. */
  public boolean haveSettingsChanged() {
    for (Map.Entry<Path, List<Object>> one : settingsFiles.entrySet()) {
      if (!workplace.gate().stamp(one.getKey()).equals(one.getValue())) {
        return true;
      }
    }
    return false;
  }

  private Judge judge(Settings settings) throws UsageException {
    Judge judge = judges.get(settings);
    if (judge == null || isOld(judge, settings)) {
      judge = Judge.of(settings, judge == null ? RuleChoice.of(settings, rules) : judge.rules());
      judges.put(settings, judge);
    }
    return judge;
  }

  /** An editor is open for days, and certificates expire meanwhile. */
  private boolean isOld(Judge judge, Settings settings) {
    return settings.given("now") == null
        && workplace.now().isAfter(judge.linter().now().plus(MOMENT));
  }

  /**
   * Whether files on disk are no longer as they were when a set-up was read and judged, or that was
   * too long ago.
   */
  public boolean isStale(Loaded loaded) {
    if (isOld(loaded.judge(), loaded.settings())) {
      return true;
    }
    for (Map.Entry<Path, List<Object>> one : loaded.stamps().entrySet()) {
      if (!workplace.gate().stamp(one.getKey()).equals(one.getValue())) {
        return true;
      }
    }
    return loaded.setup() != null && loaded.setup().tree().hasChanged();
  }

  /**
   * What {@code check} would report of a set-up.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   * @throws UsageException if the baseline that counts is wrong
   */
  public SetupReport judge(Setup setup, Loaded loaded) throws UsageException {
    SetupReport report = loaded.judge().linter().lint(setup);
    Given baseline = loaded.settings().given("baseline");
    if (baseline != null) {
      Path file = baseline.path(workplace.gate());
      List<SetupReport> left =
          new BaselineFiles(file.toString(), null, workplace).apply(List.of(report));
      report = left == null ? report : left.get(0);
    }
    return loaded.judge().shown(report);
  }

  /** The files that say what counts for a set-up. */
  public static List<Path> sources(Loaded loaded) {
    return loaded.settings().sources();
  }
}
