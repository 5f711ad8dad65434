package io.github.posttlslint.input;

import io.github.posttlslint.input.SetupFinder.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for configurations in a directory and those below it, in the order of their names, as far
 * as it is asked to. Symbolic links below the directory are not followed.
 */
final class DirectorySearch {

  private static final Set<String> SKIPPED =
      Set.of("node_modules", "target", ".venv", "__pycache__");

  private final Path from;
  private final int mostFiles;
  private final int mostSetups;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final List<String> problems = new ArrayList<>();
  private int looked;
  private int found;
  private boolean deep;
  private boolean blind;
  private boolean hasLeftOut;
  private @Nullable Predicate<Path> leftOut;

  /** A directory that is still to be looked at, and how far below the first it lies. */
  private record Pending(Path directory, Path real, int depth) {}

  /**
   * Begins.
   *
   * @param top the directory as it was typed
   * @param real where it is, all links followed
   * @param from the directory that messages name files from
   * @param mostFiles files and directories that are looked at
   * @param mostSetups configurations that are found
   */
  DirectorySearch(Path top, Path real, Path from, int mostFiles, int mostSetups) {
    this.from = from;
    this.mostFiles = mostFiles;
    this.mostSetups = mostSetups;
    pending.add(new Pending(top, real, 0));
  }

  /** Does not look into directories that fit. */
  void leaveOut(Predicate<Path> directories) {
    leftOut = directories;
  }

  /** The next directory with a main.cf; null if there is no other. */
  @Nullable Location next() {
    while (!pending.isEmpty()) {
      Location location = look(pending.pop());
      if (location != null && found++ < mostSetups) {
        return location;
      } else if (location != null) {
        end("the search ends after " + mostSetups + " set-ups; name directories below");
      }
    }
    return null;
  }

  /** Whether it could look everywhere, and has found nothing. */
  boolean isVain() {
    return found == 0 && !blind && !hasLeftOut;
  }

  /** What kept it from looking everywhere, for people. */
  List<String> problems() {
    return problems;
  }

  private @Nullable Location look(Pending place) {
    Path directory = place.directory;
    if (isSkipped(place.real) || !mayGoOn()) {
      return null;
    }
    String[] names = Gate.names(place.real);
    if (names == null) {
      blind |= place.depth == 0;
      problems.add(DirectoryTree.shown(directory, from) + ": cannot be read");
      return null;
    }
    ConfigurationFiles files = ConfigurationFiles.of(directory, place.real, names);
    addDirectories(place, names);
    if (files.main() != null) {
      return new Location(directory, files.main(), files.master());
    }
    return files.master() != null
        ? null
        : ConfigurationFiles.overrides(directory, place.real, names);
  }

  private static boolean isSkipped(Path real) {
    String name = String.valueOf(real.getFileName());
    return SKIPPED.contains(name) || VersionControl.isIn(name) || Gate.isKernel(real);
  }

  private boolean mayGoOn() {
    if (++looked > mostFiles) {
      end("the search ends after " + mostFiles + " files; name the directories of the set-ups");
    }
    return looked <= mostFiles;
  }

  private void end(String problem) {
    problems.add(problem);
    pending.clear();
  }

  /** Puts the directories among these names before all that is pending. */
  private void addDirectories(Pending place, String[] names) {
    List<Pending> below = new ArrayList<>();
    List<Path> unseen = new ArrayList<>();
    for (String name : names) {
      Path path = place.directory.resolve(name);
      Path real = place.real.resolve(name);
      if (isDirectory(path, real, unseen)) {
        if (!VersionControl.isIn(name) && !isLeftOut(path)) {
          below.add(new Pending(path, real, place.depth + 1));
        }
      } else if (!mayGoOn()) {
        return;
      }
    }
    tell(unseen, place.directory);
    blind |= place.depth == 0 && !unseen.isEmpty() && unseen.size() == names.length;
    if (place.depth + 1 < Limits.SEARCH_DEPTH) {
      for (int i = below.size() - 1; i >= 0; i--) {
        pending.push(below.get(i));
      }
    } else if (!below.isEmpty() && !deep) {
      deep = true;
      problems.add(
          DirectoryTree.shown(below.get(0).directory, from)
              + ": the search ends "
              + Limits.SEARCH_DEPTH
              + " directories deep; name the directories of the set-ups");
    }
  }

  private boolean isLeftOut(Path directory) {
    boolean isLeftOut = leftOut != null && leftOut.test(directory);
    hasLeftOut |= isLeftOut;
    return isLeftOut;
  }

  /** Says once what cannot be looked at: where that is more than one name, their directory. */
  private void tell(List<Path> unseen, Path directory) {
    if (unseen.size() == 1) {
      problems.add(DirectoryTree.shown(unseen.get(0), from) + ": cannot be read");
    } else if (!unseen.isEmpty()) {
      problems.add(
          DirectoryTree.shown(directory, from)
              + ": "
              + unseen.size()
              + " files or directories in it cannot be looked at");
    }
  }

  private static boolean isDirectory(Path path, Path real, List<Path> unseen) {
    try {
      return Gate.attributes(real).isDirectory();
    } catch (IOException e) {
      unseen.add(path);
      return false;
    }
  }
}
