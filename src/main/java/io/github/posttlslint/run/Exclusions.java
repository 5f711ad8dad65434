package io.github.posttlslint.run;

import io.github.posttlslint.git.IgnoredFiles;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.WorkingTree;
import io.github.posttlslint.run.Settings.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left out where a directory is searched: by {@code --exclude}, whose patterns are held
 * against the path from the current directory; by {@code exclude} of a configuration file, with the
 * path from that file's directory; by {@code --gitignore}. What was typed is never left out, so
 * patterns only count for what lies below it.
 */
final class Exclusions {

  private final Workplace workplace;
  private final Map<Given, Glob> patterns = new HashMap<>();
  private final Map<Path, IgnoredFiles> ignored = new HashMap<>();
  private final Set<String> reasons = new TreeSet<>();
  private int count;

  Exclusions(Workplace workplace) {
    this.workplace = workplace;
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
   * Whether a configuration that was found below a typed path is left out; counts those that are.
   *
   * @param excluded the patterns that count for it
   * @param byGit whether what git ignores is left out
   */
  boolean leaveOut(Location found, Path typed, List<Given> excluded, boolean byGit)
      throws UsageException {
    Path top = absolute(typed);
    Path directory = absolute(found.directory());
    boolean out = directory.startsWith(top) && !directory.equals(top);
    out = out && (isExcluded(directory, top, excluded) || isIgnored(found, byGit));
    count += out ? 1 : 0;
    return out;
  }

  private boolean isExcluded(Path directory, Path top, List<Given> excluded) throws UsageException {
    for (Given given : excluded) {
      Glob pattern = pattern(given);
      Path folder = absolute(given.folder());
      for (Path path = directory; path != null && !path.equals(top); path = path.getParent()) {
        Path named = path.startsWith(folder) ? folder.relativize(path) : path;
        if (pattern.matches(named.toString().replace('\\', '/'))) {
          reasons.add(given.ofUser() ? "--exclude" : "exclude in a configuration file");
          return true;
        }
      }
    }
    return false;
  }

  private Glob pattern(Given given) throws UsageException {
    Glob known = patterns.get(given);
    if (known == null) {
      String text = given.text();
      known = Glob.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (text.isEmpty() || known == null) {
        throw new UsageException(given.label() + ": expected a pattern such as roles/*/files");
      }
      patterns.put(given, known);
    }
    return known;
  }

  private boolean isIgnored(Location found, boolean byGit) throws UsageException {
    Path file = found.main() != null ? found.main() : found.master();
    WorkingTree tree = byGit ? WorkingTree.around(absolute(found.directory())) : null;
    if (file == null || tree == null) {
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
    String name = tree.top().relativize(absolute(file)).toString().replace('\\', '/');
    boolean isIgnored = known.has(name);
    if (isIgnored) {
      reasons.add("--gitignore");
    }
    return isIgnored;
  }

  private Path absolute(Path path) {
    return workplace.current().resolve(path).toAbsolutePath().normalize();
  }

  /** How many were left out, for people. */
  String told() {
    return count
        + (count == 1 ? " set-up" : " set-ups")
        + " left out by "
        + String.join(", ", reasons);
  }

  /** Whether any was left out. */
  boolean hasLeftOut() {
    return count > 0;
  }
}
