/**
 * The model: what every Postfix service will really do. A {@link io.github.posttlslint.model.Setup}
 * is main.cf, master.cf and a release; a {@link io.github.posttlslint.model.Service} knows the
 * effective value of each parameter and where it comes from; what is not known is {@link
 * io.github.posttlslint.model.Known}, with its reason. Knows no rules.
 */
@NullMarked
package io.github.posttlslint.model;

import org.jspecify.annotations.NullMarked;
