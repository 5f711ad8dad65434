/**
 * What has changed in a working tree since a revision. Git is asked for lists of names alone; the
 * contents are compared here, since git, where it compares them, starts what the repository's own
 * configuration names.
 */
@NullMarked
package io.github.posttlslint.git;

import org.jspecify.annotations.NullMarked;
