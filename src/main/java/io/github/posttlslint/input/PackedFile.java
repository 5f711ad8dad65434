package io.github.posttlslint.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files that are packed with the program.
 *
 * <p>The launcher names a directory where they lie beside the jar too: opening the jar costs 15 ms
 * in a process whose classes come from a class-data archive.
 */
public final class PackedFile {

  /** System property: a directory with the files of the jar that are no classes. */
  private static final String DATA = "posttlslint.data";

  private PackedFile() {}

  /**
   * The bytes of a file that lies beside a class.
   *
   * @param beside a class of this program
   * @param name the file's name without directory
   * @throws IOException if it is not there or cannot be read
   */
  public static byte[] read(Class<?> beside, String name) throws IOException {
    String path = beside.getPackageName().replace('.', '/') + "/" + name;
    String data = System.getProperty(DATA);
    if (data != null) {
      try {
        return Files.readAllBytes(Path.of(data, path));
      } catch (NoSuchFileException e) {
        // the jar has it
      }
    }
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("the program is incomplete: no " + path);
      }
      return in.readAllBytes();
    }
  }
}
