package io.github.posttlslint.model;

import io.github.posttlslint.table.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The families of addresses that Postfix uses ({@code inet_protocols}). master(8) ends where it is
 * to listen on an address of another one (inet_proto.c, inet_addr_host.c).
 */
public record AddressFamilies(Setup setup) {

  /** Whether a service listens on an address of a family that is off. */
  public Truth areOffFor(Service service) {
    Endpoint endpoint = service.type().equals("inet") ? service.endpoint() : null;
    return endpoint == null ? Truth.NO : areOffFor(endpoint.host());
  }

  /** The first address of inet_interfaces whose family is off; unset if there is none. */
  public Known<String> unusableInterface() {
    Value interfaces = setup.value("inet_interfaces");
    if (!interfaces.isExplicit()) {
      return Known.unset();
    }
    for (Known<String> word : interfaces.words()) {
      Known<String> off =
          word.then(text -> areOffFor(text).ifUnknown(false) ? Known.of(text) : Known.unset());
      if (off.isSet().ifUnknown(false)) {
        return off;
      }
    }
    return Known.unset();
  }

  /** Names of hosts can have addresses of both families. */
  private Truth areOffFor(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String address = bracketed ? host.substring(1, host.length() - 1) : host;
    String family = family(address);
    Value protocols = setup.value("inet_protocols");
    if (family == null || !protocols.isExplicit()) {
      return Truth.NO;
    }
    return protocols.hasWord(family).or(() -> protocols.hasWord("all")).not();
  }

  private static @Nullable String family(String address) {
    if (IpAddress.parse(address) == null) {
      return null;
    }
    return address.indexOf(':') >= 0 ? "ipv6" : "ipv4";
  }
}
