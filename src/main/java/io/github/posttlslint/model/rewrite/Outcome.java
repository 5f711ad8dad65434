package io.github.posttlslint.model.rewrite;

/** What trivial-rewrite(8) answers for an address. */
public sealed interface Outcome permits Resolution, Refusal {}
