package io.github.posttlslint.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ports on which the smtpd(8) services of a setup listen, as programs of this host find them:
 * what seems to be a content filter can be such a port, a second pass through Postfix itself.
 */
public final class OwnPorts {

  private final Map<Integer, List<Service>> byPort = new HashMap<>();
  private final Lazy<Map<Service, Service>> proxies;

  OwnPorts(Setup setup) {
    for (Service service : setup.services()) {
      Endpoint endpoint = service.endpoint();
      if (service.program().equals("smtpd") && endpoint != null && endpoint.port() >= 0) {
        byPort.computeIfAbsent(endpoint.port(), port -> new ArrayList<>(1)).add(service);
      }
    }
    this.proxies = new Lazy<>(() -> findProxies(setup));
  }

  /**
   * The service that answers at an address of this host; unset if none does.
   *
   * @param host an address or a name, with or without brackets; empty for this host
   */
  public Known<Service> find(String host, int port) {
    Known<Service> found = Known.unset();
    for (Service service : byPort.getOrDefault(port, List.of())) {
      Doubt doubt = service.addresses().doubt();
      if (service.addresses().is(all -> isAmong(bare(host), all)).ifUnknown(false)) {
        return Known.of(service);
      }
      found = doubt == null ? found : Known.unknown(doubt);
    }
    return found;
  }

  private static String bare(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String address = bracketed ? host.substring(1, host.length() - 1) : host;
    return address.regionMatches(true, 0, "ipv6:", 0, 5) ? address.substring(5) : address;
  }

  private static boolean isAmong(String host, List<String> addresses) {
    boolean isHere = host.isEmpty() || Endpoint.isLoopback(host);
    for (String address : addresses) {
      boolean isReached = isHere && isOfThisHost(address) && isSameFamily(host, address);
      if (isReached || address.equalsIgnoreCase(host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfThisHost(String address) {
    return address.equals("0.0.0.0") || address.equals("::") || Endpoint.isLoopback(address);
  }

  /** A name such as localhost stands for addresses of both. */
  private static boolean isSameFamily(String host, String address) {
    return isName(host) || isName(address) || host.indexOf(':') < 0 == address.indexOf(':') < 0;
  }

  private static boolean isName(String host) {
    return host.indexOf(':') < 0 && (host.isEmpty() || !Character.isDigit(host.charAt(0)));
  }

  /**
   * The smtpd(8) that hands its mail to a service by smtpd_proxy_filter, without a filter between;
   * null if none does. It speaks no TLS there (smtpd_proxy.c, smtpd_proxy_connect()).
   */
  public @Nullable Service proxyTo(Service receiver) {
    return proxies.get().get(receiver);
  }

  private Map<Service, Service> findProxies(Setup setup) {
    Map<Service, Service> found = new HashMap<>();
    for (Service service : setup.services()) {
      if (service.program().equals("smtpd")) {
        String filter = service.value("smtpd_proxy_filter").known().or("", "");
        Service receiver = filter.isEmpty() ? null : at(filter);
        if (receiver != null && receiver != service) {
          found.putIfAbsent(receiver, service);
        }
      }
    }
    return found;
  }

  /**
   * The service at {@code host:port}, {@code inet:host:port} or a port alone, which is one of this
   * host (inet_connect.c); null if there is none.
   */
  @Nullable Service at(String destination) {
    boolean inet = destination.regionMatches(true, 0, "inet:", 0, 5);
    Endpoint endpoint = Endpoint.parse(inet ? destination.substring(5) : destination);
    return endpoint == null
        ? null
        : find(endpoint.host(), endpoint.port())
            .<@Nullable Service>fold(service -> service, () -> null, doubt -> null);
  }
}
