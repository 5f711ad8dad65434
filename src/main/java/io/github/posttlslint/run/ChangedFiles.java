package io.github.posttlslint.run;

import io.github.posttlslint.git.Changes;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Kind;
import io.github.posttlslint.input.WorkingTree;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --changed-files}: files of any kind that somebody is about to commit, and the setups that
 * they belong to. Who names them leaves out those that are gone, as <a
 * href="https://pre-commit.com/">pre-commit</a> does; git tells these.
 */
public final class ChangedFiles {

  /** The name of the option. */
  public static final String OPTION = "changed-files";

  /** What pre-commit compares with, where it is not the last commit. */
  private static final String REVISION = "PRE_COMMIT_FROM_REF";

  private final Gate gate;
  private final List<Place> files = new ArrayList<>();

  /**
   * Where a file lies.
   *
   * @param typed as it was typed
   * @param own with links followed but the last
   * @param real with all links followed
   * @param kind what is there
   */
  private record Place(Path typed, Path own, Path real, Kind kind) {

    boolean isBelow(Place directory) {
      return typed.startsWith(directory.typed) || real.startsWith(directory.real);
    }
  }

  /**
   * Takes the files; they need not be there. A directory, such as a submodule, stands for all that
   * is in it.
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
    addGone(workplace);
  }

  private void addGone(Workplace workplace) {
    String given = workplace.environment().getOrDefault(REVISION, "");
    boolean isGiven = !given.isEmpty() && !given.startsWith("-");
    try {
      WorkingTree tree = WorkingTree.around(gate.enter(workplace.current()).real());
      if (tree != null) {
        String revision = isGiven ? given : "HEAD";
        Changes changes = Changes.since(revision, tree, GitChanges.path(workplace));
        for (String name : changes.goneFiles()) {
          files.add(place(tree.top().resolve(name)));
        }
      }
    } catch (IOException | InvalidPathException e) {
      if (isGiven) { // before the first commit there is no HEAD, and nothing is gone
        workplace.note(
            REVISION + "=" + given + ": which files are gone is not known: " + e.getMessage());
      }
    }
  }

  private Place place(Path path) {
    Path typed = gate.absolute(path);
    Path own = own(typed);
    Kind kind = gate.kind(typed);
    try {
      return new Place(typed, own, gate.enter(path).real(), kind);
    } catch (IOException e) {
      return new Place(typed, own, own, kind); // gone, or of no concern to a setup here
    }
  }

  /** Follows the links on the way as far as something is there. */
  private Path own(Path typed) {
    Path parent = typed.getParent();
    if (parent == null) {
      return typed;
    }
    try {
      return gate.enter(parent).real().resolve(typed.getFileName());
    } catch (Gate.AbsentException e) {
      return own(parent).resolve(typed.getFileName());
    } catch (IOException e) {
      return typed;
    }
  }

  /**
   * Where setups are looked for: in the current directory and below; nowhere if no file is given.
   */
  public List<String> searched() {
    return files.isEmpty() ? List.of() : List.of(".");
  }

  /**
   * Whether a setup has looked at one of the files, one lies in its directory or below, or says how
   * to judge it.
   *
   * @param settings what counts for the setup
   */
  boolean concern(ReportedSetup setup, Settings settings) {
    Place directory = place(Path.of(setup.directory()));
    List<Place> sources = new ArrayList<>();
    for (Path source : settings.sources()) {
      sources.add(place(source));
    }
    for (Place file : files) {
      if (file.isBelow(directory)
          || setup.hasLookedAt(file.own)
          || setup.hasLookedAt(file.real)
          || (file.kind == Kind.DIRECTORY && directory.isBelow(file))
          || isSource(file, directory, sources)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSource(Place file, Place directory, List<Place> sources) {
    for (Place source : sources) {
      if (file.isBelow(source)) {
        return true;
      }
    }
    return file.kind == Kind.NOTHING && hasCounted(file.typed, directory.typed);
  }

  /** Whether a file that is gone could have been the configuration file of a directory. */
  private static boolean hasCounted(Path file, Path directory) {
    String name = String.valueOf(file.getFileName());
    Path folder = file.getParent();
    return (name.equals(Configuration.FILE_NAME) || name.equals(Configuration.SHORT_NAME))
        && folder != null
        && directory.startsWith(folder);
  }
}
