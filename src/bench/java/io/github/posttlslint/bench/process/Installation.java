package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A copy of the packaged program with what {@code bin/posttls-lint-archive} makes for one Java: a
 * class-data archive, from JDK 25 on an AOT cache.
 */
final class Installation {

  private static final String PACKAGED = "target/posttls-lint";

  private final String name;
  private final Path java;
  private final Path home;

  private Installation(String name, Path java, Path home) {
    this.name = name;
    this.java = java;
    this.home = home;
  }

  /**
   * Makes the installation for a Java.
   *
   * @param java its home
   * @param directory where they are put
   */
  static Installation make(Path java, Path directory) throws IOException, InterruptedException {
    int release = release(java);
    Installation made = copy("JDK " + release, java, directory.resolve("jdk-" + release));
    made.run("bin/posttls-lint-archive").seconds();
    if (!Files.exists(made.home.resolve("lib/posttls-lint.jsa"))) {
      throw new IOException(java + " made no archive");
    }
    return made;
  }

  private static int release(Path java) throws IOException {
    for (String line : Files.readAllLines(java.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        String version = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
        return Integer.parseInt(version.split("\\.", 2)[0]);
      }
    }
    throw new IOException(java + "/release: no JAVA_VERSION");
  }

  private static Installation copy(String name, Path java, Path to)
      throws IOException, InterruptedException {
    new Run(List.of("cp", "-Rp", PACKAGED, to.toString()), Map.of()).seconds();
    Files.deleteIfExists(to.resolve("lib/posttls-lint.jsa"));
    Files.deleteIfExists(to.resolve("lib/posttls-lint.jsa.for"));
    return new Installation(name, java, to.toAbsolutePath());
  }

  /** What the tables call it. */
  String name() {
    return name;
  }

  /** Hello-world on its Java, without any option. */
  Run hello() {
    return new Run(
        List.of(java.resolve("bin/java").toString(), "-cp", "target/bench/hello", "Hello"),
        Map.of());
  }

  /** The same with the options that the launcher has for every run. */
  Run helloAsLaunched() {
    return new Run(
        List.of(
            java.resolve("bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=2",
            "-Xshare:auto",
            "-cp",
            "target/bench/hello",
            "Hello"),
        Map.of());
  }

  /** The program itself, with arguments. */
  Run lint(String... arguments) {
    return run("bin/posttls-lint").with(arguments);
  }

  /** A check, with arguments. */
  Run check(String... arguments) {
    return lint("check").with(arguments);
  }

  /** Without the user's cache. */
  private Run run(String program) {
    return new Run(
        List.of(home.resolve(program).toString()),
        Map.of("JAVA_HOME", java.toString(), "HOME", "", "XDG_CACHE_HOME", ""));
  }
}
