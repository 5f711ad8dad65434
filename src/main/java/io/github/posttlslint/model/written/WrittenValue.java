package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.secret.Look;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is written, with what Postfix takes for a part of it and nobody means to be one.
 */
public record WrittenValue(LogicalText written) {

  /** From a {@code #} with white space before it on; null if there is none. */
  public @Nullable String comment() {
    String text = written.text();
    int at = startOfComment(text);
    return at < 0 ? null : text.substring(at);
  }

  /** Where the comment stands; null if there is none, or one with continuation lines. */
  public @Nullable Span commentSpan() {
    int at = startOfComment(written.text());
    Span span = at < 0 ? null : written.span(at, written.length());
    return span == null || span.startLine() != span.endLine() ? null : span;
  }

  /** The first character that looks like one of ASCII, before a comment; null if there is none. */
  public @Nullable String lookalike() {
    String text = written.text();
    int at = startOfComment(text);
    return Lookalikes.first(at < 0 ? text : text.substring(0, at));
  }

  /** It in ASCII, where it is one line without comment; null else. */
  public @Nullable String plain() {
    String text = written.text();
    boolean isWhole = startOfComment(text) < 0 && text.indexOf('\n') < 0 && !written.isOpaque();
    return isWhole && lookalike() != null ? Lookalikes.plain(text) : null;
  }

  /** Braces hide a {@code #}: patterns and texts of inline tables may have one. */
  private static int startOfComment(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == '#' && depth <= 0 && (i == 0 || Chars.isSpace(text.charAt(i - 1)))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it ends with a comma. */
  public boolean endsWithComma() {
    return written.text().endsWith(",");
  }

  /** Whether a user and a password stand in a list of tables, as in a line of a table. */
  public boolean hasPassword() {
    for (LogicalText word : ListText.split(written, true)) {
      if (Look.isPassword(word.text())) {
        return true;
      }
    }
    return false;
  }

  /** The quotation mark around it or around one of its words; null if there is none. */
  public @Nullable String quote() {
    String text = written.text();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || Chars.isSpace(text.charAt(i)) || text.charAt(i) == ',') {
        String quote = quoteAround(text.substring(start, i));
        if (quote != null) {
          return quote;
        }
        start = i + 1;
      }
    }
    return quoteAround(text);
  }

  private static @Nullable String quoteAround(String word) {
    if (word.length() < 2) {
      return null;
    }
    char first = word.charAt(0);
    boolean quoted = (first == '"' || first == '\'') && word.charAt(word.length() - 1) == first;
    return quoted ? String.valueOf(first) : null;
  }
}
