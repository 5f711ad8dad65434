package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/**
 * A {@code -o name=value} of master.cf, as the daemon understands it.
 *
 * @param name the parameter's name as written
 * @param nameSpan where the name stands
 * @param value the value, without white space at its ends
 * @param valueSpan where the value stands
 * @param span where all of it stands, from {@code -o} on
 * @param conditional whether a template may leave it out though it keeps the service
 */
public record ParameterOverride(
    String name, Span nameSpan, LogicalText value, Span valueSpan, Span span, boolean conditional)
    implements Assignment {}
