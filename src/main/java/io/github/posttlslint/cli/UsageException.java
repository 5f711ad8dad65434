package io.github.posttlslint.cli;

/** The command line says something impossible; the message is for its author. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
