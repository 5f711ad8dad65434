/** The ways that mail takes out of a setup, and what holds on each of them. */
@NullMarked
package io.github.posttlslint.model.route;

import org.jspecify.annotations.NullMarked;
