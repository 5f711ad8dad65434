package io.github.posttlslint.model.table;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/** What a daemon is told when it looks a key up. */
public sealed interface LookupResult {

  /** Nothing has the key. */
  LookupResult MISS = new Miss();

  /**
   * The key is there.
   *
   * @param value what stands behind it
   * @param place the line of the table, or where the table is written; null if it is a default
   */
  record Hit(String value, @Nullable Span place) implements LookupResult {}

  /** Nothing has the key. */
  record Miss() implements LookupResult {}

  /**
   * The table cannot be asked, so that Postfix defers what it needed the answer for.
   *
   * @param reason a phrase without a full stop
   */
  record Failure(String reason) implements LookupResult {}

  /**
   * It cannot be told.
   *
   * @param about what of the files it is about, such as a path; empty if nothing
   * @param reason a phrase without a full stop
   */
  record Unclear(String about, String reason) implements LookupResult {
    Unclear(String reason) {
      this("", reason);
    }
  }
}
