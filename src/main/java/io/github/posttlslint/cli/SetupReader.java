package io.github.posttlslint.cli;

import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.lint.SetupLoader;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the setups at the paths of a command line; {@code -} is standard input. */
final class SetupReader {

  private final Terminal terminal;
  private final Configurations configurations;
  private final Parameters parameters = Parameters.load();
  private final PemCache pems = new PemCache();
  private final GitIndexes gits = new GitIndexes();
  private final Map<Settings, SetupLoader.Options> options = new HashMap<>();
  private final String standardInput;
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A setup with the settings that count for it. */
  record Read(Setup setup, Settings settings) {}

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
  record Source(Settings settings, Content content) {

    Loaded load() throws IOException {
      return content.load();
    }
  }

  /** Reads what it stands for. */
  interface Content {
    Loaded load() throws IOException;
  }

  /**
   * Makes a reader.
   *
   * @throws UsageException if an option of the command line has a bad argument
   */
  SetupReader(Arguments arguments, Configurations configurations, Terminal terminal)
      throws UsageException {
    this.terminal = terminal;
    this.configurations = configurations;
    String name = arguments.value("stdin-filename");
    this.standardInput = name == null ? "main.cf" : name;
    options(configurations.commandLine());
  }

  /** All setups that can be read, in the order of the paths. */
  List<Read> read(List<String> paths) throws IOException, UsageException {
    List<Read> setups = new ArrayList<>();
    findSources(
        paths,
        source -> {
          Loaded loaded = source.load();
          problems.addAll(loaded.problems());
          loaded.setups().forEach(setup -> setups.add(new Read(setup, source.settings())));
        });
    return setups;
  }

  /** Gets what is there to read. */
  interface Taker {
    void take(Source source) throws IOException, UsageException;
  }

  /**
   * Finds what is there to read, in the order of the paths; nothing of it is read yet.
   *
   * @param taker gets each as soon as it is found
   */
  void findSources(List<String> paths, Taker taker) throws IOException, UsageException {
    SetupFinder finder = new SetupFinder(terminal.current());
    for (String path : paths.isEmpty() ? List.of(SetupLoader.USUAL_DIRECTORY) : paths) {
      Path archive = archive(path);
      if (path.equals("-")) {
        Settings settings = configurations.of(terminal.current());
        SetupLoader loader = loader(options(settings));
        taker.take(new Source(settings, () -> loaded(loader, readInput(loader))));
      } else if (archive != null) {
        Path folder = archive.getParent();
        Settings settings = configurations.of(folder == null ? archive : folder);
        findInArchive(archive, settings, taker);
      } else {
        finder.add(path);
        findSources(finder, taker);
      }
    }
    finder.problems().forEach(problem -> found.add(new Problem(null, 0, problem)));
  }

  private void findSources(SetupFinder finder, Taker taker) throws IOException, UsageException {
    for (Location location = finder.next(); location != null; location = finder.next()) {
      Location there = location;
      Settings settings = configurations.of(there.directory());
      SetupLoader.Options how = options(settings);
      taker.take(new Source(settings, () -> load(there, loader(how))));
    }
  }

  /** The archive is read at once, its setups one by one when their turn comes. */
  private void findInArchive(Path archive, Settings settings, Taker taker)
      throws IOException, UsageException {
    SetupLoader.Options how = options(settings);
    SetupLoader finder = loader(how);
    List<Archive.Setup> setups = finder.findInArchive(archive);
    List<Problem> problems = finder.problems();
    if (!problems.isEmpty()) {
      taker.take(new Source(settings, () -> new Loaded(List.of(), problems)));
    }
    for (Archive.Setup one : setups) {
      taker.take(new Source(settings, () -> load(one, loader(how))));
    }
  }

  private @Nullable Setup readInput(SetupLoader loader) throws IOException {
    byte[] bytes = terminal.in().readNBytes(Limits.CONFIGURATION_SIZE + 1);
    return loader.load(standardInput, bytes);
  }

  private static Loaded loaded(SetupLoader loader, @Nullable Setup setup) {
    return new Loaded(setup == null ? List.of() : List.of(setup), loader.problems());
  }

  /** The archive at a path; null if what is there is none. */
  private @Nullable Path archive(String path) {
    try {
      Path file = terminal.current().resolve(path).toAbsolutePath().normalize();
      return Archive.isNamedLikeOne(file) ? file : null;
    } catch (InvalidPathException e) {
      return null; // the finder says so
    }
  }

  private static Loaded load(Location there, SetupLoader loader) {
    return loaded(loader, loader.load(there));
  }

  private static Loaded load(Archive.Setup there, SetupLoader loader) {
    return loaded(loader, loader.load(there));
  }

  private SetupLoader loader(SetupLoader.Options how) {
    return new SetupLoader(parameters, how, pems, gits);
  }

  private SetupLoader.Options options(Settings settings) throws UsageException {
    SetupLoader.Options known = options.get(settings);
    if (known == null) {
      known = SetupOptions.of(settings, terminal);
      options.put(settings, known);
    }
    return known;
  }

  /** What could not be found, or by {@link #read} not be read, in order. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(found);
    all.addAll(problems);
    return all;
  }

  /** A problem as standard error shows it. */
  static String text(Problem problem) {
    if (problem.file() == null) {
      return problem.message();
    }
    String line = problem.line() > 0 ? ":" + problem.line() : "";
    return problem.file() + line + ": " + problem.message();
  }
}
