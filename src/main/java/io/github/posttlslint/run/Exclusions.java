package io.github.posttlslint.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --exclude}: which directories are left out, with all that lies in them, where a directory
 * is searched. What was typed is never left out, so patterns are held only against what lies below
 * it, by its path from the current directory.
 */
final class Exclusions {

  private final Path current;
  private final List<Glob> patterns = new ArrayList<>();
  private int count;

  /**
   * Reads the patterns.
   *
   * @throws UsageException if one is none
   */
  Exclusions(List<String> texts, Workplace workplace) throws UsageException {
    this.current = workplace.current().toAbsolutePath().normalize();
    for (String text : texts) {
      Glob pattern = Glob.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (text.isEmpty() || pattern == null) {
        throw new UsageException(
            "--exclude " + text + ": expected a pattern such as roles/*/files");
      }
      patterns.add(pattern);
    }
  }

  /** Whether a directory that was found below a typed path is left out; counts those that are. */
  boolean leaveOut(Path directory, Path typed) {
    Path found = current.resolve(directory).normalize();
    Path top = current.resolve(typed).normalize();
    for (Path path = found; path != null && isBelow(path, top); path = path.getParent()) {
      if (matches(path)) {
        count++;
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(Path path, Path top) {
    return path.startsWith(top) && !path.equals(top);
  }

  private boolean matches(Path path) {
    Path named = path.startsWith(current) ? current.relativize(path) : path;
    String name = named.toString().replace('\\', '/');
    for (Glob pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }

  /** How many were left out, for people. */
  String told() {
    return count + (count == 1 ? " set-up" : " set-ups") + " left out by --exclude";
  }

  /** Whether any was left out. */
  boolean hasLeftOut() {
    return count > 0;
  }
}
