/**
 * One run: rules over setups give a {@link io.github.posttlslint.lint.Report}. Suppression, order
 * and the merging of equal findings of several services belong here; terminals do not.
 */
@NullMarked
package io.github.posttlslint.lint;

import org.jspecify.annotations.NullMarked;
