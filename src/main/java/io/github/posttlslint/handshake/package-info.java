/**
 * TLS handshakes worked out beforehand: what OpenSSL as a server answers to the first message of a
 * client (ssl/statem and ssl/t1_lib.c of OpenSSL 1.1.1 to 3.6; RFC 5246, RFC 8446).
 */
@NullMarked
package io.github.posttlslint.handshake;

import org.jspecify.annotations.NullMarked;
