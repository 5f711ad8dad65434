package io.github.posttlslint.model;

import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of parameters that the services of a setup make, found by their endings. */
public final class Transports {

  private final DerivedNames derived;
  private final Map<String, Set<String>> commands = new HashMap<>();

  Transports(Iterable<Service> services, DerivedNames derived) {
    this.derived = derived;
    for (Service service : services) {
      commands
          .computeIfAbsent(service.name(), name -> new LinkedHashSet<>(2))
          .add(service.entry().command());
    }
  }

  /**
   * The ending with which a service makes a parameter of this name, such as {@code
   * slow_destination_rate_delay}; null if none does.
   */
  public DerivedNames.@Nullable TransportSuffix suffix(String name, PostfixVersion version) {
    int from = Math.max(0, name.length() - derived.longestSuffix());
    for (int at = name.indexOf('_', from); at >= 0; at = name.indexOf('_', at + 1)) {
      String service = name.substring(0, at);
      for (String command : commands.getOrDefault(service, Set.of())) {
        DerivedNames.TransportSuffix suffix = derived.ofService(name, service, command, version);
        if (suffix != null) {
          return suffix;
        }
      }
    }
    return null;
  }
}
