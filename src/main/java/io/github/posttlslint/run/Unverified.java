package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be judged: "cannot tell".
 *
 * @param rule the rule that could not decide
 * @param span where the hidden thing is named
 * @param parameter the parameter whose value or file is hidden; null if none
 * @param reason why, a phrase without a full stop
 */
public record Unverified(Rule rule, Span span, @Nullable String parameter, String reason) {}
