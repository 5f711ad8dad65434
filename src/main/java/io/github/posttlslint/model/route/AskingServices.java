package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.table.TlsPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The services that look TLS policies up, by the next hops that they are handed. */
final class AskingServices {

  /** By next hop in lower case; by the empty text those that deliver to any domain. */
  private final Map<String, Set<Service>> byHop = new HashMap<>();

  AskingServices(List<Route> routes) {
    for (Route route : routes) {
      Service service = route.service();
      if (service != null) {
        route.hop().map(hop -> add(hop.text(), service));
      }
    }
  }

  private boolean add(String hop, Service service) {
    return byHop
        .computeIfAbsent(hop.toLowerCase(Locale.ROOT), key -> new LinkedHashSet<>())
        .add(service);
  }

  /** Those that ask the table of a policy for its key; for a domain, those that deliver to any. */
  List<Service> of(TlsPolicy policy) {
    String key = policy.key().text().toLowerCase(Locale.ROOT);
    Set<Service> any = byHop.getOrDefault("", Set.of());
    boolean isDomain =
        policy.isPattern() || policy.row().isIndirect() || policy.isDomain().ifUnknown(true);
    List<Service> asking = new ArrayList<>();
    for (Service service : byHop.getOrDefault(key, isDomain ? any : Set.of())) {
      if (PolicyFinder.isOf(policy.use(), Side.client(service))) {
        asking.add(service);
      }
    }
    return asking;
  }
}
