package io.github.posttlslint.model;

import java.util.List;
import java.util.Map;

/** The TLS levels of clients in their order, by what a session at each of them is safe from. */
public final class Levels {

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

  private Levels() {}

  /** Whether there is a level of the name, which is in lower case. */
  public static boolean has(String level) {
    return BELOW.containsKey(level);
  }

  /** Whether one level is safe from less than another one, and from nothing that this is not. */
  public static boolean isBelow(String lower, String higher) {
    return BELOW.getOrDefault(higher, List.of()).contains(lower);
  }

  /** Whether mail is never sent in clear at a level. */
  public static boolean isMandatory(String level) {
    return isBelow("may", level) && !level.endsWith("dane");
  }
}
