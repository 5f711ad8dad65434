package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/**
 * A word after the command in master.cf.
 *
 * @param text the word, without the braces around it
 * @param span where it stands, with its braces
 * @param conditional whether a template may leave it out though it keeps the service
 */
public record Argument(LogicalText text, Span span, boolean conditional) {}
