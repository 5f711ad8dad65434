package io.github.posttlslint.input;

import java.io.IOException;
import java.util.List;

/**
 * The files of one setup in an archive, held in memory, with owners and modes as the archive has
 * them. Links are followed inside it only.
 */
public final class ArchiveTree implements FileTree {

  private final MemoryTree files;
  private final String shown;
  private final String root;

  /**
   * Makes a tree.
   *
   * @param files the files, by their paths on the judged system
   * @param shown what reports put before {@code root} and a path: the archive's name
   * @param path directory of the judged system, normalised
   * @param inside the same directory inside the archive, empty or beginning with a slash
   */
  ArchiveTree(MemoryTree files, String shown, String path, String inside) {
    this.files = files;
    this.root = path;
    this.shown = shown + inside;
  }

  @Override
  public Entry look(String path) {
    return files.look(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] bytes = files.read(path);
    if (bytes.length > Limits.FILE_SIZE) {
      throw new IOException(
          "larger than " + Limits.shown(Limits.FILE_SIZE) + ", the most that is read of one file");
    }
    return bytes;
  }

  @Override
  public List<String> list(String directory) {
    return files.list(directory);
  }

  @Override
  public boolean isComplete() {
    return files.isComplete();
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
