package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/** A name and its value, in main.cf or in a {@code -o} of master.cf. */
public sealed interface Assignment permits MainCfEntry, ParameterOverride {

  /** The parameter's name as written. */
  String name();

  /** Where the name stands. */
  Span nameSpan();

  /** The value, without white space at its ends. */
  LogicalText value();

  /** Where the value stands. */
  Span valueSpan();

  /** Whether a template may leave it out. */
  boolean conditional();

  /** Whether the name can be told before a template is filled in. */
  default boolean isNameKnown() {
    return !LogicalText.isOpaque(name());
  }
}
