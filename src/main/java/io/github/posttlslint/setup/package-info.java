/**
 * The model: what every Postfix service will really do. A {@link io.github.posttlslint.setup.Setup}
 * is main.cf, master.cf and a release; a {@link io.github.posttlslint.setup.Service} knows the
 * effective value of each parameter and where it comes from.
 */
@NullMarked
package io.github.posttlslint.setup;

import org.jspecify.annotations.NullMarked;
