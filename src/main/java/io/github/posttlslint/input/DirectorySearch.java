package io.github.posttlslint.input;

import io.github.posttlslint.input.SetupFinder.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for configurations in a directory and those below it, in the order of their names, as far
 * as it is asked to. Symbolic links below the directory are not followed.
 */
final class DirectorySearch {

  private static final Set<String> SKIPPED =
      Set.of(".git", ".hg", ".svn", "node_modules", "target", ".venv", "__pycache__");

  private final Path from;
  private final int mostFiles;
  private final int mostSetups;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final List<String> problems = new ArrayList<>();
  private int looked;
  private int found;
  private boolean deep;

  /** A directory that is still to be looked at, and how far below the first it lies. */
  private record Pending(Path directory, int depth) {}

  /**
   * Begins.
   *
   * @param from the directory that messages name files from
   * @param mostFiles files and directories that are looked at
   * @param mostSetups configurations that are found
   */
  DirectorySearch(Path top, Path from, int mostFiles, int mostSetups) {
    this.from = from;
    this.mostFiles = mostFiles;
    this.mostSetups = mostSetups;
    pending.add(new Pending(top, 0));
  }

  /** The next directory with a main.cf; null if there is no other. */
  @Nullable Location next() {
    while (!pending.isEmpty()) {
      Location location = look(pending.pop());
      if (location != null && found++ < mostSetups) {
        return location;
      } else if (location != null) {
        end("the search ends after " + mostSetups + " setups; name directories below");
      }
    }
    return null;
  }

  /** Whether nothing has been found. */
  boolean isVain() {
    return found == 0;
  }

  /** What kept it from looking everywhere, for people. */
  List<String> problems() {
    return problems;
  }

  private @Nullable Location look(Pending place) {
    Path directory = place.directory;
    Path name = directory.getFileName();
    if ((name != null && SKIPPED.contains(name.toString())) || !mayGoOn()) {
      return null;
    }
    String[] names = directory.toAbsolutePath().toFile().list();
    if (names == null) {
      problems.add(DirectoryTree.shown(directory, from) + ": cannot be read");
      return null;
    }
    Arrays.sort(names);
    ConfigurationFiles files = ConfigurationFiles.of(directory, names);
    addDirectories(place, names);
    return files.main() == null ? null : new Location(directory, files.main(), files.master());
  }

  private boolean mayGoOn() {
    if (++looked > mostFiles) {
      end("the search ends after " + mostFiles + " files; name the directories of the setups");
    }
    return looked <= mostFiles;
  }

  private void end(String problem) {
    problems.add(problem);
    pending.clear();
  }

  /** Puts the directories among these names before all that is pending. */
  private void addDirectories(Pending place, String[] names) {
    List<Path> below = new ArrayList<>();
    for (String name : names) {
      Path path = place.directory.resolve(name);
      if (isDirectory(path)) {
        below.add(path);
      } else if (!mayGoOn()) {
        return;
      }
    }
    if (place.depth + 1 < Limits.SEARCH_DEPTH) {
      for (int i = below.size() - 1; i >= 0; i--) {
        pending.push(new Pending(below.get(i), place.depth + 1));
      }
    } else if (!below.isEmpty() && !deep) {
      deep = true;
      problems.add(
          DirectoryTree.shown(below.get(0), from)
              + ": the search ends "
              + Limits.SEARCH_DEPTH
              + " directories deep; name the directories of the setups");
    }
  }

  private boolean isDirectory(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isDirectory();
    } catch (IOException e) {
      problems.add(DirectoryTree.shown(path, from) + ": cannot be read");
      return false;
    }
  }
}
