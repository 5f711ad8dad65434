/**
 * The lookup tables that a setup names, what they answer, and what follows for TLS: policies, next
 * hops, fingerprints, certificates by server name.
 */
@NullMarked
package io.github.posttlslint.model.table;

import org.jspecify.annotations.NullMarked;
