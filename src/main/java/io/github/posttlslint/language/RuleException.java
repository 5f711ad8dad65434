package io.github.posttlslint.language;

import java.util.List;

/** A rule file that says something impossible; the message is for the rule's author. */
public final class RuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /** A mistake in a rule, in a sentence for who wrote it. */
  public RuleException(String message) {
    this(List.of(message));
  }

  /** Several faults, each in a line of its own. */
  public RuleException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** The message, in lines for people. */
  public List<String> lines() {
    return lines;
  }
}
