package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.change.Scale.Order;
import java.util.Locale;

/** The order of TLS levels, by what a session at each of them is safe from. */
final class LevelOrder {

  private LevelOrder() {}

  /** Whether a level is safe from at least what another one is safe from. */
  static Order compare(String before, String after) {
    String old = before.toLowerCase(Locale.ROOT);
    String now = after.toLowerCase(Locale.ROOT);
    if (!Levels.has(old)) {
      return Order.UNKNOWN;
    }
    if (!Levels.has(now) || Levels.isBelow(now, old)) {
      return Order.WEAKER;
    }
    return old.equals(now) || Levels.isBelow(old, now) ? Order.NOT_WEAKER : Order.UNKNOWN;
  }
}
