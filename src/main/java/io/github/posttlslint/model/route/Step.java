package io.github.posttlslint.model.route;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/**
 * A setting, or an entry of a table, that sends mail on its way.
 *
 * @param parameter the parameter, or the one that names the table
 * @param text its value, or that of the entry
 * @param place the value; null for a default
 */
public record Step(String parameter, String text, @Nullable Span place) {}
