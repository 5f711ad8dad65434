package io.github.posttlslint.referee;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * All that was seen while Postfix ran, in order: {@code log PROGRAM[PID]: TEXT}, what the client
 * saw as {@code clear PORT: REPLY}, {@code tls PORT: REPLY} and {@code client PORT: TEXT}, what the
 * server that gets mail saw as {@code peer PORT: TEXT}, {@code run TEXT} of a command, and {@code
 * end STATUS}.
 */
final class Transcript {

  private final List<String> lines = new ArrayList<>();

  synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Whether some line has it. */
  boolean has(Pattern pattern) {
    return lines().stream().anyMatch(line -> pattern.matcher(line).find());
  }

  /** Waits until the lines are as wanted; false if they were not in time. */
  synchronized boolean await(Predicate<List<String>> wanted, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.test(lines)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", lines);
  }
}
