/**
 * Two states of a setup compared: whether the second protects no less than the first, the question
 * before a fix may be called safe.
 */
@NullMarked
package io.github.posttlslint.model.change;

import org.jspecify.annotations.NullMarked;
