package io.github.posttlslint.model.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * What tables have for a sender.
 *
 * @param transport of sender_dependent_default_transport_maps; null if there is no entry
 * @param relayhost of sender_dependent_relayhost_maps; null if there is no entry
 */
public record SenderEntries(@Nullable Step transport, @Nullable Step relayhost) {

  /** Those of a sender whom no table has. */
  public static final SenderEntries NONE = new SenderEntries(null, null);
}
