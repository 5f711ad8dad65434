package io.github.posttlslint.report;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Listener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service meets its peers, in a few words.
 *
 * @param service the service
 * @param wire how safe the wire is
 * @param tls what is said about TLS
 * @param auth what is said about passwords; null if none are used
 * @param authInClear whether passwords may go without TLS
 */
record Connection(
    Service service, Wire wire, String tls, @Nullable String auth, boolean authInClear) {

  /** What goes over the wire; the label is the class in the style sheet. */
  enum Wire {
    CLEAR("clear"),
    OFFERED("offered"),
    FORCED("forced"),
    BROKEN("broken"),
    UNKNOWN("unknown");

    private final String label;

    Wire(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * The connections of a setup that TLS could protect.
   *
   * @param listeners its listeners
   */
  static List<Connection> all(Setup setup, List<Listener> listeners) {
    List<Connection> all = new ArrayList<>();
    for (Listener listener : listeners) {
      all.add(server(listener));
    }
    for (Service service : setup.services()) {
      if (service.role() == Role.SMTP_CLIENT || service.role() == Role.LMTP_CLIENT) {
        all.add(client(service));
      }
    }
    return all;
  }

  boolean isClient() {
    return service.role() == Role.SMTP_CLIENT || service.role() == Role.LMTP_CLIENT;
  }

  /** The port of a listener, or the name of anything else; with the host that all mail goes to. */
  String title() {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null) {
      Setup setup = service.setup();
      boolean all =
          setup.value("default_transport").known().is(service.name()::equals).ifUnknown(false);
      String alone = service.id();
      return all
          ? setup
              .value("relayhost")
              .known()
              .or(host -> alone + " to " + setup.secrets().mask("relayhost", host), alone, alone)
          : alone;
    }
    String port = endpoint.port() < 0 ? endpoint.service() : Integer.toString(endpoint.port());
    return "port " + port + " (" + service.id() + ")";
  }

  /** The connection of a listener; red where no client gets the TLS that it is to have. */
  private static Connection server(Listener listener) {
    Auth auth = listener.auth();
    return new Connection(
        listener.service(),
        wire(listener),
        ListenerWords.meets(listener),
        auth == Auth.NONE ? null : auth.words(),
        auth == Auth.IN_CLEAR);
  }

  private static Wire wire(Listener listener) {
    Wire meant =
        switch (listener.tls()) {
          case OFF -> Wire.CLEAR;
          case OFFERED -> Wire.OFFERED;
          case DEMANDED, IMMEDIATE -> Wire.FORCED;
          case UNKNOWN -> Wire.UNKNOWN;
        };
    return ListenerWords.fault(listener) == null ? meant : Wire.BROKEN;
  }

  private static Connection client(Service service) {
    Side side = Side.client(service);
    String level = side.level().shown();
    Wire wire = side.level().name().or(Connection::clientWire, Wire.UNKNOWN, Wire.UNKNOWN);
    String tls =
        switch (wire) {
          case CLEAR -> "no TLS";
          case OFFERED -> level.equals("dane") ? "DANE, or TLS if offered" : "TLS if offered";
          case FORCED ->
              level.equals("encrypt")
                  ? "TLS demanded, peer not verified"
                  : "TLS demanded, peer verified (" + level + ")";
          case UNKNOWN, BROKEN -> "cannot tell";
        };
    if (side.value("policy_maps").known().isSet().ifUnknown(true)) {
      tls += ", other by table";
    }
    Value enabled = service.value(side.family().ofProgram("sasl_auth_enable"));
    if (!enabled.known().is("yes"::equalsIgnoreCase).ifUnknown(false)) {
      return new Connection(service, wire, tls, null, false);
    }
    boolean inClear = wire == Wire.CLEAR || wire == Wire.OFFERED;
    String auth =
        inClear ? "AUTH also without TLS" : wire == Wire.FORCED ? "AUTH under TLS" : "AUTH";
    return new Connection(service, wire, tls, auth, inClear);
  }

  private static Wire clientWire(String level) {
    return switch (level) {
      case "none" -> Wire.CLEAR;
      case "may", "dane" -> Wire.OFFERED;
      case "encrypt", "dane-only", "fingerprint", "verify", "secure" -> Wire.FORCED;
      default -> Wire.UNKNOWN;
    };
  }
}
