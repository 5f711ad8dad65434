package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A command that is run as a process of its own, as often as one likes.
 *
 * @param command program and arguments
 * @param environment variables that are set for it, besides those of this process
 */
record Run(List<String> command, Map<String, String> environment) {

  /** What one run took: seconds from its start to its end, and its peak memory in bytes. */
  record Cost(double seconds, long peak) {}

  Run {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The same with more arguments. */
  Run with(String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(Arrays.asList(arguments));
    return new Run(all, environment);
  }

  /**
   * Runs it and measures the time, without looking at it meanwhile.
   *
   * @return seconds
   * @throws IOException if it cannot be run or ends otherwise than with 0 or 1 (findings)
   */
  double seconds() throws IOException, InterruptedException {
    ProcessBuilder builder = builder();
    long start = System.nanoTime();
    Process process = builder.start();
    int status = process.waitFor();
    long end = System.nanoTime();
    check(status);
    return (end - start) / 1e9;
  }

  /**
   * Runs it and looks every other millisecond how much memory it has had at most.
   *
   * @throws IOException as above
   */
  Cost cost() throws IOException, InterruptedException {
    ProcessBuilder builder = builder();
    long start = System.nanoTime();
    Process process = builder.start();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, peak(status));
      Thread.sleep(2);
    }
    long end = System.nanoTime();
    check(process.exitValue());
    return new Cost((end - start) / 1e9, peak);
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder;
  }

  private void check(int status) throws IOException {
    if (status < 0 || status > 1) {
      throw new IOException("ended with " + status + ": " + String.join(" ", command));
    }
  }

  /** VmHWM of proc(5), the most memory that was resident; 0 when the process has just ended. */
  private static long peak(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
