/**
 * The language of rules: conditions with three outcomes (holds, fails, cannot tell), message
 * templates, the tables of kinds that they are written against, and the checker that holds each
 * rule to them. Knows no rule files and no kinds.
 */
@NullMarked
package io.github.posttlslint.language;

import org.jspecify.annotations.NullMarked;
