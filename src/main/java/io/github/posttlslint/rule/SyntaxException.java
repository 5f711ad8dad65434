package io.github.posttlslint.rule;

/** A text that is no condition. */
final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  SyntaxException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text. */
  int offset() {
    return offset;
  }
}
