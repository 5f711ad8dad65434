package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a working tree git has under its control, read from its index
 * (gitformat-index(5)). Version 4 of the index, which shortens names, is not read.
 */
final class GitIndex {

  /** Most bytes of a file that says where the directory is. */
  private static final int POINTER_SIZE = 1 << 16;

  private static final byte[] SIGNATURE = {'D', 'I', 'R', 'C', 0, 0, 0};
  private static final int HEADER = 12;

  private GitIndex() {}

  /** Whether git has the file; null if there is no working tree or its index cannot be read. */
  static @Nullable Boolean has(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    for (Path top = absolute.getParent(); top != null; top = top.getParent()) {
      Path git = top.resolve(".git");
      if (git.toFile().exists()) { // Files.exists() makes an exception if it is not there
        byte[] index = read(git);
        return index == null ? null : contains(index, top.relativize(absolute).toString());
      }
    }
    return null;
  }

  private static byte @Nullable [] read(Path git) {
    try {
      Path index = directory(git).resolve("index");
      byte[] bytes = BoundedFile.read(index, Limits.GIT_INDEX_SIZE);
      boolean known =
          bytes.length > HEADER
              && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
              && (bytes[SIGNATURE.length] == 2 || bytes[SIGNATURE.length] == 3);
      return known ? bytes : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** In a further working tree {@code .git} is a file that says where the directory is. */
  private static Path directory(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String text = BoundedFile.readText(git, POINTER_SIZE).strip();
    String mark = "gitdir: ";
    return text.startsWith(mark) ? git.resolveSibling(text.substring(mark.length())) : git;
  }

  /** An entry is flags, whose low twelve bits are the length of the name, the name, and a null. */
  private static boolean contains(byte[] index, String name) {
    byte[] wanted = (name.replace('\\', '/') + "\0").getBytes(StandardCharsets.UTF_8);
    int length = Math.min(wanted.length - 1, 0xfff);
    for (int at = HEADER + 2; at + wanted.length <= index.length; at++) {
      if (index[at] == wanted[0]
          && Arrays.equals(index, at, at + wanted.length, wanted, 0, wanted.length)
          && (flags(index, at - 2) == length || flags(index, at - 4) == length)) {
        return true;
      }
    }
    return false;
  }

  private static int flags(byte[] index, int at) {
    return ((index[at] & 0x0f) << 8) | (index[at + 1] & 0xff);
  }
}
