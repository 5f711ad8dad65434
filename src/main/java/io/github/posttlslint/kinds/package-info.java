/**
 * What rules judge: one file for each kind of thing, a declared table of its facts and anchors over
 * the model. What is wrong with the things is said by the rule files.
 */
@NullMarked
package io.github.posttlslint.kinds;

import org.jspecify.annotations.NullMarked;
