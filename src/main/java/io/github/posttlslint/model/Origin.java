package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.PostfixVersion;
import org.jspecify.annotations.Nullable;

/** Where an effective value comes from. */
public sealed interface Origin {

  /** The setting's name and value; null for a default. */
  default @Nullable Span span() {
    return null;
  }

  /** The value alone; null for a default. */
  default @Nullable Span valueSpan() {
    return null;
  }

  /**
   * The built-in default.
   *
   * @param release the release whose default it is
   */
  record Default(PostfixVersion release) implements Origin {}

  /**
   * A setting of the image whose settings the user's files override.
   *
   * @param name the parameter set there
   * @param ofService whether its master.cf has it, as an option of the service
   */
  record Stock(String name, boolean ofService) implements Origin {}

  /**
   * A setting in main.cf.
   *
   * @param name the parameter set there
   * @param span name to end of value
   * @param valueSpan the value alone
   */
  record MainCfLine(String name, Span span, Span valueSpan) implements Origin {}

  /**
   * A {@code -o} option in master.cf.
   *
   * @param name the parameter set there
   * @param span the option's {@code name=value}
   * @param valueSpan the value alone
   */
  record MasterCfOption(String name, Span span, Span valueSpan) implements Origin {}
}
