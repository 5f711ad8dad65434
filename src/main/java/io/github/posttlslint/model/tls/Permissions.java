package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can read and change a file; unset where there is no file.
 *
 * @param found the file; null if it was not found
 * @param doubt why nothing is known of it; null if it is known that there is no file
 */
public record Permissions(
    Setup setup, String path, FileTree.@Nullable Found found, @Nullable Doubt doubt) {

  private static final int STICKY = 01000;
  private static final String NOT_KNOWN = "owner and mode are not known";

  /** Those of a file that a parameter names. */
  public static Permissions of(Setup setup, FileReference reference) {
    SeenFile file = reference.file();
    Doubt doubt =
        switch (file.state()) {
          case MISSING -> null;
          case UNSEEN -> reference.unseen();
          default -> new Doubt(file.shown(), NOT_KNOWN, reference.parameter());
        };
    return new Permissions(setup, file.path(), file.found(), doubt);
  }

  /** Of a file that was found where a parameter has it. */
  public static Permissions of(Setup setup, String parameter, String path, FileTree.Found found) {
    return new Permissions(setup, path, found, new Doubt(path, NOT_KNOWN, parameter));
  }

  private Metadata metadata() {
    return found == null ? Metadata.UNKNOWN : found.metadata();
  }

  private <T> Known<T> known(@Nullable T value) {
    return value != null || doubt == null ? Known.ofNullable(value) : Known.unknown(doubt);
  }

  /** The user whose file it is. */
  public Known<String> owner() {
    return known(metadata().owner());
  }

  /** The group. */
  public Known<String> group() {
    return known(metadata().group());
  }

  /** The mode in octal digits, such as 0640. */
  public Known<String> mode() {
    return bits().map(Permissions::octal);
  }

  private static String octal(int mode) {
    String digits = Integer.toOctalString(mode);
    return "0".repeat(Math.max(1, 4 - digits.length())) + digits;
  }

  private Known<Integer> bits() {
    return known(metadata().hasMode() ? metadata().mode() : null);
  }

  /** Whether everybody can read it: its mode permits it, and no directory above is in the way. */
  public Truth othersRead() {
    return permits(04, 01);
  }

  /** The same for its group. */
  public Truth groupReads() {
    return permits(040, 011);
  }

  /** Whether everybody can change it, by its own mode. */
  public Truth othersWrite() {
    return permits(02, 0);
  }

  /** The same for its group. */
  public Truth groupWrites() {
    return permits(020, 0);
  }

  /** Whether the file has one of the bits, and each directory above one of the search bits. */
  private Truth permits(int file, int search) {
    return bits().is(mode -> (mode & file) != 0 && (search == 0 || isReachable(search)));
  }

  private boolean isReachable(int search) {
    for (String above : found == null ? List.<String>of() : parents(found.path())) {
      Metadata directory = directory(above);
      if (directory.hasMode() && (directory.mode() & search) == 0) {
        return false;
      }
    }
    return true;
  }

  private Metadata directory(String path) {
    return setup.tree().look(path) instanceof FileTree.Found found
        ? found.metadata()
        : Metadata.UNKNOWN;
  }

  /** The directories above a path, the nearest first. */
  private static List<String> parents(String path) {
    List<String> all = new ArrayList<>();
    String at = path;
    while (!at.equals("/")) {
      at = Paths.parent(at);
      all.add(at);
    }
    return all;
  }

  /**
   * The first directory above it, or above a link to it, in which others than root may rename
   * files.
   */
  public Known<String> openDirectory() {
    if (found == null) {
      return known(null);
    }
    Set<String> directories = new LinkedHashSet<>(parents(found.path()));
    directories.addAll(parents(Paths.normalise(path)));
    boolean all = true;
    for (String path : directories) {
      Metadata directory = directory(path);
      if (directory.hasMode() && isOpen(directory)) {
        return Known.of(path);
      }
      all &= directory.hasMode();
    }
    return all ? Known.unset() : known(null);
  }

  private static boolean isOpen(Metadata directory) {
    int mode = directory.mode();
    boolean others = (mode & 02) != 0;
    boolean group = (mode & 020) != 0 && !"root".equals(directory.group());
    return (mode & STICKY) == 0 && (others || group);
  }

  /** Whether it lies below the directory that a parameter names, by its own name or by a link. */
  public Truth isBelow(String parameter) {
    return setup.value(parameter).known().is(this::isBelowPath);
  }

  private boolean isBelowPath(String directory) {
    if (!directory.startsWith("/")) {
      return false;
    }
    String top = Paths.normalise(directory);
    boolean named = path.startsWith("/") && Paths.isBelow(Paths.normalise(path), top);
    return named || (found != null && Paths.isBelow(found.path(), top));
  }
}
