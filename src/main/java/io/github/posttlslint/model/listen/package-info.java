/**
 * What clients meet that connect: where each service listens, who comes there, and whether TLS and
 * passwords work.
 */
@NullMarked
package io.github.posttlslint.model.listen;

import org.jspecify.annotations.NullMarked;
