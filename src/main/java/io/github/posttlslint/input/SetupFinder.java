package io.github.posttlslint.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds Postfix configurations below the paths that a user gives. */
public final class SetupFinder {

  private final Path from;
  private final Set<Path> known = new HashSet<>();
  private final List<Location> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final int mostFiles;
  private final int mostSetups;
  private int taken;
  private @Nullable Search search;

  /** A directory that is being searched, and how it was given. */
  private record Search(String given, Path directory, DirectorySearch search) {}

  /**
   * One configuration.
   *
   * @param directory its directory
   * @param main main.cf or its template; null if only master.cf was found
   * @param master master.cf or its template; null if there is none
   */
  public record Location(Path directory, @Nullable Path main, @Nullable Path master) {}

  /**
   * Makes a finder.
   *
   * @param from the directory that relative paths start at
   */
  public SetupFinder(Path from) {
    this(from, Limits.SEARCHED_FILES, Limits.SETUPS);
  }

  SetupFinder(Path from, int mostFiles, int mostSetups) {
    this.from = from;
    this.mostFiles = mostFiles;
    this.mostSetups = mostSetups;
  }

  /** Looks at one path: a configuration directory, a file of one, or a directory to search. */
  public void add(String given) {
    finish();
    Path path;
    try {
      path = from.resolve(given).normalize();
    } catch (InvalidPathException e) {
      problems.add(given + ": not a path of this system");
      return;
    }
    if (Files.isDirectory(path)) {
      addDirectory(given, path);
    } else if (Files.isRegularFile(path)) {
      addFile(path);
    } else if (Files.exists(path)) {
      problems.add(given + ": expected a directory or a regular file");
    } else {
      problems.add(
          given
              + ": no such file or directory; expected a Postfix configuration directory, a main.cf"
              + " or a directory to search");
    }
  }

  private void addFile(Path file) {
    Path directory = parent(file);
    String name = String.valueOf(file.getFileName());
    ConfigurationFiles siblings = ConfigurationFiles.of(directory);
    if (name.contains("master")) {
      put(new Location(directory, siblings.main(), file));
    } else {
      put(new Location(directory, file, siblings.master()));
    }
  }

  private void addDirectory(String given, Path directory) {
    ConfigurationFiles files = ConfigurationFiles.of(directory);
    if (files.main() != null || files.master() != null) {
      put(new Location(directory, files.main(), files.master()));
      return;
    }
    search =
        new Search(given, directory, new DirectorySearch(directory, from, mostFiles, mostSetups));
  }

  private void put(Location location) {
    if (known.add(location.directory().toAbsolutePath().normalize())) {
      found.add(location);
    }
  }

  /** Takes one step of a search. */
  private void go(Search current) {
    Location location = current.search.next();
    if (location != null) {
      put(location);
      return;
    }
    search = null;
    problems.addAll(current.search.problems());
    if (current.search.isVain()) {
      problems.add(
          Files.isDirectory(current.directory.resolve("main.cf"))
              ? current.given + "/main.cf: a directory; expected a file"
              : current.given + ": no main.cf found here or below");
    }
  }

  private void finish() {
    for (Search current = search; current != null; current = search) {
      go(current);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /**
   * The next configuration, in the order of the given paths, each directory once; null if there is
   * no other. A directory is searched no further than for this one.
   */
  public @Nullable Location next() {
    for (Search current = search; current != null && taken == found.size(); current = search) {
      go(current);
    }
    return taken < found.size() ? found.get(taken++) : null;
  }

  /** All that is found, in the order of the given paths, each directory once. */
  public List<Location> locations() {
    finish();
    return List.copyOf(found);
  }

  /** What was given and could not be used, for people. */
  public List<String> problems() {
    finish();
    return List.copyOf(problems);
  }
}
