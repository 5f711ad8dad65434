/**
 * What a service speaks TLS with: certificates, keys and CAs as it loads them, who may read them,
 * and the protocols, cipher suites and session caches in force.
 */
@NullMarked
package io.github.posttlslint.model.tls;

import org.jspecify.annotations.NullMarked;
