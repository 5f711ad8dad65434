package io.github.posttlslint.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tlsproxy(8) services of a setup others hand connections to, by {@code
 * tlsproxy_service_name}; found with one look at each service.
 */
public final class TlsProxies {

  private static final String[] TESTS_AFTER_GREETING = {
    "postscreen_pipelining_enable",
    "postscreen_non_smtp_command_enable",
    "postscreen_bare_newline_enable"
  };

  private final Map<String, Service> proxies = new HashMap<>();
  private final Users postscreens = new Users();
  private final Users clients = new Users();
  private Truth postscreenTalks = Truth.NO;

  /** Who hands connections to proxies of a name, and who may, as that name is not known. */
  private static final class Users {
    private final Map<String, Truth> byName = new HashMap<>();
    private Truth ofAny = Truth.NO;

    /**
     * Adds a service.
     *
     * @param uses whether it uses a proxy at all
     */
    void add(Service service, Truth uses) {
      if (!uses.ifUnknown(true)) {
        return;
      }
      Known<String> name = proxyName(service);
      Doubt doubt = name.doubt();
      if (doubt == null) {
        String known = name.or("", "");
        Truth others = byName.getOrDefault(known, Truth.NO);
        byName.put(known, Truth.any(others, uses));
      } else {
        ofAny = Truth.any(ofAny, Truth.unknown(doubt));
      }
    }

    Truth of(String proxy) {
      return Truth.any(byName.getOrDefault(proxy, Truth.NO), ofAny);
    }
  }

  TlsProxies(Iterable<Service> services) {
    for (Service service : services) {
      switch (service.program()) {
        case "tlsproxy" -> proxies.putIfAbsent(service.name(), service);
        case "postscreen" -> {
          postscreens.add(service, Side.server(service).level().is("none").not());
          postscreenTalks = Truth.any(postscreenTalks, talks(service));
        }
        case "smtp", "lmtp" -> {
          Side client = Side.client(service);
          Truth reuses = client.value("connection_reuse").isYes();
          clients.add(
              service, reuses.ifUnknown(true) ? Truth.all(reuses, client.opensFiles()) : reuses);
        }
        default -> {
          // hands no connection to others
        }
      }
    }
  }

  private static Known<String> proxyName(Service service) {
    return service.value("tlsproxy_service_name").known().orUnset("tlsproxy");
  }

  private static Truth talks(Service postscreen) {
    Truth any = Truth.NO;
    for (String test : TESTS_AFTER_GREETING) {
      any = Truth.any(any, postscreen.value(test).isYes());
    }
    return any;
  }

  /** The tlsproxy(8) that a service hands connections to; null where there is none for sure. */
  public @Nullable Service of(Service service) {
    Known<String> name = proxyName(service);
    return name.isHidden() ? null : proxies.get(name.or("", ""));
  }

  /** Whether a postscreen(8) that has TLS uses a tlsproxy(8). */
  Truth servesPostscreen(Service proxy) {
    return postscreens.of(proxy.name());
  }

  /** Whether an smtp(8) or lmtp(8) that keeps connections open uses a tlsproxy(8). */
  Truth servesClients(Service proxy) {
    return clients.of(proxy.name());
  }

  /** Whether a postscreen(8) speaks SMTP itself: in its tests after the greeting. */
  public Truth postscreenTalks() {
    return postscreenTalks;
  }
}
