package io.github.posttlslint.run;

import java.util.List;

/** The command line says something impossible; the message is for its author. */
public final class UsageException extends Exception {

  private final transient List<String> lines;

  /** A mistake, in a sentence for who made it. */
  public UsageException(String message) {
    this(List.of(message));
  }

  /** Says several things, each in a line of its own. */
  public UsageException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** The message, in lines. */
  public List<String> lines() {
    return lines;
  }
}
