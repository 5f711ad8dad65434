package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/**
 * A setting, or an entry of a table, that has a part in where mail goes.
 *
 * @param parameter the parameter, or the one that names the table
 * @param text the value; of a list the word that matches, of a table what stands behind the key
 * @param place where it is written; null for a default
 */
public record Step(String parameter, String text, @Nullable Span place) {}
