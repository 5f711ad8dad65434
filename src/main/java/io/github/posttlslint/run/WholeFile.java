package io.github.posttlslint.run;

import io.github.posttlslint.input.Streams;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that are written whole or not at all. */
public final class WholeFile {
  /** How many names for the temporary file are tried. */
  private static final int TRIES = 100;

  /** Something that can write itself. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; called once. */
    void writeTo(Appendable out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file in UTF-8, by way of a temporary file beside it. Where something goes wrong, the
   * old file stays as it was and the temporary one is removed; else it keeps its mode. A symbolic
   * link is refused: somebody else may have put it there. An open file of the caller's, such as
   * {@code /dev/stdout}, is written straight; nothing else that is no regular file is.
   *
   * @param file where to; its directory must exist
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    if (Streams.has(file)) {
      writeTo(file, content);
      return;
    }
    if (Files.isSymbolicLink(file)) {
      throw new IOException("a symbolic link");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("expected a regular file");
    }
    boolean there = Files.exists(file);
    Path target = file.toAbsolutePath();
    Path temporary = writeTemporary(target, content, there);
    try {
      if (there && isPosix(target)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Makes a file that was not there. */
  @FunctionalInterface
  interface Maker {
    void make(Path place) throws IOException;
  }

  /** A new file beside another one. */
  static Path temporary(Path file, Maker maker) throws IOException {
    for (int i = 1; ; i++) {
      Path place = file.resolveSibling(file.getFileName() + ".tmp" + i);
      try {
        maker.make(place);
        return place;
      } catch (FileAlreadyExistsException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Until it gets the mode of the file whose place it takes, nobody else may read it. */
  private static FileAttribute<?>[] readableByOwner() {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Writes a new file beside the target, which does not outlive the process. */
  private static Path writeTemporary(Path target, Content content, boolean hidden)
      throws IOException {
    FileAttribute<?>[] attributes =
        hidden && isPosix(target) ? readableByOwner() : new FileAttribute<?>[0];
    Path temporary = temporary(target, place -> Files.createFile(place, attributes));
    temporary.toFile().deleteOnExit();
    boolean done = false;
    try {
      writeTo(temporary, content);
      done = true;
      return temporary;
    } finally {
      if (!done) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void writeTo(Path file, Content content) throws IOException {
    try (Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(
                Files.newOutputStream(file, StandardOpenOption.WRITE), StandardCharsets.UTF_8))) {
      content.writeTo(writer);
    }
  }
}
