package io.github.posttlslint.run;

import io.github.posttlslint.git.IgnoredFiles;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.WorkingTree;
import io.github.posttlslint.run.Settings.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left out where a directory is searched: by {@code --exclude}, whose patterns are held
 * against the path from the current directory; by {@code exclude} of a configuration file, with the
 * path from that file's directory; by {@code --gitignore}. What was typed is never left out, so
 * patterns only count for what lies below it.
 */
final class Exclusions {

  private static final String OPTION = "--exclude";
  private static final String KEY = "exclude in a configuration file";
  private static final String GIT = "--gitignore";

  private final Workplace workplace;
  private final boolean byGit;
  private final Map<Given, PathPattern> patterns = new HashMap<>();
  private final Set<Given> used = new HashSet<>();
  private final Map<Path, IgnoredFiles> ignored = new HashMap<>();
  private final Map<String, Count> counts = new TreeMap<>();
  private @Nullable UsageException refusal;

  /** What one reason has left out. */
  private static final class Count {
    private int directories;
    private int setups;

    private String told() {
      List<String> parts = new ArrayList<>();
      if (directories > 0) {
        parts.add(directories + (directories == 1 ? " directory" : " directories"));
      }
      if (setups > 0) {
        parts.add(setups + (setups == 1 ? " set-up" : " set-ups"));
      }
      return String.join(" and ", parts);
    }
  }

  /**
   * Leaves nothing out yet.
   *
   * @param byGit whether what git ignores is left out
   */
  Exclusions(Workplace workplace, boolean byGit) {
    this.workplace = workplace;
    this.byGit = byGit;
  }

  /**
   * Makes sure that patterns are some.
   *
   * @throws UsageException if one is none
   */
  void check(List<Given> excluded) throws UsageException {
    for (Given given : excluded) {
      pattern(given);
    }
  }

  /**
   * Whether a directory below a typed path is left out with all that it holds; counts those that
   * are.
   *
   * @param excluded the patterns that count in the directory around it
   */
  boolean leaveOut(Path directory, Path typed, List<Given> excluded) {
    Path path = absolute(directory);
    Path top = absolute(typed);
    try {
      String reason = excluding(path, path.getParent(), excluded);
      if (reason == null && isIgnored(path, top, true)) {
        reason = GIT;
      }
      if (reason != null) {
        count(reason).directories++;
      }
      return reason != null;
    } catch (UsageException e) {
      refusal = e;
      return false; // what is found there is refused then
    }
  }

  /**
   * Whether a configuration that was found below a typed path is left out; counts those that are.
   *
   * @param excluded the patterns that count for it
   */
  boolean leaveOut(Location found, Path typed, List<Given> excluded) throws UsageException {
    UsageException mistake = refusal;
    if (mistake != null) {
      throw mistake;
    }
    Path top = absolute(typed);
    Path directory = absolute(found.directory());
    Path file = found.main() != null ? found.main() : found.master();
    if (!directory.startsWith(top) || directory.equals(top)) {
      return false;
    }
    String reason = excluding(directory, top, excluded);
    if (reason == null && file != null && isIgnored(absolute(file), top, false)) {
      reason = GIT;
    }
    return isSetupLeftOut(reason);
  }

  /** The same for a configuration in an archive, at a path below that of the archive. */
  boolean leaveOutOf(Path archive, Path directory, List<Given> excluded) throws UsageException {
    return isSetupLeftOut(excluding(absolute(directory), absolute(archive), excluded));
  }

  private boolean isSetupLeftOut(@Nullable String reason) {
    if (reason != null) {
      count(reason).setups++;
    }
    return reason != null;
  }

  private Count count(String reason) {
    return counts.computeIfAbsent(reason, none -> new Count());
  }

  /** What leaves out a path or a directory around it below the top; null if nothing does. */
  private @Nullable String excluding(Path directory, @Nullable Path top, List<Given> excluded)
      throws UsageException {
    for (Given given : excluded) {
      PathPattern pattern = pattern(given);
      for (Path path = directory; path != null && !path.equals(top); path = path.getParent()) {
        if (pattern.matchesAnywhere(path)) {
          used.add(given);
          return given.ofUser() ? OPTION : KEY;
        }
      }
    }
    return null;
  }

  private PathPattern pattern(Given given) throws UsageException {
    PathPattern known = patterns.get(given);
    if (known == null) {
      known = PathPattern.parse(given.text(), given.folder());
      if (known == null) {
        throw new UsageException(given.label() + ": expected a pattern such as roles/*/files");
      }
      patterns.put(given, known);
    }
    return known;
  }

  /** Below a directory that git ignores it does not tell one from the other: all of it counts. */
  private boolean isIgnored(Path path, Path typed, boolean isDirectory) throws UsageException {
    WorkingTree tree = byGit ? WorkingTree.around(path.getParent()) : null;
    if (tree == null) {
      return false;
    }
    IgnoredFiles known = ignored.get(tree.top());
    if (known == null) {
      try {
        known = IgnoredFiles.of(tree, GitChanges.path(workplace));
      } catch (IOException e) {
        throw new UsageException("--gitignore: " + e.getMessage());
      }
      ignored.put(tree.top(), known);
    }
    String name = name(tree, path) + (isDirectory ? "/" : "");
    return known.has(name) && !(typed.startsWith(tree.top()) && known.has(name(tree, typed) + "/"));
  }

  private static String name(WorkingTree tree, Path path) {
    return Paths.slashed(tree.top().relativize(path));
  }

  private Path absolute(Path path) {
    return workplace.current().resolve(path).toAbsolutePath().normalize();
  }

  /** How much was left out, for people. */
  String told() {
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(count.told() + " left out by " + reason));
    return String.join(", ", parts);
  }

  /** Whether any was left out. */
  boolean hasLeftOut() {
    return !counts.isEmpty();
  }

  /** The patterns of the user that fit nothing, as they were given. */
  List<String> unused(List<Given> excluded) {
    List<String> unused = new ArrayList<>();
    for (Given given : excluded) {
      if (!used.contains(given)) {
        unused.add(given.label());
      }
    }
    return unused;
  }
}
