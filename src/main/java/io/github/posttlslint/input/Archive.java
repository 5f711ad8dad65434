package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An archive of a host's files, read into memory: {@code .tar}, {@code .tar.gz}, {@code .tgz} or
 * {@code .zip}.
 */
public final class Archive {

  private static final String USUAL = "/etc/postfix";
  private static final List<String> ENDINGS = List.of(".tar", ".tar.gz", ".tgz", ".zip");

  /** Endings of archives that are not read, and the programs that make a .tar of them. */
  private static final String[][] FOREIGN = {
    {".tar.xz", "xz -dk"},
    {".txz", "xz -dk"},
    {".tar.lzma", "xz -dk"},
    {".tar.zst", "zstd -d"},
    {".tzst", "zstd -d"},
    {".tar.bz2", "bzip2 -dk"},
    {".tbz2", "bzip2 -dk"},
    {".tbz", "bzip2 -dk"},
    {".tar.lz4", "lz4 -d"}
  };

  private final String shown;
  private final ArchiveItems items;

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

  private Archive(String shown, ArchiveItems items) {
    this.shown = shown;
    this.items = items;
  }

  /** Whether a path has the name of an archive, and is not a directory. */
  public static boolean isNamedLikeOne(Path path, Gate gate) {
    String name = name(path);
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return isThere(path, gate);
      }
    }
    return false;
  }

  /**
   * What makes a readable archive of one with the name of another kind.
   *
   * @return the beginning of a command line; null if the path has no such name, or is a directory
   */
  public static @Nullable String unpacker(Path path, Gate gate) {
    String name = name(path);
    for (String[] foreign : FOREIGN) {
      if (name.endsWith(foreign[0])) {
        return isThere(path, gate) ? foreign[1] : null;
      }
    }
    return null;
  }

  /** The name in small letters, which systems that hardly know capitals do not always write. */
  private static String name(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static boolean isThere(Path path, Gate gate) {
    return gate.exists(path) && !gate.isDirectory(path);
  }

  /**
   * Reads an archive.
   *
   * @param shown its name in reports
   * @throws IOException with a message fit for users, if it is none, is too large, or has entries
   *     that no honest archive has
   */
  public static Archive read(Path file, String shown, Gate gate) throws IOException {
    try (SeekableByteChannel channel = gate.openArchive(file)) {
      return new Archive(shown, ArchiveReader.read(channel, name(file)));
    }
  }

  /**
   * The configurations in it, by path.
   *
   * @param complete whether what is not in the archive is missing on the host
   */
  public List<Setup> setups(boolean complete) {
    List<Setup> setups = new ArrayList<>();
    for (String directory : items.directories()) {
      Setup setup = setup(directory, complete);
      if (setup.main() != null) {
        setups.add(setup);
      }
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
    String config = Paths.normalise(path + directory.substring(inside.length()));
    ArchiveTree tree = new ArchiveTree(items, shown, path, inside, complete);
    return new Setup(
        tree,
        config,
        tree.displayName(config),
        file("main.cf", directory, config, tree),
        file("master.cf", directory, config, tree));
  }

  /** Few directories have any of these names: whoever has none is done with a look at each. */
  private @Nullable String file(String base, String inside, String directory, FileTree tree) {
    for (String name : ConfigurationFiles.names(base)) {
      String path = Paths.join(directory, name);
      if (items.get(Paths.join(inside, name)) != null
          && tree.look(path) instanceof FileTree.Found found
          && found.kind() != FileTree.Kind.DIRECTORY) {
        return path; // a FIFO, too, which its reader has to refuse
      }
    }
    return null;
  }
}
