/**
 * Finds the setups below the given paths and answers, for one path at a time, what lies there:
 * bytes, owner, group, mode, time of change, link target. Host, root directory, checkout and
 * archive are four kinds of {@link io.github.posttlslint.input.FileTree}; none knows Postfix.
 */
@NullMarked
package io.github.posttlslint.input;

import org.jspecify.annotations.NullMarked;
