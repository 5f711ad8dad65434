package io.github.posttlslint.table;

import org.jspecify.annotations.Nullable;

/**
 * What a lookup finds.
 *
 * @param found the value; null if there is none, or if it cannot be told
 * @param reason why it cannot be told; null if it can
 */
public record Answer(@Nullable String found, @Nullable String reason) {

  /** The table does not have the key. */
  public static final Answer NOTHING = new Answer(null, null);

  /** It cannot be told, for a reason that is a phrase without a full stop. */
  public static Answer unknown(String reason) {
    return new Answer(null, reason);
  }

  /** Whether a search through several tables ends here. */
  public boolean isDecided() {
    return found != null || reason != null;
  }
}
