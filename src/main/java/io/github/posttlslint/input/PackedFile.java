package io.github.posttlslint.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that are packed with the program.
 *
 * <p>It opens the jar itself, which is open already and therefore cheap. The way through the class
 * loader asks all modules of the JDK first and costs 12 ms at the first file, 2 ms at each other.
 */
public final class PackedFile {

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
    Path home = home(beside);
    if (home != null && Files.isRegularFile(home)) {
      try (ZipFile jar = new ZipFile(home.toFile())) {
        ZipEntry entry = jar.getEntry(path);
        if (entry != null) {
          try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
          }
        }
      }
    }
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("the program is incomplete: no " + path);
      }
      return in.readAllBytes();
    }
  }

  /** The jar or directory that the class comes from; null if it comes from elsewhere. */
  private static @Nullable Path home(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String location = source == null ? "" : String.valueOf(source.getLocation());
    if (!location.startsWith("file:")) {
      return null;
    }
    try {
      return Path.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
