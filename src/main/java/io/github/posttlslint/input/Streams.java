package io.github.posttlslint.input;

import java.nio.file.Path;
import java.util.Set;

/**
 * Paths by which a caller names an open file, such as {@code /dev/stdout}, or nothing at all. What
 * else lies in {@code /dev} and {@code /proc} is like other files.
 */
public final class Streams {

  private static final Set<Path> STANDARD_OUTPUT =
      Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

  private static final Set<Path> OTHERS =
      Set.of(
          Path.of("/dev/stderr"), Path.of("/dev/null"), Path.of("/dev/full"), Path.of("/dev/tty"));

  private static final Path OPEN_FILES = Path.of("/dev/fd");
  private static final Path PROCESSES = Path.of("/proc");

  private Streams() {}

  /** Whether a path stands for standard output. */
  public static boolean isStandardOutput(Path path) {
    return STANDARD_OUTPUT.contains(path.toAbsolutePath().normalize());
  }

  /** Whether a path is one of these. */
  public static boolean has(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return isStandardOutput(absolute) || OTHERS.contains(absolute) || isOpenFile(absolute);
  }

  /** Whether a path is {@code /dev/fd/N} or {@code /proc/PROCESS/fd/N}. */
  private static boolean isOpenFile(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      return false;
    }
    boolean ofProcess =
        path.startsWith(PROCESSES) && path.getNameCount() == 4 && folder.endsWith("fd");
    return (ofProcess || folder.equals(OPEN_FILES))
        && path.getFileName().toString().chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
