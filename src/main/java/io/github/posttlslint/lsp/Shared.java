package io.github.posttlslint.lsp;

import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;

/**
 * What all set-ups of the server share.
 *
 * @param parameters the dictionary of Postfix's parameters
 * @param pems what certificates hold, read once for each content
 */
record Shared(Parameters parameters, PemCache pems) {}
