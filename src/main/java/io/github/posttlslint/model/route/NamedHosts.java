package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hosts and domains that settings and tables name as next hops. */
final class NamedHosts {

  private final Set<String> names = new HashSet<>();
  private @Nullable Doubt doubt;

  /**
   * Takes in what ways lead to.
   *
   * @param unseen why there can be others; null if there are none
   */
  void add(List<Route> routes, @Nullable Doubt unseen) {
    doubt = unseen;
    for (Route route : routes) {
      route.hop().map(hop -> names.add(hop.host().toLowerCase(Locale.ROOT)));
    }
  }

  /** Whether one of them has the name. */
  Truth has(String host) {
    boolean named = names.contains(host.toLowerCase(Locale.ROOT));
    return named || doubt == null ? Truth.of(named) : Truth.unknown(doubt);
  }
}
