package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --changed-files}: files of any kind that somebody is about to commit, and the setups that
 * they belong to.
 */
public final class ChangedFiles {

  /** The name of the option. */
  public static final String OPTION = "changed-files";

  private final Gate gate;
  private final List<Place> files = new ArrayList<>();

  /** Where a file lies, as it was typed and with links followed. */
  private record Place(Path typed, Path real) {

    boolean isBelow(Place directory) {
      return typed.startsWith(directory.typed) || real.startsWith(directory.real);
    }
  }

  /**
   * Takes the files; they need not be there.
   *
   * @throws UsageException if one of the names is not a path of this system
   */
  public ChangedFiles(List<String> names, Workplace workplace) throws UsageException {
    this.gate = workplace.gate();
    for (String name : names) {
      try {
        files.add(place(Path.of(name)));
      } catch (InvalidPathException e) {
        throw new UsageException(name + ": not a path of this system");
      }
    }
  }

  private Place place(Path path) {
    Path typed = gate.absolute(path);
    try {
      return new Place(typed, gate.enter(path).real());
    } catch (IOException e) {
      return new Place(typed, typed); // gone, or of no concern to a setup here
    }
  }

  /**
   * Where setups are looked for: in the current directory and below; nowhere if no file is given.
   */
  public List<String> searched() {
    return files.isEmpty() ? List.of() : List.of(".");
  }

  /** Whether a setup has opened one of the files, or one lies in its directory or below. */
  public boolean concern(SetupReport report) {
    Place directory = place(Path.of(report.setup().directory()));
    for (Place file : files) {
      if (file.isBelow(directory) || report.setup().hasOpened(file.real)) {
        return true;
      }
    }
    return false;
  }
}
