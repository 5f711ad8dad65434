/**
 * One run: rules over setups give a {@link io.github.posttlslint.run.Report}. The choice of setups
 * and rules, the configuration file, suppression, baseline, fixes, git and the order of findings
 * belong here; terminals and report formats do not.
 */
@NullMarked
package io.github.posttlslint.run;

import org.jspecify.annotations.NullMarked;
