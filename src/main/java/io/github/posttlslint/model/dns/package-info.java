/** What zones promise of a mail host: its names, TLSA records, policies; held against the host. */
@NullMarked
package io.github.posttlslint.model.dns;

import org.jspecify.annotations.NullMarked;
