package io.github.posttlslint.cli;

import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.lint.SetupLoader;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the setups at the paths of a command line; {@code -} is standard input. */
final class SetupReader {

  private final Terminal terminal;
  private final Configurations configurations;
  private final Parameters parameters = Parameters.load();
  private final Map<Settings, SetupLoader> loaders = new LinkedHashMap<>();
  private final String standardInput;
  private final List<Problem> found = new ArrayList<>();

  /** A setup with the settings that count for it. */
  record Read(Setup setup, Settings settings) {}

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
    loader(configurations.commandLine());
  }

  /** All setups that can be read, in the order of the paths. */
  List<Read> read(List<String> paths) throws IOException, UsageException {
    List<Read> setups = new ArrayList<>();
    SetupFinder finder = new SetupFinder(terminal.current());
    int taken = 0;
    for (String path : paths.isEmpty() ? List.of(SetupLoader.USUAL_DIRECTORY) : paths) {
      if (path.equals("-")) {
        byte[] bytes = terminal.in().readNBytes(Limits.CONFIGURATION_SIZE + 1);
        Settings settings = configurations.of(terminal.current());
        add(loader(settings).load(standardInput, bytes), settings, setups);
      } else if (!readArchive(path, setups)) {
        finder.add(path);
        List<SetupFinder.Location> locations = finder.locations();
        for (; taken < locations.size(); taken++) {
          SetupFinder.Location location = locations.get(taken);
          Settings settings = configurations.of(location.directory());
          add(loader(settings).load(location), settings, setups);
        }
      }
    }
    finder.problems().forEach(problem -> found.add(new Problem(null, 0, problem)));
    return setups;
  }

  private boolean readArchive(String path, List<Read> setups) throws UsageException {
    Path file;
    try {
      file = terminal.current().resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return false; // the finder says so
    }
    Path folder = file.getParent();
    if (folder == null || !Archive.isNamedLikeOne(file)) {
      return false;
    }
    Settings settings = configurations.of(folder);
    for (Setup setup : loader(settings).loadArchive(file)) {
      setups.add(new Read(setup, settings));
    }
    return true;
  }

  private SetupLoader loader(Settings settings) throws UsageException {
    SetupLoader loader = loaders.get(settings);
    if (loader == null) {
      loader = new SetupLoader(parameters, SetupOptions.of(settings, terminal));
      loaders.put(settings, loader);
    }
    return loader;
  }

  private static void add(@Nullable Setup setup, Settings settings, List<Read> setups) {
    if (setup != null) {
      setups.add(new Read(setup, settings));
    }
  }

  /** What could not be read, in order. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(found);
    loaders.values().forEach(loader -> all.addAll(loader.problems()));
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
