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

  /** Whether it reads like the first line of a service in master.cf. */
  public boolean isService() {
    String content = content();
    WordReader words = new WordReader(LogicalText.of(span.file(), content));
    for (MasterField field : MasterField.values()) {
      LogicalText word = words.next(false);
      if (word == null || !MasterFieldCheck.isGood(field, word.text())) {
        return false;
      }
    }
    return true;
  }

  /** Whether it reads like a line of options in master.cf, {@code -o name=value}. */
  public boolean isOverride() {
    String content = content();
    return content.startsWith("-o") && content.indexOf('=') > 0;
  }
}
