package io.github.posttlslint.report;

import org.jspecify.annotations.Nullable;

/**
 * Which mail's way to tell.
 *
 * @param recipient an address, without quotes
 * @param sender empty for the null sender; null for one that no table has
 */
public record RouteQuestion(String recipient, @Nullable String sender) {}
