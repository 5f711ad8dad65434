package io.github.posttlslint.input;

import io.github.posttlslint.input.Gate.Kind;
import io.github.posttlslint.input.Gate.Place;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds Postfix configurations below the paths that a user gives. */
public final class SetupFinder {

  private final Path from;
  private final Entrance entrance;
  private final Set<Path> known = new HashSet<>();
  private final List<Location> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final int mostFiles;
  private final int mostSetups;
  private int taken;
  private @Nullable Search search;

  /** A directory that is being searched, and how it was given. */
  private record Search(String given, Path real, DirectorySearch search) {}

  /**
   * One configuration.
   *
   * @param directory its directory
   * @param main main.cf or its template; null if only master.cf was found
   * @param master master.cf or its template; null if there is none
   * @param beside the names of all that lies there, if they have the names of files that
   *     docker-mailserver puts over those of its image; else null
   */
  public record Location(
      Path directory, @Nullable Path main, @Nullable Path master, @Nullable List<String> beside) {

    /** Files that stand for themselves. */
    public Location(Path directory, @Nullable Path main, @Nullable Path master) {
      this(directory, main, master, null);
    }
  }

  /**
   * Makes a finder.
   *
   * @param from the directory that relative paths start at
   * @param entrance the way into directories
   */
  public SetupFinder(Path from, Entrance entrance) {
    this(from, entrance, Limits.SEARCHED_FILES, Limits.SETUPS);
  }

  SetupFinder(Path from, Entrance entrance, int mostFiles, int mostSetups) {
    this.from = from;
    this.entrance = entrance;
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
    try {
      add(given, path, entrance.enter(path));
    } catch (Gate.AbsentException e) {
      problems.add(
          given
              + ": no such file or directory; expected a Postfix configuration directory, a main.cf"
              + " or a directory to search");
    } catch (IOException e) {
      problems.add(given + ": " + e.getMessage());
    }
  }

  private void add(String given, Path path, Place place) throws IOException {
    if (VersionControl.isIn(place.real())) {
      problems.add(given + ": " + VersionControl.REFUSED);
      return;
    }
    Kind kind = entrance.gate().kind(place.real());
    if (kind == Kind.DIRECTORY) {
      addDirectory(given, path, place.real());
    } else if (kind == Kind.FILE) {
      addFile(path);
    } else {
      problems.add(given + ": expected a directory or a regular file");
    }
  }

  private void addFile(Path file) throws IOException {
    Path directory = parent(file);
    String name = String.valueOf(file.getFileName());
    Path real = entrance.enter(directory).real();
    if (ConfigurationFiles.areOverrides(name)) {
      put(overrides(directory, real));
      return;
    }
    ConfigurationFiles siblings = ConfigurationFiles.of(directory, real);
    if (name.contains("master")) {
      put(new Location(directory, siblings.main(), file));
    } else {
      put(new Location(directory, file, siblings.master()));
    }
  }

  private void addDirectory(String given, Path directory, Path real) {
    ConfigurationFiles files = ConfigurationFiles.of(directory, real);
    if (files.main() != null || files.master() != null) {
      put(new Location(directory, files.main(), files.master()));
      return;
    }
    search =
        new Search(given, real, new DirectorySearch(directory, real, from, mostFiles, mostSetups));
  }

  /** Whether a file has the name of a main.cf or master.cf, or of a template or part of one. */
  public static boolean isNamedLikeOne(String name) {
    return ConfigurationFiles.names("main.cf").contains(name)
        || ConfigurationFiles.names("master.cf").contains(name)
        || ConfigurationFiles.areOverrides(name);
  }

  /** The configuration of a directory itself, not of one below; null if it has none. */
  public @Nullable Location at(Path directory) {
    try {
      Path real = entrance.enter(directory).real();
      ConfigurationFiles files = ConfigurationFiles.of(directory, real);
      return files.main() == null && files.master() == null
          ? overrides(directory, real)
          : new Location(directory, files.main(), files.master());
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Location overrides(Path directory, Path real) {
    String[] names = Gate.names(real);
    return names == null ? null : ConfigurationFiles.overrides(directory, real, names);
  }

  private void put(@Nullable Location location) {
    if (location != null && known.add(location.directory().toAbsolutePath().normalize())) {
      found.add(location);
    }
  }

  /** Does not look into directories that fit, where the path that was added last is searched. */
  public void leaveOut(Predicate<Path> directories) {
    if (search != null) {
      search.search.leaveOut(directories);
    }
  }

  /** Whether the path that was added last is a directory that is searched. */
  public boolean isSearching() {
    return search != null;
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
          entrance.gate().kind(current.real.resolve("main.cf")) == Kind.DIRECTORY
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

  /** What was given and could not be used, for people. */
  public List<String> problems() {
    finish();
    return List.copyOf(problems);
  }
}
