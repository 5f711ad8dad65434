package io.github.posttlslint.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads regular files up to a size. What is not a regular file is never opened: reading a FIFO
 * would wait for ever, and opening a device can have effects.
 */
public final class BoundedFile {

  private static final byte[] NOTHING = {};

  private BoundedFile() {}

  /**
   * The bytes of a file; symbolic links are followed.
   *
   * @param most the greatest size, in bytes
   * @throws IOException if it is gone, unreadable, not regular or too large; the message is a
   *     clause for people
   */
  static byte[] read(Path file, int most) throws IOException {
    try {
      return readReal(file.toRealPath(), most);
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /**
   * The bytes of a file that is no symbolic link.
   *
   * @throws IOException as {@link #read}, and if it is a link
   */
  public static byte[] readReal(Path file, int most) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new IOException("expected a regular file");
      }
      long size = attributes.size();
      if (size == 0) {
        return new byte[0]; // as files of /proc pretend, some of which wait for ever
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = size > most ? null : read(in, (int) size, most);
        if (bytes == null || bytes.length > most) {
          throw new IOException(
              "larger than " + Limits.shown(most) + "; at most that much is read");
        }
        return bytes;
      }
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    }
  }

  /** Reads at one go if the size is right, and what has come to the file since else. */
  private static byte[] read(InputStream in, int size, int most) throws IOException {
    byte[] bytes = new byte[size];
    int count = in.readNBytes(bytes, 0, size);
    byte[] more = count < size ? NOTHING : in.readNBytes(most + 1 - size);
    if (count == size && more.length == 0) {
      return bytes;
    }
    byte[] all = Arrays.copyOf(bytes, count + more.length);
    System.arraycopy(more, 0, all, count, more.length);
    return all;
  }

  /**
   * The text of a UTF-8 file.
   *
   * @throws IOException as {@link #read}, and if it is not UTF-8
   */
  static String readText(Path file, int most) throws IOException {
    return Gate.text(read(file, most));
  }
}
