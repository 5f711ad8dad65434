package io.github.posttlslint.input;

import io.github.posttlslint.input.ArchiveItems.Item;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one setup in an archive, held in memory, with owners and modes as the archive has
 * them. Links are followed inside it only.
 */
public final class ArchiveTree implements FileTree {

  private final ArchiveItems items;
  private final String shown;
  private final String root;
  private final String inside;
  private final boolean complete;

  /**
   * Makes a tree.
   *
   * @param items the files, by their names in the archive
   * @param shown the archive's name in reports
   * @param path directory of the judged system, normalised
   * @param inside the same directory inside the archive, empty or beginning with a slash
   * @param complete whether what is not in the archive is missing
   */
  ArchiveTree(ArchiveItems items, String shown, String path, String inside, boolean complete) {
    this.items = items;
    this.root = path;
    this.shown = shown + inside;
    this.inside = inside;
    this.complete = complete;
  }

  /** What the archive has at a path without links; null if nothing. */
  private @Nullable Item item(String path) {
    if (Paths.isBelow(path, root)) {
      return items.get(inArchive(path));
    }
    return Paths.isBelow(root, path) ? ArchiveItems.DIRECTORY : null;
  }

  private String inArchive(String path) {
    String rest = root.equals("/") ? path : path.substring(root.length());
    String name = inside + rest;
    return name.isEmpty() ? "/" : name.length() > 1 && rest.equals("/") ? inside : name;
  }

  /** A path with all links followed; null if it leads nowhere. */
  private @Nullable String resolve(String path) {
    return Links.follow(path, this::item, Item::link);
  }

  @Override
  public Entry look(String path) {
    String real = resolve(path);
    Item item = real == null ? null : item(real);
    if (real == null || item == null) {
      return complete ? new Missing() : new Unseen("not among the given files");
    }
    return new Found(real, item.kind(), item.metadata());
  }

  @Override
  public byte[] read(String path) throws IOException {
    String real = resolve(path);
    Item item = real == null ? null : item(real);
    byte[] bytes = item == null ? null : item.bytes();
    if (bytes == null) {
      throw new IOException("cannot read " + displayName(path));
    }
    if (bytes.length > Limits.FILE_SIZE) {
      throw new IOException(
          "larger than " + Limits.shown(Limits.FILE_SIZE) + ", the most that is read of one file");
    }
    return bytes;
  }

  @Override
  public List<String> list(String directory) {
    String real = resolve(directory);
    return real == null || !Paths.isBelow(real, root) ? List.of() : items.names(inArchive(real));
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  /** Below the archive's name where the path is in the part that the archive has. */
  @Override
  public String displayName(String path) {
    String normal = Paths.normalise(path);
    if (!Paths.isBelow(normal, root)) {
      return normal;
    }
    String rest = root.equals("/") ? normal : normal.substring(root.length());
    return rest.equals("/") ? shown : shown + rest;
  }
}
