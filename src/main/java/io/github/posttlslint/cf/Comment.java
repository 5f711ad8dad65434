package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/**
 * A line whose first character other than white space is {@code #}.
 *
 * @param text the line from the {@code #} on, without its line end
 * @param span where that is
 */
public record Comment(String text, Span span) {

  /** The text after the {@code #} signs and the white space that follows them. */
  public String content() {
    int from = 0;
    while (from < text.length() && text.charAt(from) == '#') {
      from++;
    }
    return text.substring(from).strip();
  }
}
