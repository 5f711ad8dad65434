package io.github.posttlslint.model.change;

import io.github.posttlslint.model.change.Scale.Order;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The order of TLS levels, by what a session at each of them is safe from. */
final class LevelOrder {

  /** What each level has below it. */
  private static final Map<String, List<String>> BELOW =
      Map.ofEntries(
          Map.entry("none", List.of()),
          Map.entry("may", List.of("none")),
          Map.entry("encrypt", List.of("none", "may")),
          // without records, a host may get mail in clear
          Map.entry("dane", List.of("none", "may")),
          Map.entry("half-dane", List.of("none", "may")),
          Map.entry("dane-only", List.of("none", "may", "encrypt", "dane", "half-dane")),
          Map.entry("fingerprint", List.of("none", "may", "encrypt")),
          Map.entry("verify", List.of("none", "may", "encrypt")),
          Map.entry("secure", List.of("none", "may", "encrypt", "verify")));

  private LevelOrder() {}

  /** Whether a level is safe from at least what another one is safe from. */
  static Order compare(String before, String after) {
    String old = before.toLowerCase(Locale.ROOT);
    String now = after.toLowerCase(Locale.ROOT);
    List<String> below = BELOW.get(now);
    if (!BELOW.containsKey(old)) {
      return Order.UNKNOWN;
    }
    if (below == null || BELOW.getOrDefault(old, List.of()).contains(now)) {
      return Order.WEAKER;
    }
    return old.equals(now) || below.contains(old) ? Order.NOT_WEAKER : Order.UNKNOWN;
  }
}
