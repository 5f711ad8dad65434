package io.github.posttlslint.rule;

/** A rule file that says something impossible; the message is for the rule's author. */
public final class RuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RuleException(String message) {
    super(message);
  }
}
