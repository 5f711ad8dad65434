/**
 * Reads main.cf and master.cf as text: every name, value, field and comment with its region,
 * tolerant of errors and without loss. Knows how Postfix folds lines, splits words and expands
 * {@code $name}, and nothing of what parameters mean.
 */
@NullMarked
package io.github.posttlslint.cf;

import org.jspecify.annotations.NullMarked;
