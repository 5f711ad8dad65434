package io.github.posttlslint.zone;

import io.github.posttlslint.input.SourceText;

/**
 * A file with a policy of MTA-STS (RFC 8461, section 3.2).
 *
 * @param domain the mail domain that it is for, in lower case; empty for every one
 */
public record PolicyFile(String domain, SourceText text) {}
