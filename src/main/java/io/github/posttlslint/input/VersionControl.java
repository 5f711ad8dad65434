package io.github.posttlslint.input;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The directories of version control systems, in which nothing is opened. */
public final class VersionControl {

  /** Says so to people. */
  public static final String REFUSED = "below .git, .hg or .svn, where nothing is opened";

  private static final Set<String> NAMES = Set.of(".git", ".hg", ".svn");

  private VersionControl() {}

  /** Whether a path goes through one. */
  public static boolean isIn(Path path) {
    return isIn(Paths.slashed(path));
  }

  /**
   * Whether one of the slash-separated components is the name of one; letter case does not matter,
   * for there are file systems that know none.
   */
  public static boolean isIn(String path) {
    for (int at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) {
      if (at == 0 || path.charAt(at - 1) == '/') {
        int slash = path.indexOf('/', at);
        int end = slash < 0 ? path.length() : slash;
        if (end - at <= 4 && NAMES.contains(path.substring(at, end).toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }
}
