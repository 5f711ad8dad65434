/**
 * Lookup tables: references such as {@code hash:/etc/postfix/access}, the source text that postmap
 * reads, and the files that it makes. Which parameter a table serves is no concern of this package.
 */
@NullMarked
package io.github.posttlslint.table;

import org.jspecify.annotations.NullMarked;
