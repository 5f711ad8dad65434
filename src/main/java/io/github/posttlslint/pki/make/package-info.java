/**
 * Makes keys, certificates and the files that hold them from short recipes, for the examples of
 * rules and for the tests. The same recipe and moment always give the same bytes, and no made key
 * is a secret.
 */
@NullMarked
package io.github.posttlslint.pki.make;

import org.jspecify.annotations.NullMarked;
