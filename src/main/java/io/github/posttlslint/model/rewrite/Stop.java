package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import org.jspecify.annotations.Nullable;

/**
 * Ends the search for a route: something it needs cannot be told, or Postfix refuses the address.
 */
final class Stop extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Doubt doubt;
  private final transient @Nullable Refusal refusal;

  private Stop(@Nullable Doubt doubt, @Nullable Refusal refusal) {
    super(null, null, false, false); // it happens too often to look where
    this.doubt = doubt;
    this.refusal = refusal;
  }

  static Stop unknown(Doubt doubt) {
    return new Stop(doubt, null);
  }

  /** Postfix keeps the mail: a table or a setting is broken. */
  static Stop failed(String reason) {
    return new Stop(null, new Refusal(reason, true));
  }

  /** Postfix returns the mail: the address is bad. */
  static Stop badAddress(String reason) {
    return new Stop(null, new Refusal(reason, false));
  }

  Known<Outcome> outcome() {
    return doubt == null ? Known.ofNullable(refusal) : Known.unknown(doubt);
  }

  /** Unset where Postfix refuses. */
  <T> Known<T> known() {
    return doubt == null ? Known.unset() : Known.unknown(doubt);
  }
}
