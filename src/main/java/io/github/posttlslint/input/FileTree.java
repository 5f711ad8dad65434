package io.github.posttlslint.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a path of the judged system: a live host, a root directory, a checkout, an archive.
 *
 * <p>Paths are absolute and belong to the judged system ({@code /etc/postfix/key.pem}), wherever
 * the bytes really come from. Symbolic links are followed inside the tree only.
 */
public interface FileTree {

  /**
   * Says what lies at the path, symbolic links followed.
   *
   * @param path absolute path; {@code .}, {@code ..} and double slashes are allowed
   */
  Entry look(String path);

  /**
   * The bytes of a regular file.
   *
   * @throws IOException with a message fit for users, if the file is not regular, larger than
   *     {@link Limits#FILE_SIZE}, unreadable or gone
   */
  byte[] read(String path) throws IOException;

  /**
   * Opens a regular file that may be too large to be held.
   *
   * @param most the greatest size, in bytes
   * @throws IOException as {@link #read}, but for the size
   */
  default InputStream open(String path, long most) throws IOException {
    return new ByteArrayInputStream(read(path));
  }

  /** Names in a directory, sorted; empty where there is no such directory or it is unseen. */
  List<String> list(String directory);

  /**
   * Whether this is a whole system, so that what is not here does not exist, and owners and modes
   * are those in force: a live host or a root directory as opposed to a checkout.
   */
  boolean isComplete();

  /**
   * Whether git has the file at a path under its control, symbolic links followed.
   *
   * @return null if that cannot be told
   */
  default @Nullable Boolean isVersioned(String path) {
    return null;
  }

  /**
   * The line of a {@link Manifest} that tells owner, mode and time of what is at a path; null if
   * the file itself does.
   */
  default @Nullable Span recorded(String path) {
    return look(path) instanceof Found found ? found.metadata().recorded() : null;
  }

  /** The file of this machine at a path, symbolic links followed; null if there is none. */
  default @Nullable Path place(String path) {
    return null;
  }

  /**
   * Whether this tree was asked for what lies at a place, or below: whether that was opened, led on
   * as a link, was among the listed names of its directory, or was not there.
   *
   * @param place a place of this machine, links followed but the last
   */
  default boolean hasLookedAt(Path place) {
    return false;
  }

  /** How reports name a path: as the user can open it, with forward slashes. */
  String displayName(String path);

  /** How many files and directories were asked for that this user may not look at. */
  default int denied() {
    return 0;
  }

  /** Whether what it was asked for is no longer as it was told. */
  default boolean hasChanged() {
    return false;
  }

  /** Drops what it remembers of paths; it may be asked again, and looks again then. */
  default void forget() {}

  /** What is known of one path. */
  sealed interface Entry {}

  /** There is no such file, and the tree is complete enough to say so. */
  record Missing() implements Entry {}

  /**
   * The path may exist on the judged system but not in what was given.
   *
   * @param reason for people, without a full stop
   */
  record Unseen(String reason) implements Entry {}

  /**
   * Something is there.
   *
   * @param path the path after all symbolic links, absolute, of the judged system
   * @param kind what it is
   * @param metadata owner and the like, as far as they can be trusted
   */
  record Found(String path, Kind kind, Metadata metadata) implements Entry {}

  /** Kinds of things a path can lead to. */
  enum Kind {
    FILE,
    DIRECTORY,
    /** FIFO, device, socket: never opened. */
    SPECIAL
  }
}
