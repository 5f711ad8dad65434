package io.github.posttlslint.model;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content filters that a setup hands mail to (FILTER_README, SMTPD_PROXY_README), as far as
 * parameters name them; what access tables and milters do is not looked at.
 */
final class Filters {

  private static final String AFTER_QUEUE = "content_filter";
  private static final String BEFORE_QUEUE = "smtpd_proxy_filter";

  private final Set<String> smtpClients = new HashSet<>();
  private Truth any;
  private boolean localBySmtp;

  /** The services to which others hand mail as if they were a filter. */
  private final Set<Service> second = new HashSet<>();

  Filters(Setup setup) {
    any = setup.value(AFTER_QUEUE).known().isSet();
    for (Service service : setup.services()) {
      boolean sends = service.program().equals("smtp") || service.program().equals("lmtp");
      if (sends && service.type().equals("unix")) {
        smtpClients.add(service.name());
      }
    }
    for (Service service : setup.services()) {
      Truth used = uses(service);
      any = Truth.any(any, used);
      if (used.ifUnknown(false)) {
        Service own = ownPort(service);
        if (own != null) {
          second.add(own);
        } else {
          localBySmtp |= isLocalBySmtp(service);
        }
      }
    }
  }

  /** The service of the same master.cf to which one hands mail; null for a filter. */
  private @Nullable Service ownPort(Service service) {
    OwnPorts ports = service.setup().ownPorts();
    String before = service.value(BEFORE_QUEUE).known().or("", "");
    if (!before.isEmpty() && service.program().equals("smtpd")) {
      return ports.at(before);
    }
    String after = service.value(AFTER_QUEUE).known().or("", "");
    return isSentBySmtp(after) ? ports.at(nextHop(after)) : null;
  }

  /**
   * Whether another service of the same master.cf hands mail to one, with no filter between: a
   * second pass.
   */
  boolean isSecondPass(Service service) {
    return second.contains(service);
  }

  /** Whether a service that takes mail hands it to a filter. */
  static Truth uses(Service service) {
    return switch (service.program()) {
      case "smtpd" ->
          Truth.any(
              service.value(AFTER_QUEUE).known().isSet(),
              service.value(BEFORE_QUEUE).known().isSet());
      case "pickup", "qmqpd" -> service.value(AFTER_QUEUE).known().isSet();
      default -> Truth.NO;
    };
  }

  private boolean isLocalBySmtp(Service service) {
    return service.value(BEFORE_QUEUE).known().is(Filters::isLocal).ifUnknown(false)
        || service
            .value(AFTER_QUEUE)
            .known()
            .is(filter -> isLocal(nextHop(filter)) && isSentBySmtp(filter))
            .ifUnknown(false);
  }

  private static String nextHop(String filter) {
    return filter.substring(filter.indexOf(':') + 1);
  }

  /** Whether the transport of a filter is smtp(8) or lmtp(8), and no pipe(8). */
  private boolean isSentBySmtp(String filter) {
    int colon = filter.indexOf(':');
    return smtpClients.contains(colon < 0 ? filter : filter.substring(0, colon));
  }

  /** Whether a {@code host:port} is on this host. */
  private static boolean isLocal(String destination) {
    int colon = destination.lastIndexOf(':');
    String host = colon < 0 ? destination : destination.substring(0, colon);
    String plain = host.startsWith("inet:") ? host.substring("inet:".length()) : host;
    return Endpoint.isLoopback(plain);
  }

  /** Whether there is one. */
  Truth any() {
    return any;
  }

  /** Whether there is one on this host that speaks SMTP, so that mail comes back by SMTP. */
  boolean isAnyLocalBySmtp() {
    return localBySmtp;
  }
}
