/**
 * The program as people and CI meet it: options, commands, exit status, colours. The only package
 * that knows the standard streams, the environment and the clock; it hands all three on.
 */
@NullMarked
package io.github.posttlslint.cli;

import org.jspecify.annotations.NullMarked;
