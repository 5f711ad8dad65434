package io.github.posttlslint.run;

import io.github.posttlslint.input.Paths;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Glob} for directories that begins at a folder: {@code .} is the folder itself, {@code
 * ../} begins at the one around it, a slash at the root. A slash at the end means nothing.
 */
final class PathPattern {

  private final Glob glob;
  private final Path folder;
  private final boolean isAnchored;

  private PathPattern(Glob glob, Path folder, boolean isAnchored) {
    this.glob = glob;
    this.folder = folder;
    this.isAnchored = isAnchored;
  }

  /** Reads a pattern; null if it is none. */
  static @Nullable PathPattern parse(String text, Path folder) {
    Path start = folder.toAbsolutePath().normalize();
    String rest = text;
    boolean isAnchored = false;
    if (rest.startsWith("/")) {
      isAnchored = true;
      start = start.getRoot();
      rest = withoutSlashes(rest);
    }
    for (int dots = dots(rest); dots > 0; dots = dots(rest)) {
      isAnchored = true;
      start = dots == 2 && start.getParent() != null ? start.getParent() : start;
      rest = withoutSlashes(rest.substring(dots));
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    Glob glob = rest.isEmpty() && !isAnchored ? null : Glob.parse(rest);
    return glob == null ? null : new PathPattern(glob, start, isAnchored);
  }

  /** How many dots a text begins with that are a name for themselves: 0, 1 or 2. */
  private static int dots(String text) {
    for (int dots = 2; dots > 0; dots--) {
      String name = "..".substring(0, dots);
      if (text.equals(name) || text.startsWith(name + "/")) {
        return dots;
      }
    }
    return 0;
  }

  private static String withoutSlashes(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '/') {
      at++;
    }
    return text.substring(at);
  }

  /** Whether a directory, in absolute and normal form, fits; none does outside of the folder. */
  boolean matches(Path directory) {
    return directory.startsWith(folder) && glob.matches(text(folder.relativize(directory)));
  }

  /** The same; a directory outside of the folder fits by its absolute path. */
  boolean matchesAnywhere(Path directory) {
    return matches(directory)
        || (!isAnchored && !directory.startsWith(folder) && glob.matches(text(directory)));
  }

  private static String text(Path path) {
    return Paths.slashed(path);
  }
}
