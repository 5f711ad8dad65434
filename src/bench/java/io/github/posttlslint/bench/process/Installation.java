package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A copy of the packaged program with what makes it start faster on one Java: the class-data
 * archive of {@code bin/posttls-lint-archive}, or in its place the AOT cache of JDK 25.
 */
final class Installation {

  private static final String PACKAGED = "target/posttls-lint";
  private static final String SHARING = "-Xshare:auto";
  private static final int FIRST_WITH_CACHE = 25;

  private final String name;
  private final Path java;
  private final Path home;

  private Installation(String name, Path java, Path home) {
    this.name = name;
    this.java = java;
    this.home = home;
  }

  /**
   * Makes the installations for a Java.
   *
   * @param java its home
   * @param directory where they are put
   */
  static List<Installation> make(Path java, Path directory)
      throws IOException, InterruptedException {
    int release = release(java);
    Installation archive =
        copy("JDK " + release, java, directory.resolve("jdk-" + release + "-archive"));
    archive.run("bin/posttls-lint-archive").seconds();
    if (release < FIRST_WITH_CACHE) {
      return List.of(archive);
    }
    Installation cache =
        copy("JDK " + release + ", AOT cache", java, directory.resolve("jdk-" + release + "-aot"));
    cache.makeCache();
    return List.of(archive, cache);
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

  /** The same training as that of the class-data archive. */
  private void makeCache() throws IOException, InterruptedException {
    Path launcher = home.resolve("bin/posttls-lint");
    String usual = Files.readString(launcher);
    if (!usual.contains(SHARING)) {
      throw new IOException(launcher + ": no " + SHARING + " that the AOT cache could replace");
    }
    String cache = "\"$home/lib/posttls-lint.aot\"";
    Files.writeString(launcher, usual.replace(SHARING, "-XX:AOTCacheOutput=" + cache));
    String training = home.resolve("lib/training").toString();
    String report = home.resolve("training.").toString();
    check("-o", "sarif=" + report + "sarif", "-o", "html=" + report + "html", training).seconds();
    if (!Files.exists(home.resolve("lib/posttls-lint.aot"))) {
      throw new IOException(java + " made no AOT cache");
    }
    Files.writeString(
        launcher,
        usual.replace(
            SHARING,
            "-XX:AOTCache=" + cache + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"));
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

  /** The program itself, with arguments. */
  Run lint(String... arguments) {
    return run("bin/posttls-lint").with(arguments);
  }

  /** A check, with arguments. */
  Run check(String... arguments) {
    return lint("check").with(arguments);
  }

  /** Without the user's cache, for the archive in it would take the place of the AOT cache. */
  private Run run(String program) {
    return new Run(
        List.of(home.resolve(program).toString()),
        Map.of("JAVA_HOME", java.toString(), "HOME", "", "XDG_CACHE_HOME", ""));
  }
}
