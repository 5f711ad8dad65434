package io.github.posttlslint.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the tops of repositories; each directory is looked at once. Threads may share it. */
final class Repositories {

  private final Map<Path, Optional<Path>> tops = new ConcurrentHashMap<>();

  /**
   * The nearest directory, from this one upwards, with something called {@code .git}, {@code .hg}
   * or {@code .svn}; null if there is none. Where somebody else has put it there, such as into
   * {@code /tmp}, it does not count.
   *
   * @param path absolute and normalised
   */
  @Nullable Path top(Path path) {
    return find(path).orElse(null);
  }

  private Optional<Path> find(Path path) {
    Optional<Path> known = tops.get(path);
    if (known == null) {
      Path parent = path.getParent();
      known = isTop(path) ? Optional.of(path) : parent == null ? Optional.empty() : find(parent);
      tops.put(path, known);
    }
    return known;
  }

  private static boolean isTop(Path directory) {
    return isTop(directory, ".git") || isTop(directory, ".hg") || isTop(directory, ".svn");
  }

  private static boolean isTop(Path directory, String name) {
    Path mark = directory.resolve(name);
    return mark.toFile().exists() // without an exception if not
        && (Files.isDirectory(mark) || Files.isRegularFile(mark))
        && Owners.isTrusted(mark, directory);
  }
}
