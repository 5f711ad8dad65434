package io.github.posttlslint.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Programs of the host that some tests hold the linter against: Postfix, OpenSSL, a browser. */
public final class Program {
  /** Where programs of the system administrator lie; not on everybody's PATH. */
  private static final List<String> ADMIN_DIRECTORIES =
      List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  /**
   * What was found once is taken for there: if it goes away in the middle of a test, that test
   * fails to start it, and is not left out.
   */
  private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

  private Program() {}

  /**
   * Finds a program, or ends the calling test: left out on a developer's machine, failed where the
   * environment variable or system property {@code CI} is {@code true}, for there every program is
   * installed and a test left out is a test lost.
   *
   * @param name the program's name without a directory
   * @return its absolute path
   */
  public static Path require(String name) {
    Path found = FOUND.computeIfAbsent(name, one -> find(one).orElse(null));
    if (found != null) {
      return found;
    }
    String message = "program not installed: " + name;
    if (inCi()) {
      throw new AssertionFailedError(message + " (CI=true: it must be)");
    }
    throw new TestAbortedException(message + ", test left out");
  }

  /**
   * Looks for an executable file on PATH and in the system administrator's directories.
   *
   * @param name the program's name without a directory
   * @return its absolute path, or empty
   */
  public static Optional<Path> find(String name) {
    List<String> directories = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      directories.addAll(List.of(path.split(File.pathSeparator)));
    }
    directories.addAll(ADMIN_DIRECTORIES);
    for (String directory : directories) {
      if (!directory.isEmpty()) {
        Path file = Path.of(directory, name).toAbsolutePath();
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether every test has to run.
   *
   * @return true where {@code CI} is {@code true}
   */
  public static boolean inCi() {
    return "true".equals(System.getenv("CI")) || Boolean.getBoolean("CI");
  }
}
