package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services of master.cf that carry mail, and how each reads the next hop that it is told. */
final class Carriers {

  private final Setup setup;
  private final Map<String, Service> services = new HashMap<>();

  Carriers(Setup setup) {
    this.setup = setup;
    for (Service service : setup.services()) {
      if (service.type().equals("unix")) {
        services.putIfAbsent(service.name(), service);
      }
    }
  }

  /** The service of a transport's name; null if master.cf has none. */
  @Nullable Service find(String transport) {
    return services.get(transport);
  }

  /** The destinations that a service makes of a next hop: one or, since 3.5, several. */
  List<NextHop> hops(String transport, String text) {
    boolean several = setup.version().isAtLeast(3, 5) && !text.startsWith("unix:");
    boolean direct = isDirect(transport);
    List<NextHop> hops = new ArrayList<>();
    for (String word : several ? ListText.words(text) : List.of(text)) {
      NextHop hop =
          isLmtp(transport)
              ? NextHop.lmtp(word, port(transport))
              : NextHop.smtp(word, port(transport));
      hops.add(direct ? hop.withoutMx() : hop);
    }
    return hops;
  }

  /** Whether a domain is taken for the host itself (smtp_connect.c, smtp_connect_inet()). */
  private boolean isDirect(String transport) {
    Service service = find(transport);
    return service != null
        && (isLmtp(transport)
            || service
                .value("smtp_dns_support_level")
                .known()
                .fold(
                    "disabled"::equalsIgnoreCase,
                    () -> service.value("disable_dns_lookups").isYes().ifUnknown(false),
                    doubt -> false));
  }

  private boolean isLmtp(String transport) {
    Service service = find(transport);
    return service != null && service.program().equals("lmtp");
  }

  /** The port where a next hop names none (smtp_connect.c). */
  int port(String transport) {
    Service service = find(transport);
    if (service == null) {
      return 25;
    }
    boolean lmtp = isLmtp(transport);
    String port = service.value(lmtp ? "lmtp_tcp_port" : "smtp_tcp_port").known().or("", "");
    return port.isEmpty() ? lmtp ? 24 : 25 : Endpoint.port(port);
  }

  /** The text of the setting that a service tries where a next hop fails. */
  static @Nullable String fallback(Service service) {
    return switch (service.program()) {
      case "smtp" -> "smtp_fallback_relay";
      case "lmtp" -> "lmtp_fallback_relay";
      default -> null;
    };
  }
}
