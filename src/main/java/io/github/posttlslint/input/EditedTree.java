package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree in which some files hold other bytes than they do, as they will once they are written. */
public final class EditedTree implements FileTree {

  private final FileTree tree;
  private final Map<String, byte[]> edited;

  private EditedTree(FileTree tree, Map<String, byte[]> edited) {
    this.tree = tree;
    this.edited = edited;
  }

  /**
   * The tree with other files.
   *
   * @param edited what they hold, by {@linkplain FileTree.Found#path their path after all links}
   */
  public static FileTree of(FileTree tree, Map<String, byte[]> edited) {
    if (edited.isEmpty()) {
      return tree;
    }
    Map<String, byte[]> all = new HashMap<>();
    FileTree below = tree;
    if (tree instanceof EditedTree earlier) {
      all.putAll(earlier.edited);
      below = earlier.tree;
    }
    all.putAll(edited);
    return new EditedTree(below, all);
  }

  @Override
  public Entry look(String path) {
    return tree.look(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] bytes = tree.look(path) instanceof Found found ? edited.get(found.path()) : null;
    return bytes == null ? tree.read(path) : bytes.clone();
  }

  @Override
  public List<String> list(String directory) {
    return tree.list(directory);
  }

  @Override
  public boolean isComplete() {
    return tree.isComplete();
  }

  @Override
  public @Nullable Boolean isVersioned(String path) {
    return tree.isVersioned(path);
  }

  @Override
  public @Nullable Path place(String path) {
    return tree.place(path);
  }

  @Override
  public String displayName(String path) {
    return tree.displayName(path);
  }

  @Override
  public boolean hasChanged() {
    return tree.hasChanged();
  }

  @Override
  public void forget() {
    tree.forget();
  }
}
