/** What of a configuration may not be shown, because it is a secret or could be one. */
@NullMarked
package io.github.posttlslint.secret;

import org.jspecify.annotations.NullMarked;
