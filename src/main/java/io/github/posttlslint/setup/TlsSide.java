package io.github.posttlslint.setup;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of TLS connections that a service is: a server for its clients, or a client of other
 * servers. It has its own family of parameters for certificates, keys and trusted CAs.
 */
public final class TlsSide {

  private final Service service;
  private final boolean server;
  private final String prefix;
  private final Levels level;

  private TlsSide(Service service, boolean server, String prefix) {
    this.service = service;
    this.server = server;
    this.prefix = prefix;
    this.level = server ? Levels.server(service) : Levels.client(service);
  }

  /**
   * The sides of a service; none for programs without TLS. The client side of tlsproxy(8) is left
   * out: it loads what the smtp(8) that uses it loads too.
   */
  public static List<TlsSide> of(Service service) {
    return switch (service.program()) {
      case "smtpd" -> List.of(new TlsSide(service, true, "smtpd_tls_"));
      case "tlsproxy" -> List.of(new TlsSide(service, true, "tlsproxy_tls_"));
      case "postscreen" ->
          service.setup().version().isAtLeast(3, 12)
              ? List.of(new TlsSide(service, true, "postscreen_tls_"))
              : List.of();
      case "smtp" -> List.of(new TlsSide(service, false, "smtp_tls_"));
      case "lmtp" -> List.of(new TlsSide(service, false, "lmtp_tls_"));
      default -> List.of();
    };
  }

  /** All sides of all services, in the order of master.cf. */
  static List<TlsSide> all(Setup setup) {
    List<TlsSide> sides = new ArrayList<>();
    for (Service service : setup.services()) {
      sides.addAll(of(service));
    }
    return sides;
  }

  /** The service. */
  public Service service() {
    return service;
  }

  /** Whether it accepts connections. */
  public boolean isServer() {
    return server;
  }

  /** The TLS level in force. */
  public Levels level() {
    return level;
  }

  /**
   * A parameter of the side's family.
   *
   * @param ending the name without its prefix, such as {@code cert_file}
   */
  public Value value(String ending) {
    return service.value(name(ending));
  }

  /** The name of a parameter of the side's family. */
  public String name(String ending) {
    return prefix + ending;
  }

  /** Whether TLS is off, so that no file is ever opened. */
  public boolean isOff() {
    return !hasPolicies() && level.reason() == null && level.name().equals("none");
  }

  /** Whether the level by itself, without a policy table, is known to mean TLS. */
  boolean isOn() {
    return level.reason() == null
        && switch (level.name()) {
          case "may", "encrypt" -> true;
          case "dane", "dane-only", "fingerprint", "verify", "secure" -> !server;
          default -> false;
        };
  }

  /** Whether the level makes TLS mandatory, so that the mandatory protocols and ciphers count. */
  public boolean isMandatory() {
    return isOn() && !level.name().equals("may");
  }

  /**
   * The protocols in force; null where they cannot be told, TLS is off or Postfix refuses the list.
   */
  public @Nullable ProtocolList protocols() {
    String parameter = name(isMandatory() ? "mandatory_protocols" : "protocols");
    Setup setup = service.setup();
    Value value = service.value(parameter);
    boolean exists = setup.parameters().find(parameter, setup.version()) != null;
    return isOn() && exists && !value.isUnknown() ? ProtocolList.parse(value.text()) : null;
  }

  /** Why it cannot be told whether TLS is on; null if it can. */
  public @Nullable String doubt() {
    return hasPolicies() ? null : level.reason();
  }

  /** The client loads its files also for the sake of a policy table (smtp.c, pre_init). */
  private boolean hasPolicies() {
    return !server && (isSet("policy_maps") || isSet("per_site"));
  }

  private boolean isSet(String ending) {
    Value value = value(ending);
    return !value.isUnset() && !value.isUnknown();
  }

  /**
   * Where a value is written.
   *
   * @param parameter the parameter that is set there: not the one asked for if that has its default
   *     and the default refers to another
   * @param span name and value; null if all of it is built in
   * @param valueSpan the value alone
   */
  record Written(String parameter, @Nullable Span span, @Nullable Span valueSpan) {}

  /** Where the value of a parameter of the side's family is written. */
  Written written(String ending) {
    for (Origin origin : value(ending).origins()) {
      if (origin instanceof Origin.MainCfLine line) {
        return new Written(line.name(), line.span(), line.valueSpan());
      } else if (origin instanceof Origin.MasterCfOption option) {
        return new Written(option.name(), option.span(), option.valueSpan());
      }
    }
    return new Written(name(ending), null, null);
  }

  @Override
  public String toString() {
    return service.id() + (server ? " as server" : " as client");
  }
}
