/**
 * Reads PEM and PKCS#12 files with the line span of every block, and says what their certificates
 * and keys are, how OpenSSL would load them as a chain, and what a peer would make of that chain.
 * Nothing in here knows a Postfix parameter, and no private key byte ever leaves it.
 */
@NullMarked
package io.github.posttlslint.pki;

import org.jspecify.annotations.NullMarked;
