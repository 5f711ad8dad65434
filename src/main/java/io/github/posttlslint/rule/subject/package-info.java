/**
 * What rules judge: each kind of subject offers facts, effective values and places. Java gathers
 * facts here; what is wrong with them is said by the rule files.
 */
@NullMarked
package io.github.posttlslint.rule.subject;

import org.jspecify.annotations.NullMarked;
