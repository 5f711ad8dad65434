package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/**
 * A setting of main.cf, {@code name = value}.
 *
 * @param line the logical line that it is
 * @param name the parameter's name as written; it can hold any character other than white space and
 *     {@code =}
 * @param nameSpan where the name stands
 * @param value the value, without white space at its ends but with all that is inside
 * @param valueSpan where the value stands; where it would, if it is empty
 */
public record MainCfEntry(
    LogicalLine line, String name, Span nameSpan, LogicalText value, Span valueSpan)
    implements Assignment {

  /** Whether the setting stands below an {@code if} or in a loop of a template. */
  @Override
  public boolean conditional() {
    return line.conditional();
  }

  /** Where the whole setting stands. */
  public Span span() {
    return nameSpan.to(valueSpan);
  }
}
