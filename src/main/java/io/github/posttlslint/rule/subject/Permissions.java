package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can read and change a file.
 *
 * <p>Facts: {@code owner}, {@code group}, {@code mode} (such as 0640), {@code others-read}, {@code
 * group-read} (the file's mode permits it and no directory above is in the way), {@code
 * others-write}, {@code group-write} (by the file's own mode), {@code open-directory} (the first
 * directory above it, or above a link to it, in which others than root may rename files), {@code
 * in-queue} and {@code in-data} (it lies below the queue or data directory).
 */
final class Permissions {

  private static final int STICKY = 01000;
  private static final String NOT_KNOWN = ": owner and mode are not known";

  private final Setup setup;
  private final String path;
  private final @Nullable String realPath;
  private final Metadata metadata;
  private final Fact unknown;

  Permissions(Setup setup, FileReference reference) {
    this.setup = setup;
    this.path = reference.file().path();
    this.realPath = reference.file().realPath();
    this.metadata = reference.file().metadata();
    this.unknown = unknown(reference.file(), reference.parameter());
  }

  /** Of a file that was found where a parameter has it. */
  Permissions(Setup setup, String parameter, String path, FileTree.Found found) {
    this.setup = setup;
    this.path = path;
    this.realPath = found.path();
    this.metadata = found.metadata();
    this.unknown = new Fact.Unknown(path + NOT_KNOWN, parameter);
  }

  @Nullable Fact fact(String name) {
    return switch (name) {
      case "owner" -> known(metadata.owner());
      case "group" -> known(metadata.group());
      case "mode" -> metadata.hasMode() ? Fact.of(octal()) : unknown;
      case "others-read" -> bits(04, 01);
      case "group-read" -> bits(040, 011);
      case "others-write" -> bits(02, 0);
      case "group-write" -> bits(020, 0);
      case "open-directory" -> openDirectory();
      case "in-queue" -> below("queue_directory");
      case "in-data" -> below("data_directory");
      default -> null;
    };
  }

  private Fact known(@Nullable String text) {
    return text == null ? unknown : Fact.of(text);
  }

  private static Fact unknown(SeenFile file, String parameter) {
    return switch (file.state()) {
      case MISSING -> Fact.absent();
      case UNSEEN -> new Fact.Unknown(file.shown() + ": " + file.reason(), parameter);
      default -> new Fact.Unknown(file.shown() + NOT_KNOWN, parameter);
    };
  }

  private String octal() {
    String digits = Integer.toOctalString(metadata.mode());
    return "0".repeat(Math.max(1, 4 - digits.length())) + digits;
  }

  /** Whether the file has one of the bits, and each directory above one of the search bits. */
  private Fact bits(int file, int search) {
    if (!metadata.hasMode()) {
      return unknown;
    }
    if ((metadata.mode() & file) == 0) {
      return Fact.of(false);
    }
    String real = realPath;
    for (String above : real == null || search == 0 ? List.<String>of() : parents(real)) {
      Metadata directory = directory(above);
      if (directory.hasMode() && (directory.mode() & search) == 0) {
        return Fact.of(false);
      }
    }
    return Fact.of(true);
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

  private Fact openDirectory() {
    String real = realPath;
    if (real == null) {
      return unknown;
    }
    Set<String> directories = new LinkedHashSet<>(parents(real));
    directories.addAll(parents(Paths.normalise(path)));
    boolean known = true;
    for (String path : directories) {
      Metadata directory = directory(path);
      if (directory.hasMode() && isOpen(directory)) {
        return Fact.of(path);
      }
      known &= directory.hasMode();
    }
    return known ? Fact.absent() : unknown;
  }

  private static boolean isOpen(Metadata directory) {
    int mode = directory.mode();
    boolean others = (mode & 02) != 0;
    boolean group = (mode & 020) != 0 && !"root".equals(directory.group());
    return (mode & STICKY) == 0 && (others || group);
  }

  private Fact below(String parameter) {
    Value value = setup.value(parameter);
    if (value.isUnknown()) {
      return new Fact.Unknown(value.reason(), parameter);
    }
    if (!value.text().startsWith("/")) {
      return Fact.of(false);
    }
    String top = Paths.normalise(value.text());
    String real = realPath;
    boolean named = path.startsWith("/") && Paths.isBelow(Paths.normalise(path), top);
    return Fact.of(named || (real != null && Paths.isBelow(real, top)));
  }
}
