package io.github.posttlslint.cli;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.lint.SetupLoader;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the setups at the paths of a command line; {@code -} is standard input. */
final class SetupReader {

  private final Terminal terminal;
  private final SetupLoader loader;
  private final String standardInput;
  private final List<Problem> found = new ArrayList<>();

  SetupReader(Arguments arguments, Terminal terminal) throws UsageException {
    this.terminal = terminal;
    this.loader = new SetupLoader(Parameters.load(), SetupOptions.of(arguments, terminal));
    String name = arguments.value("stdin-filename");
    this.standardInput = name == null ? "main.cf" : name;
  }

  /** All setups that can be read, in the order of the paths. */
  List<Setup> read(List<String> paths) throws IOException {
    List<Setup> setups = new ArrayList<>();
    SetupFinder finder = new SetupFinder(terminal.current());
    for (String path : paths.isEmpty() ? List.of(SetupLoader.USUAL_DIRECTORY) : paths) {
      if (path.equals("-")) {
        byte[] bytes = terminal.in().readNBytes(FileTree.MAX_FILE_SIZE + 1);
        add(loader.load(standardInput, bytes), setups);
      } else {
        finder.add(path);
      }
    }
    finder.problems().forEach(problem -> found.add(new Problem(null, 0, problem)));
    for (SetupFinder.Location location : finder.locations()) {
      add(loader.load(location), setups);
    }
    return setups;
  }

  private static void add(@Nullable Setup setup, List<Setup> setups) {
    if (setup != null) {
      setups.add(setup);
    }
  }

  /** What could not be read, in order. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(found);
    all.addAll(loader.problems());
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
