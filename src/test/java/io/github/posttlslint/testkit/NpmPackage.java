package io.github.posttlslint.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tools that only npm has; {@code .ci/run} installs them below {@code target/npm}. */
public final class NpmPackage {
  private static final Path MODULES = Path.of("target/npm/node_modules");

  private NpmPackage() {}

  /**
   * Finds a file of a package, or ends the calling test: left out on a developer's machine, failed
   * where every test has to run.
   *
   * @param file the package's name and the file's path in it
   * @return its absolute path
   */
  public static Path require(String file) {
    Path path = MODULES.resolve(file).toAbsolutePath();
    if (Files.isRegularFile(path)) {
      return path;
    }
    String message = "npm package not installed: " + file;
    if (Program.inCi()) {
      throw new AssertionFailedError(message + " (CI=true: it must be)");
    }
    throw new TestAbortedException(message + ", test left out; .ci/run installs it");
  }
}
