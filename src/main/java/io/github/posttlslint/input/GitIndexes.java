package io.github.posttlslint.input;

import java.io.IOException;
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

  private final @Nullable Gate gate;
  private final Map<Path, Optional<Path>> tops = new HashMap<>();
  private final Map<Path, Optional<GitIndex>> indexes = new HashMap<>();

  /** One whose reading nobody remembers. */
  public GitIndexes() {
    this.gate = null;
  }

  /**
   * Makes one for a run.
   *
   * @param gate remembers which files were read
   */
  public GitIndexes(Gate gate) {
    this.gate = gate;
  }

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
      WorkingTree tree = new WorkingTree(top);
      index = Optional.ofNullable(GitIndex.read(tree));
      remember(tree);
      indexes.put(top, index);
    }
    return index.isEmpty() ? null : index.get().has(Paths.slashed(top.relativize(absolute)));
  }

  private void remember(WorkingTree tree) {
    try {
      if (gate != null) {
        gate.remember(tree.git().resolve("index"), Gate.Purpose.GIT);
      }
    } catch (IOException e) {
      // then there is none
    }
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
