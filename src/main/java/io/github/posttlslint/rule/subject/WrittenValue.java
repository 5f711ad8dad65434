package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a value as text: {@code comment} (from a {@code #} with white space before it on),
 * {@code quote} (the quotation mark around the value or one of its words), {@code lookalike} (a
 * character that is not ASCII but looks like one that is, by its code and name), {@code
 * trailing-comma}, {@code joined} (a comma before something like {@code name=value}), {@code
 * macro.problem} (a {@link Macro.Broken.Kind}, in lower case with hyphens), {@code macro.detail}
 * (what Postfix says of it). Each is absent where there is no such thing.
 */
final class WrittenValue {

  private WrittenValue() {}

  static @Nullable Fact fact(LogicalText value, Grammar grammar, String fact) {
    return switch (fact) {
      case "comment" -> optional(comment(value.text()));
      case "quote" -> optional(quote(value.text()));
      case "lookalike" -> optional(Lookalikes.first(beforeComment(value.text())));
      case "trailing-comma" -> Fact.of(value.text().endsWith(","));
      case "joined" -> Fact.of(isJoined(value.text()));
      case "macro.problem", "macro.detail" -> macro(value.text(), grammar, fact);
      default -> null;
    };
  }

  private static Fact optional(@Nullable String text) {
    return text == null ? Fact.absent() : Fact.of(text);
  }

  private static String beforeComment(String text) {
    int at = startOfComment(text);
    return at < 0 ? text : text.substring(0, at);
  }

  private static @Nullable String comment(String text) {
    int at = startOfComment(text);
    return at < 0 ? null : text.substring(at);
  }

  /** Where the comment stands; null if there is none, or one with continuation lines. */
  static @Nullable Span comment(LogicalText value) {
    int at = startOfComment(value.text());
    Span span = at < 0 ? null : value.span(at, value.length());
    return span == null || span.startLine() != span.endLine() ? null : span;
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
      } else if (c == '#' && depth <= 0 && (i == 0 || isBlank(text.charAt(i - 1)))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a comma is followed by what looks like {@code name=value}. */
  private static boolean isJoined(String text) {
    for (int i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) {
      int end = i + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '=' && text.indexOf("tls_", i) >= i) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static @Nullable String quote(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isBlank(text.charAt(i)) || text.charAt(i) == ',') {
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

  private static Fact macro(String text, Grammar grammar, String fact) {
    if (text.indexOf('$') < 0) {
      return Fact.absent();
    }
    List<Macro.Broken> problems = Macro.parse(text, grammar).problems();
    if (problems.isEmpty()) {
      return Fact.absent();
    }
    Macro.Broken first = problems.get(0);
    return Fact.of(fact.equals("macro.problem") ? ValueForm.word(first.kind()) : first.detail());
  }
}
