package io.github.posttlslint.language;

/** A text that is no condition. */
public final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  SyntaxException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text. */
  public int offset() {
    return offset;
  }
}
