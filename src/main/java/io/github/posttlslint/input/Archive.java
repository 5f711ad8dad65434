package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An archive of a host's files, read into memory: {@code .tar}, {@code .tar.gz}, {@code .tgz} or
 * {@code .zip}.
 */
public final class Archive {

  private static final String USUAL = "/etc/postfix";
  private static final List<String> ENDINGS = List.of(".tar", ".tar.gz", ".tgz", ".zip");

  private final String shown;
  private final Map<String, Item> items;

  /**
   * An entry.
   *
   * @param kind what it is
   * @param bytes its content; null for what is no file
   * @param metadata owner and mode as the archive has them
   * @param link where a symbolic link leads; null for others
   */
  record Item(
      FileTree.Kind kind,
      @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] bytes, // never compared
      Metadata metadata,
      @Nullable String link) {}

  /**
   * A configuration in an archive.
   *
   * @param tree the files around it
   * @param directory its directory on the judged system
   * @param shownDirectory the same as reports name it
   * @param main path of main.cf or its template on the judged system; null if there is none
   * @param master path of master.cf or its template; null if there is none
   */
  public record Setup(
      FileTree tree,
      String directory,
      String shownDirectory,
      @Nullable String main,
      @Nullable String master) {}

  private Archive(String shown, Map<String, Item> items) {
    this.shown = shown;
    this.items = items;
  }

  /** Whether a path is a file with the name of an archive. */
  public static boolean isNamedLikeOne(Path path) {
    String name = String.valueOf(path.getFileName());
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return Files.isRegularFile(path);
      }
    }
    return false;
  }

  /**
   * Reads an archive.
   *
   * @param shown its name in reports
   * @throws IOException with a message fit for users, if it is none, is too large, or has entries
   *     that no honest archive has
   */
  public static Archive read(Path file, String shown) throws IOException {
    return new Archive(shown, ArchiveReader.read(file));
  }

  /**
   * The configurations in it, by path.
   *
   * @param complete whether what is not in the archive is missing on the host
   */
  public List<Setup> setups(boolean complete) {
    TreeSet<String> directories = new TreeSet<>();
    for (String path : items.keySet()) {
      for (String name : ConfigurationFiles.names("main.cf")) {
        if (Paths.name(path).equals(name)) {
          directories.add(Paths.parent(path));
        }
      }
    }
    List<Setup> setups = new ArrayList<>();
    for (String directory : directories) {
      setups.add(setup(directory, complete));
    }
    return setups;
  }

  /**
   * A directory {@code etc/postfix} belongs to the root above it; any other is taken for {@code
   * /etc/postfix} alone.
   */
  private Setup setup(String directory, boolean complete) {
    String parent = Paths.parent(directory);
    boolean rooted = parent.endsWith("/etc") && Paths.name(directory).startsWith("postfix");
    String root = rooted ? Paths.parent(parent) : directory;
    String path = rooted ? "/" : USUAL;
    String inside = root.equals("/") ? "" : root;
    MemoryTree files = new MemoryTree(path, complete);
    Map<String, Item> sorted = new TreeMap<>(items);
    sorted.forEach(
        (name, item) -> {
          if (Paths.isBelow(name, root) && !name.equals("/")) {
            String rest = name.substring(inside.length());
            put(files, Paths.normalise(path + rest), item);
          }
        });
    String config = Paths.normalise(path + directory.substring(inside.length()));
    ArchiveTree tree = new ArchiveTree(files, shown, path, inside);
    return new Setup(
        tree,
        config,
        tree.displayName(config),
        file("main.cf", config, tree),
        file("master.cf", config, tree));
  }

  private static void put(MemoryTree files, String path, Item item) {
    if (item.link() != null) {
      files.link(path, item.link());
    } else if (item.bytes() != null) {
      files.file(path, item.bytes(), item.metadata());
    } else if (item.kind() == FileTree.Kind.DIRECTORY) {
      files.directory(path, item.metadata());
    } else {
      files.special(path, item.metadata());
    }
  }

  private static @Nullable String file(String base, String directory, FileTree tree) {
    for (String name : ConfigurationFiles.names(base)) {
      String path = Paths.join(directory, name);
      if (tree.look(path) instanceof FileTree.Found found && found.kind() == FileTree.Kind.FILE) {
        return path;
      }
    }
    return null;
  }
}
