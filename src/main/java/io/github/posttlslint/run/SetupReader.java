package io.github.posttlslint.run;

import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Settings.Given;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the setups at the paths of a command line; {@code -} is standard input. */
public final class SetupReader {

  private static final String NO_INPUT =
      "standard input is empty; expected a main.cf, or what postconf -n prints";

  private static final String EXCLUDE = "exclude";

  private final Workplace workplace;
  private final Configurations configurations;
  private final Parameters parameters = Parameters.load();
  private final PemCache pems = new PemCache();
  private final Entrance entrance;
  private final GitIndexes gits;
  private final Map<Settings, SetupLoader.Options> options = new HashMap<>();
  private final String standardInput;
  private final String usual;
  private final boolean byGit;
  private @Nullable Exclusions exclusions;
  private @Nullable UsageException refusal;
  private int taken;
  private boolean hasSearched;
  private final List<Problem> found = new ArrayList<>();
  private final Map<Setup, Settings> read = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * What was read of one source.
   *
   * @param setups one, or those of an archive; none if nothing could be read
   * @param problems what could not be read, in order
   */
  record Loaded(List<Setup> setups, List<Problem> problems) {}

  /**
   * Setups that can be read by any thread: a directory's, an archive's, or that of standard input.
   *
   * @param settings what counts for them
   */
  public record Source(Settings settings, Content content) {}

  /** Reads what a source stands for. */
  public interface Content {
    /** Reads it, again each time. */
    Loaded load() throws IOException;
  }

  /**
   * Makes a reader.
   *
   * @throws UsageException if an option of the command line has a bad argument
   */
  public SetupReader(GivenOptions arguments, Configurations configurations, Workplace workplace)
      throws UsageException {
    this.workplace = workplace;
    this.configurations = configurations;
    String name = arguments.value("stdin-filename");
    this.standardInput = name == null ? "main.cf" : name;
    this.entrance = new Entrance(workplace.gate(), SetupOptions.root(arguments, workplace));
    this.gits = new GitIndexes(workplace.gate());
    String root = arguments.value("root");
    this.usual = (root == null ? "" : root) + SetupLoader.USUAL_DIRECTORY;
    this.byGit = arguments.has("gitignore");
    options(configurations.commandLine());
    List<Given> excluded = configurations.commandLine().ofArguments(EXCLUDE);
    if (!excluded.isEmpty()) {
      exclusions().check(excluded);
    }
    for (String path : arguments.paths()) {
      if (path.isEmpty()) {
        throw new UsageException("a PATH is empty; expected a directory or file, such as .");
      }
      if (root != null && path.startsWith("/") && archive(path) == null) {
        checkInside(root, path);
      }
    }
  }

  /**
   * An absolute path means the machine's own file. Judged with the files of {@code --root}, it
   * would be neither the one system nor the other.
   */
  private void checkInside(String root, String path) throws UsageException {
    try {
      if (!entrance.liesOutsideRoot(Path.of(path))) {
        return;
      }
      String inside = (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
      boolean isMeant = workplace.gate().exists(workplace.current().resolve(inside));
      throw new UsageException(
          path
              + ": lies outside of --root "
              + root
              + (isMeant
                  ? "; did you mean " + inside + ", or no PATH?"
                  : "; expected a path in it"));
    } catch (InvalidPathException e) {
      // the finder says so
    }
  }

  /** All setups that can be read, in the order of the paths. */
  public List<Setup> read(List<String> paths) throws IOException, UsageException {
    List<Setup> setups = new ArrayList<>();
    findSources(
        paths,
        settings -> {},
        source -> {
          Loaded loaded = source.content().load();
          problems.addAll(loaded.problems());
          setups.addAll(loaded.setups());
          loaded.setups().forEach(setup -> read.put(setup, source.settings()));
        });
    return setups;
  }

  /** The settings that count for a setup that was read. */
  public Settings settings(Setup setup) {
    Settings own = read.get(setup);
    if (own == null) {
      throw new IllegalArgumentException("not read here: " + setup.directory());
    }
    return own;
  }

  /** Looks at the settings of what is there to read. */
  public interface Check {
    /** Throws if one of them is wrong. */
    void check(Settings settings) throws UsageException;
  }

  /** Gets what is there to read. */
  public interface Taker {
    void take(Source source) throws IOException, UsageException;
  }

  /**
   * Finds what is there to read, in the order of the paths; nothing of it is read yet.
   *
   * @param check sees the settings of each before; what it refuses is not taken, and ends the run
   *     only if nothing else is
   * @param taker gets each as soon as it is found
   */
  public void findSources(List<String> paths, Check check, Taker taker)
      throws IOException, UsageException {
    SetupFinder finder = new SetupFinder(workplace.current(), entrance);
    for (String path : paths.isEmpty() ? List.of(usual) : paths) {
      Path archive = archive(path);
      if (path.equals("-")) {
        Path current = workplace.current();
        take(current, current, check, taker, this::readInput);
      } else if (archive != null) {
        findInArchive(archive, check, taker);
      } else if (!isForeign(path)) {
        finder.add(path);
        if (finder.isSearching()) {
          leaveOut(finder, workplace.current().resolve(path));
        }
        findSources(path, finder, check, taker);
      }
    }
    for (String problem : new LinkedHashSet<>(finder.problems())) {
      found.add(new Problem(null, 0, problem));
    }
    tellExclusions();
    UsageException mistake = refusal;
    if (mistake != null && taken == 0) {
      throw mistake;
    }
  }

  private void findSources(String path, SetupFinder finder, Check check, Taker taker)
      throws IOException, UsageException {
    for (Location location = finder.next(); location != null; location = finder.next()) {
      Location there = location;
      Path typed = workplace.current().resolve(path);
      Settings settings = settings(there.directory(), typed, check);
      if (settings != null && !isLeftOut(there, typed, settings)) {
        take(settings, taker, loader -> loaded(loader, loader.load(there)));
      }
    }
  }

  private boolean isLeftOut(Location found, Path typed, Settings settings) throws UsageException {
    List<Given> excluded = settings.all(EXCLUDE);
    return (byGit || !excluded.isEmpty()) && exclusions().leaveOut(found, typed, excluded);
  }

  /** What is left out is not looked into. */
  private void leaveOut(SetupFinder finder, Path typed) {
    hasSearched = true;
    finder.leaveOut(
        directory -> {
          Path around = directory.getParent();
          List<Given> excluded =
              around == null ? List.of() : configurations.ofSearch(around, typed).all(EXCLUDE);
          return (byGit || !excluded.isEmpty())
              && exclusions().leaveOut(directory, typed, excluded);
        });
  }

  private Exclusions exclusions() {
    Exclusions known = exclusions == null ? new Exclusions(workplace, byGit) : exclusions;
    exclusions = known;
    return known;
  }

  /** Says how much was left out; where nothing else is there, the job is not done. */
  private void tellExclusions() {
    Exclusions made = exclusions;
    if (made != null && made.hasLeftOut()) {
      if (taken == 0) {
        found.add(new Problem(null, 0, made.told() + ", and no other set-up was found"));
      } else {
        workplace.say(made.told());
      }
    }
    if (made != null && hasSearched) {
      for (String unused : made.unused(configurations.commandLine().ofArguments(EXCLUDE))) {
        workplace.say(
            unused
                + " fits no directory of the search; a pattern begins at the current directory, and"
                + " **/NAME fits at any depth");
      }
    }
  }

  /** The archive is read at once, its setups one by one when their turn comes. */
  private void findInArchive(Path archive, Check check, Taker taker)
      throws IOException, UsageException {
    Path folder = archive.getParent() == null ? archive : archive.getParent();
    Settings settings = settings(folder, folder, check);
    if (settings == null) {
      return;
    }
    SetupLoader finder = loader(options(settings));
    List<Archive.Setup> setups = finder.findInArchive(archive);
    List<Problem> problems = finder.problems();
    if (!problems.isEmpty()) {
      taker.take(new Source(settings, () -> new Loaded(List.of(), problems)));
    }
    List<Given> excluded = settings.all(EXCLUDE);
    hasSearched = true;
    for (Archive.Setup one : setups) {
      Path there = Path.of(one.shownDirectory());
      if (excluded.isEmpty() || !exclusions().leaveOutOf(archive, there, excluded)) {
        take(settings, taker, loader -> loaded(loader, loader.load(one)));
      }
    }
    taken += setups.isEmpty() ? 1 : 0;
  }

  /** Reads a source with a loader for its settings. */
  private interface Reading {
    Loaded read(SetupLoader loader) throws IOException;
  }

  private void take(Path directory, Path typed, Check check, Taker taker, Reading reading)
      throws IOException, UsageException {
    Settings settings = settings(directory, typed, check);
    if (settings != null) {
      take(settings, taker, reading);
    }
  }

  private void take(Settings settings, Taker taker, Reading reading)
      throws IOException, UsageException {
    SetupLoader.Options how = options(settings);
    taker.take(new Source(settings, () -> reading.read(loader(how))));
    taken++;
  }

  /**
   * The settings for a directory; null, with a problem noted, if its configuration file has a
   * mistake, which does not end the run for others.
   */
  private @Nullable Settings settings(Path directory, Path typed, Check check) {
    try {
      Settings settings = configurations.of(directory, typed);
      List<Given> excluded = settings.ofFile(EXCLUDE);
      if (!excluded.isEmpty()) {
        exclusions().check(excluded);
      }
      options(settings);
      check.check(settings);
      return settings;
    } catch (UsageException e) {
      for (String line : e.lines()) {
        Problem problem = new Problem(null, 0, line);
        if (!found.contains(problem)) {
          found.add(problem);
        }
      }
      refusal = refusal == null ? e : refusal;
      return null;
    }
  }

  private Loaded readInput(SetupLoader loader) throws IOException {
    byte[] bytes;
    try {
      bytes = workplace.in().readNBytes(Limits.CONFIGURATION_SIZE + 1);
    } catch (IOException e) {
      String told = "standard input cannot be read: " + e.getMessage();
      return new Loaded(List.of(), List.of(new Problem(null, 0, told)));
    }
    return bytes.length == 0
        ? new Loaded(List.of(), List.of(new Problem(null, 0, NO_INPUT)))
        : loaded(loader, loader.load(standardInput, bytes));
  }

  private static Loaded loaded(SetupLoader loader, @Nullable Setup setup) {
    return new Loaded(setup == null ? List.of() : List.of(setup), loader.problems());
  }

  /** The archive at a path; null if what is there is none. */
  private @Nullable Path archive(String path) {
    try {
      Path file = workplace.current().resolve(path).toAbsolutePath().normalize();
      return Archive.isNamedLikeOne(file, workplace.gate()) ? file : null;
    } catch (InvalidPathException e) {
      return null; // the finder says so
    }
  }

  /** Whether a path is an archive of a kind that is not read; if so, that is noted. */
  private boolean isForeign(String path) {
    String unpacker;
    try {
      unpacker = Archive.unpacker(workplace.gate().absolute(Path.of(path)), workplace.gate());
    } catch (InvalidPathException e) {
      return false; // the finder says so
    }
    if (unpacker != null) {
      String told = ": this compression is not read; '" + unpacker + " FILE' makes a .tar of it";
      found.add(new Problem(null, 0, path + told));
    }
    return unpacker != null;
  }

  private SetupLoader loader(SetupLoader.Options how) {
    return new SetupLoader(parameters, how, pems, entrance, gits);
  }

  private SetupLoader.Options options(Settings settings) throws UsageException {
    SetupLoader.Options known = options.get(settings);
    if (known == null) {
      known = SetupOptions.of(settings, workplace);
      options.put(settings, known);
    }
    return known;
  }

  /** What could not be found, or by {@link #read} not be read, in order. */
  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(found);
    all.addAll(problems);
    return all;
  }

  /** A problem as standard error shows it. */
  public static String text(Problem problem) {
    if (problem.file() == null) {
      return problem.message();
    }
    String line = problem.line() > 0 ? ":" + problem.line() : "";
    return problem.file() + line + ": " + problem.message();
  }
}
