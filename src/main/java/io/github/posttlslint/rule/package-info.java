/**
 * Rules: one YAML file each, with a condition of three outcomes (holds, fails, cannot tell) over
 * the facts of what it judges. Makes {@link io.github.posttlslint.rule.Finding}s; knows no report
 * format.
 */
@NullMarked
package io.github.posttlslint.rule;

import org.jspecify.annotations.NullMarked;
