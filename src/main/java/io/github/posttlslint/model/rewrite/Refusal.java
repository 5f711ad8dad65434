package io.github.posttlslint.model.rewrite;

/**
 * The mail goes nowhere.
 *
 * @param reason a phrase without a full stop
 * @param temporary whether Postfix keeps the mail and tries again (RESOLVE_FLAG_FAIL), as it does
 *     where a table fails; else it is returned (RESOLVE_FLAG_ERROR)
 */
public record Refusal(String reason, boolean temporary) implements Outcome {}
