package io.github.posttlslint.input;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files git has under its control. The index of a working tree is read once, when the
 * first of its files is asked for. Threads may share it.
 */
public final class GitIndexes {

  private final Map<Path, Optional<Path>> tops = new HashMap<>();
  private final Map<Path, Optional<GitIndex>> indexes = new HashMap<>();

  /** Whether git has a file; null if there is no working tree or its index cannot be read. */
  public synchronized @Nullable Boolean has(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    Path top = directory == null ? null : top(directory).orElse(null);
    if (top == null) {
      return null;
    }
    Optional<GitIndex> index = indexes.get(top);
    if (index == null) {
      index = Optional.ofNullable(GitIndex.read(new WorkingTree(top)));
      indexes.put(top, index);
    }
    return index.isEmpty() ? null : index.get().has(top.relativize(absolute).toString());
  }

  /** The working tree that a directory belongs to. */
  private Optional<Path> top(Path directory) {
    Optional<Path> known = tops.get(directory);
    if (known == null) {
      Path parent = directory.getParent();
      boolean isTop = WorkingTree.at(directory) != null;
      known = isTop ? Optional.of(directory) : parent == null ? Optional.empty() : top(parent);
      tops.put(directory, known);
    }
    return known;
  }
}
