package io.github.posttlslint.model.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * A recipient as the resolver understands it.
 *
 * @param address without quotes, with a domain
 * @param domain what follows the last {@code @}
 * @param local what makes the domain local; null if it is not
 */
record Recipient(String address, String domain, @Nullable Step local) {}
