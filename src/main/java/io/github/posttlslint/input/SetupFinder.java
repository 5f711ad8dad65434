package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds Postfix configurations below the paths that a user gives. */
public final class SetupFinder {

  private static final Set<String> SKIPPED =
      Set.of(".git", ".hg", ".svn", "node_modules", "target", ".venv", "__pycache__");
  private static final List<String> TEMPLATE_ENDINGS =
      List.of(
          "",
          ".j2",
          ".jinja2",
          ".jinja",
          ".erb",
          ".epp",
          ".tmpl",
          ".tpl",
          ".gotmpl",
          ".template",
          ".in",
          ".dist",
          ".example",
          ".sample",
          ".mustache",
          ".hbs",
          ".envsubst",
          ".tt");

  private static final String[] NOTHING = {};

  private final Path from;
  private final Map<Path, Location> found = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final int mostFiles;
  private final int mostSetups;
  private int seen;

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
    Map<String, Path> siblings = configurationFiles(directory);
    if (name.contains("master")) {
      put(new Location(directory, siblings.get("main.cf"), file));
    } else {
      put(new Location(directory, file, siblings.get("master.cf")));
    }
  }

  private void addDirectory(String given, Path directory) {
    int before = seen;
    Map<String, Path> files = configurationFiles(directory);
    if (files.containsKey("main.cf") || files.containsKey("master.cf")) {
      put(new Location(directory, files.get("main.cf"), files.get("master.cf")));
    } else {
      search(directory);
    }
    if (seen == before) {
      problems.add(
          Files.isDirectory(directory.resolve("main.cf"))
              ? given + "/main.cf: a directory; expected a file"
              : given + ": no main.cf found here or below");
    }
  }

  private void put(Location location) {
    seen++;
    found.putIfAbsent(location.directory().toAbsolutePath().normalize(), location);
  }

  private void search(Path top) {
    TreeMap<Path, Location> below = new TreeMap<>();
    try {
      Files.walkFileTree(top, Set.of(), Limits.SEARCH_DEPTH, new Search(below));
    } catch (IOException e) {
      problems.add(DirectoryTree.shown(top, from) + ": cannot be searched");
    }
    below.values().forEach(this::put);
  }

  private final class Search extends SimpleFileVisitor<Path> {

    private final Map<Path, Location> below;

    private int looked;
    private boolean deep;

    private Search(Map<Path, Location> below) {
      this.below = below;
    }

    /** Ends a search that has become too large. */
    private FileVisitResult next() {
      boolean many = below.size() >= mostSetups;
      if (!many && ++looked <= mostFiles) {
        return FileVisitResult.CONTINUE;
      }
      problems.add(
          many
              ? "the search ends after " + mostSetups + " setups; name directories below"
              : "the search ends after "
                  + mostFiles
                  + " files; name the directories of the setups");
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      Path name = directory.getFileName();
      if (name != null && SKIPPED.contains(name.toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Map<String, Path> files = configurationFiles(directory);
      if (files.containsKey("main.cf")) {
        below.put(directory, new Location(directory, files.get("main.cf"), files.get("master.cf")));
      }
      return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isDirectory() && !deep) {
        deep = true;
        problems.add(
            DirectoryTree.shown(file, from)
                + ": the search ends "
                + Limits.SEARCH_DEPTH
                + " directories deep; name the directories of the setups");
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add(DirectoryTree.shown(file, from) + ": cannot be read");
      return FileVisitResult.CONTINUE;
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** What main.cf or master.cf can be called, the plain name first, then those of templates. */
  static List<String> names(String base) {
    List<String> names = new ArrayList<>(TEMPLATE_ENDINGS.size());
    for (String ending : TEMPLATE_ENDINGS) {
      names.add(base + ending);
    }
    return names;
  }

  /** The main.cf and master.cf of a directory: the plain file if there is one, else a template. */
  private static Map<String, Path> configurationFiles(Path directory) {
    Map<String, Path> files = new LinkedHashMap<>();
    String[] there = directory.toAbsolutePath().toFile().list();
    for (String name : there == null ? NOTHING : there) {
      String base = name.startsWith("main.cf") ? "main.cf" : "master.cf";
      int rank = name.startsWith(base) ? rank(name.substring(base.length())) : -1;
      Path before = files.get(base);
      if (rank >= 0 && (before == null || rank < rank(before, base))) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          files.put(base, file);
        }
      }
    }
    return files;
  }

  private static int rank(Path file, String base) {
    return rank(String.valueOf(file.getFileName()).substring(base.length()));
  }

  /** The place of an ending among those of templates; -1 if it is none. */
  private static int rank(String ending) {
    return TEMPLATE_ENDINGS.indexOf(ending);
  }

  /** What was found, in the order of the given paths, each directory once. */
  public List<Location> locations() {
    return List.copyOf(found.values());
  }

  /** What was given and could not be used, for people. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
