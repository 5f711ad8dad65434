/**
 * Reads master files with dnsjava. These classes lie in a jar of their own, with that library:
 * {@link io.github.posttlslint.zone.ZoneLibrary} opens it.
 */
@NullMarked
package io.github.posttlslint.zone.read;

import org.jspecify.annotations.NullMarked;
