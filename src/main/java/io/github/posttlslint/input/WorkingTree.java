package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A working tree of git: a directory with {@code .git} in it, which is git's own directory, or in a
 * further working tree or a submodule a file that says where that is. Git is not asked: it would
 * also take a directory of plain files for a repository that has the look of a bare one, and these
 * anybody can commit. Something named {@code .git} nobody can.
 *
 * @param top the directory, absolute
 */
public record WorkingTree(Path top) {

  /** Most bytes of a file that says where git's directory is. */
  private static final int POINTER_SIZE = 1 << 16;

  private static final String POINTER = "gitdir: ";

  /**
   * The innermost working tree that has a directory; null if there is none.
   *
   * @param directory an absolute path
   */
  public static @Nullable WorkingTree around(@Nullable Path directory) {
    for (Path up = directory; up != null; up = up.getParent()) {
      WorkingTree tree = at(up);
      if (tree != null) {
        return tree;
      }
    }
    return null;
  }

  /**
   * The working tree whose top is a directory; null if it has no {@code .git}, or one that git goes
   * past, such as an empty directory.
   */
  public static @Nullable WorkingTree at(Path directory) {
    Path git = directory.resolve(".git");
    boolean counts = git.toFile().isFile() || isRepository(git); // without an exception if not
    return counts ? new WorkingTree(directory) : null;
  }

  /** Whether git takes a directory for its own, whatever is in the files. */
  private static boolean isRepository(Path git) {
    return git.resolve("HEAD").toFile().isFile()
        && (git.resolve("commondir").toFile().isFile()
            || (git.resolve("objects").toFile().isDirectory()
                && git.resolve("refs").toFile().isDirectory()));
  }

  /**
   * Git's own directory for this working tree, all links followed. A file or link that leads to it
   * never leads among the files of a working tree, where whoever proposes files could have put it;
   * a directory named {@code .git} nobody can propose, so that a clone inside of another working
   * tree is a repository.
   *
   * @throws IOException if there is none, or in such a place; the message is a clause for people
   */
  public Path git() throws IOException {
    Path git = git(top);
    if (Files.isDirectory(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      return git;
    }
    for (Path up = top.toRealPath(); up != null; up = up.getParent()) {
      if (git.startsWith(up) && at(up) != null && !isGitOf(up, git)) {
        throw new IOException(
            top.resolve(".git") + " leads to a repository among the files of " + up);
      }
    }
    return git;
  }

  private static Path git(Path top) throws IOException {
    Path git = top.resolve(".git");
    if (!Files.isDirectory(git)) {
      String text = BoundedFile.readText(git, POINTER_SIZE).stripTrailing();
      String place = text.startsWith(POINTER) ? text.substring(POINTER.length()) : "";
      try {
        git = place.isEmpty() || place.indexOf('\n') >= 0 ? git : top.resolve(place);
      } catch (InvalidPathException e) {
        throw new IOException(git + " names no repository", e);
      }
    }
    if (!isRepository(git)) {
      throw new IOException(top.resolve(".git") + " names no repository");
    }
    return git.toRealPath();
  }

  /** Whether a place lies in the directory that git has for the working tree around it. */
  private static boolean isGitOf(Path top, Path place) {
    Path own = top.resolve(".git");
    if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
      return place.startsWith(own);
    }
    try {
      // as of a bare repository beside its working trees, with a file that names it above them
      Path named = git(top);
      return place.startsWith(named) && !place.equals(named);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The working tree that has this one as a submodule, by where git keeps it; null if none has.
   *
   * @throws IOException as {@link #git()}
   */
  public @Nullable WorkingTree outer() throws IOException {
    WorkingTree outer = around(top.getParent());
    if (outer == null || Files.isDirectory(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    return git().startsWith(outer.git().resolve("modules")) ? outer : null;
  }
}
