/**
 * The command line: options, commands, exit status. It puts the other packages together and knows
 * nothing of their insides.
 */
@NullMarked
package io.github.posttlslint.cli;

import org.jspecify.annotations.NullMarked;
