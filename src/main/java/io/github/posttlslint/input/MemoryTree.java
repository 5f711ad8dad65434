package io.github.posttlslint.input;

import io.github.posttlslint.input.ArchiveItems.Item;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A tree held in memory: the examples of rules, archives, and tests. */
public final class MemoryTree implements FileTree {

  private final Map<String, Item> nodes = new HashMap<>();
  private final Set<String> versioned = new HashSet<>();
  private final String shownBelow;
  private final boolean complete;

  /**
   * An empty tree.
   *
   * @param shownBelow directory whose files reports name relative to it
   * @param complete whether an absent path is missing, or merely unseen
   */
  public MemoryTree(String shownBelow, boolean complete) {
    this.shownBelow = shownBelow;
    this.complete = complete;
    nodes.put("/", ArchiveItems.DIRECTORY);
  }

  /** Adds a regular file and the directories above it. */
  public void file(String path, byte[] bytes, Metadata metadata) {
    add(path, new Item(Kind.FILE, bytes, metadata, null));
  }

  /** Adds a directory. */
  public void directory(String path, Metadata metadata) {
    add(path, new Item(Kind.DIRECTORY, null, metadata, null));
  }

  /** Adds a symbolic link; the target may be relative. */
  public void link(String path, String target) {
    add(path, new Item(Kind.FILE, null, Metadata.UNKNOWN, target));
  }

  private void add(String path, Item node) {
    String normal = Paths.normalise(path);
    nodes.put(normal, node);
    for (String up = Paths.parent(normal); !up.equals("/"); up = Paths.parent(up)) {
      nodes.putIfAbsent(up, ArchiveItems.DIRECTORY);
    }
  }

  private @Nullable String resolve(String path) {
    return Links.follow(path, nodes::get, Item::link);
  }

  /** Says that git has a file under its control; of the others it has none. */
  public void version(String path) {
    versioned.add(Paths.normalise(path));
  }

  @Override
  public @Nullable Boolean isVersioned(String path) {
    String real = resolve(path);
    return real == null ? null : versioned.contains(real);
  }

  @Override
  public Entry look(String path) {
    String real = resolve(path);
    Item node = real == null ? null : nodes.get(real);
    if (real == null || node == null) {
      return complete ? new Missing() : new Unseen("not among the given files");
    }
    return new Found(real, node.kind(), node.metadata());
  }

  @Override
  public byte[] read(String path) throws IOException {
    String real = resolve(path);
    Item node = real == null ? null : nodes.get(real);
    byte[] bytes = node == null ? null : node.bytes();
    if (bytes == null) {
      throw new IOException("cannot read " + displayName(path));
    }
    return bytes;
  }

  @Override
  public List<String> list(String directory) {
    String real = resolve(directory);
    if (real == null) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>();
    for (String path : nodes.keySet()) {
      if (!path.equals("/") && Paths.parent(path).equals(real)) {
        names.add(Paths.name(path));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public String displayName(String path) {
    String normal = Paths.normalise(path);
    return Paths.isBelow(normal, shownBelow) && !normal.equals(shownBelow)
        ? normal.substring(shownBelow.length() + 1)
        : normal;
  }
}
