package io.github.posttlslint.input;

import io.github.posttlslint.input.DirectoryTree.Host;
import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.input.Gate.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a directory with setups: by the links of this machine, or inside a root directory by
 * links as the judged system would follow them.
 */
public final class Entrance {

  private static final Path SETTINGS = Path.of("/etc");
  private static final String LIVE = "postfix";

  private final Gate gate;
  private final @Nullable Root root;

  /** A directory that is the judged system's {@code /}: as it was typed, and where it is. */
  private record Root(Path typed, Path real, FileTree tree) {}

  /**
   * Makes one.
   *
   * @param root a directory that exists; null if there is none
   */
  public Entrance(Gate gate, @Nullable Path root) {
    this.gate = gate;
    this.root = root == null ? null : root(gate, root);
  }

  private static @Nullable Root root(Gate gate, Path typed) {
    try {
      Path real = gate.enter(typed).real();
      return new Root(gate.absolute(typed), real, tree(gate, real));
    } catch (IOException e) {
      return null; // whoever takes the option says so
    }
  }

  /** The tree of files below a directory that is taken for {@code /}, for a look at single ones. */
  public static FileTree tree(Gate gate, Path real) {
    Host host = new Host(gate, new GitIndexes(), null);
    List<Mapping> all = List.of(new Mapping("/", real));
    return new DirectoryTree(all, true, real, Manifest.EMPTY, List.of(), host);
  }

  /** Whether a directory is {@code /etc/postfix}, or that of an instance beside it. */
  public static boolean isLive(Path directory) {
    return SETTINGS.equals(directory.getParent())
        && String.valueOf(directory.getFileName()).startsWith(LIVE);
  }

  /** Opens files. */
  public Gate gate() {
    return gate;
  }

  /** Whether there is a root directory, and a path lies outside of it by its name and its links. */
  public boolean liesOutsideRoot(Path typed) {
    Path path = gate.absolute(typed);
    if (root == null || path.startsWith(root.typed)) {
      return false;
    }
    try {
      return !gate.enter(path).real().startsWith(root.real);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Where a path leads.
   *
   * @throws Gate.AbsentException if nothing is there
   * @throws IOException with a clause for people, if it leads out of what was given
   */
  public Place enter(Path typed) throws IOException {
    Path path = gate.absolute(typed);
    if (root == null && isLive(path)) {
      return gate.enterHost(path);
    }
    if (root == null || !path.startsWith(root.typed)) {
      return gate.enter(path);
    }
    String inside = Paths.slashed(root.typed.relativize(path));
    Path real = root.tree.place("/" + inside);
    if (real == null) {
      if (gate.exists(path)) {
        throw new IOException(Gate.LEADS_OUT);
      }
      throw new Gate.AbsentException(null);
    }
    return new Place(real, root.real, false);
  }
}
