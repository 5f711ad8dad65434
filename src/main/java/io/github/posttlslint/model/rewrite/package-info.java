/**
 * Which service carries the mail for an address, and to which next hop: what trivial-rewrite(8)
 * answers to the queue manager (resolve.c, transport.c), without running it.
 */
@NullMarked
package io.github.posttlslint.model.rewrite;

import org.jspecify.annotations.NullMarked;
