package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who owns files. Where files have no owners' numbers, everybody is trusted. */
public final class Owners {

  private static final String UID = "unix:uid";

  /** The process itself, which belongs to its user; Linux alone has it. */
  private static final Path PROCESS = Path.of("/proc/self");

  private Owners() {}

  /**
   * Whether the owner of a file is root, whoever runs this program, or the owner of another file.
   *
   * @param file not followed if it is a link
   * @param other not followed if it is a link
   */
  public static boolean isTrusted(Path file, Path other) {
    Integer owner = uid(file, LinkOption.NOFOLLOW_LINKS);
    return owner == null
        || owner == 0
        || owner.equals(uid(other, LinkOption.NOFOLLOW_LINKS))
        || owner.equals(uid(PROCESS))
        || isCallersByName(file);
  }

  private static @Nullable Integer uid(Path file, LinkOption... options) {
    try {
      return Files.getAttribute(file, UID, options) instanceof Integer uid ? uid : null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isCallersByName(Path file) {
    try {
      return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
          .getName()
          .equals(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
