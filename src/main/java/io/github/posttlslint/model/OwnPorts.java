package io.github.posttlslint.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ports on which the smtpd(8) services of a setup listen, as programs of this host find them:
 * what seems to be a content filter can be such a port, a second pass through Postfix itself.
 */
public final class OwnPorts {

  private static final String HERE = "here ";
  private static final String HERE_BY_IPV4 = "4 ";
  private static final String HERE_BY_IPV6 = "6 ";

  /** By address and port, and by what kind of address of this host it is. */
  private final Map<String, Service> services = new HashMap<>();

  /** Why it is not known where a service listens, by port. */
  private final Map<Integer, Doubt> doubts = new HashMap<>();

  private final Lazy<Map<Service, Service>> proxies;

  OwnPorts(Setup setup) {
    for (Service service : setup.services()) {
      Endpoint endpoint = service.endpoint();
      if (service.program().equals("smtpd") && endpoint != null && endpoint.port() >= 0) {
        add(service, endpoint.port());
      }
    }
    this.proxies = new Lazy<>(() -> findProxies(setup));
  }

  private void add(Service service, int port) {
    Known<List<String>> addresses = service.addresses();
    Doubt doubt = addresses.doubt();
    if (doubt != null) {
      doubts.putIfAbsent(port, doubt);
    }
    for (String address : addresses.or(List.of(), List.of())) {
      services.putIfAbsent(key(address, port), service);
      boolean isAny = address.equals("0.0.0.0") || address.equals("::");
      if (isAny || Endpoint.isLoopback(address)) {
        services.putIfAbsent(HERE + port, service);
        if (isName(address) || address.indexOf(':') < 0) {
          services.putIfAbsent(HERE_BY_IPV4 + port, service);
        }
        if (isName(address) || address.indexOf(':') >= 0) {
          services.putIfAbsent(HERE_BY_IPV6 + port, service);
        }
      }
    }
  }

  private static String key(String address, int port) {
    return address.toLowerCase(Locale.ROOT) + " " + port;
  }

  /** A name such as localhost stands for addresses of both protocols. */
  private static boolean isName(String host) {
    return host.indexOf(':') < 0 && (host.isEmpty() || !Character.isDigit(host.charAt(0)));
  }

  /**
   * The service that answers at an address of this host; unset if none does.
   *
   * @param host an address or a name, with or without brackets; empty for this host
   */
  public Known<Service> find(String host, int port) {
    String address = bare(host);
    Service found = services.get(key(address, port));
    if (found != null || !(address.isEmpty() || Endpoint.isLoopback(address))) {
      return Known.ofNullable(found);
    }
    String kind = address.indexOf(':') < 0 ? HERE_BY_IPV4 : HERE_BY_IPV6;
    found = services.get((isName(address) ? HERE : kind) + port);
    Doubt doubt = doubts.get(port);
    return found == null && doubt != null ? Known.unknown(doubt) : Known.ofNullable(found);
  }

  private static String bare(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String address = bracketed ? host.substring(1, host.length() - 1) : host;
    return address.regionMatches(true, 0, "ipv6:", 0, 5) ? address.substring(5) : address;
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
