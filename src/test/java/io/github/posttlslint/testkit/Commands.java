package io.github.posttlslint.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs as a user does who has the packaged linter on the PATH: with this Java, a home
 * directory of their own and nothing of the git that the tests themselves may run under.
 */
public final class Commands {

  private final Path home;
  private Duration longest = Duration.ofMinutes(2);
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * What a program left.
   *
   * @param status exit status
   * @param output standard output and standard error
   */
  public record Outcome(int status, String output) {}

  /**
   * Makes a runner.
   *
   * @param home the home directory; what is printed is kept there meanwhile
   */
  public Commands(Path home) {
    this.home = home;
    Path bin = Path.of(System.getProperty("posttlslint.home"), "bin");
    environment.putAll(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("PRE_COMMIT"));
    set("PATH", bin + File.pathSeparator + environment.get("PATH"));
    set("JAVA_HOME", System.getProperty("java.home"));
    set("HOME", home.toString());
    set("XDG_CACHE_HOME", home.resolve("cache").toString());
    set("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("GIT_AUTHOR_", "GIT_COMMITTER_")) {
      set(who + "NAME", "Test");
      set(who + "EMAIL", "test@example.com");
    }
  }

  /** Sets a variable of the environment. */
  public void set(String name, String value) {
    environment.put(name, value);
  }

  /** Lets programs take longer than two minutes. */
  public void allow(Duration time) {
    longest = time;
  }

  /** Removes a variable of the environment. */
  public void unset(String name) {
    environment.remove(name);
  }

  /** A program that is yet to be started, with this environment and nothing else. */
  public ProcessBuilder builder(Path directory, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * Runs a program, without standard input.
   *
   * @throws AssertionError if it has not ended after two minutes, or what {@link #allow} says
   */
  public Outcome run(Path directory, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "run", ".out");
    Process process = builder(directory, command).redirectOutput(out.toFile()).start();
    if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + longest + ": " + List.of(command));
    }
    return new Outcome(process.exitValue(), Files.readString(out));
  }
}
