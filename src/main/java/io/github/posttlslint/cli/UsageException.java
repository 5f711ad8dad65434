package io.github.posttlslint.cli;

import java.util.List;

/** The command line says something impossible; the message is for its author. */
final class UsageException extends Exception {

  private final transient List<String> lines;

  UsageException(String message) {
    this(List.of(message));
  }

  /** Says several things, each in a line of its own. */
  UsageException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** The message, in lines. */
  List<String> lines() {
    return lines;
  }
}
