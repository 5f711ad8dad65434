/** Whom a listener lets in: what it offers in a TLS handshake, and what clients get of it. */
@NullMarked
package io.github.posttlslint.model.reach;

import org.jspecify.annotations.NullMarked;
