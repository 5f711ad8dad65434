package io.github.posttlslint.setup;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The TLS level that is in force, after the obsolete parameters and wrapper mode have had their
 * say.
 *
 * @param name {@code none}, {@code may}, {@code encrypt} or a level of the client; as written where
 *     Postfix does not know it
 * @param decidedBy the parameter that decided
 * @param reason why it cannot be told; null if it is known
 */
public record Levels(String name, String decidedBy, @Nullable String reason) {

  /**
   * The level of smtpd(8), postscreen(8) or tlsproxy(8) for its clients (smtpd.c, pre_jail_init):
   * smtpd_tls_wrappermode, then smtpd_tls_security_level, then the obsolete smtpd_enforce_tls and
   * smtpd_use_tls. Levels beyond {@code encrypt} count as {@code encrypt}.
   */
  public static Levels server(Service service) {
    String prefix =
        switch (service.role()) {
          case POSTSCREEN -> "postscreen_";
          case TLSPROXY -> "tlsproxy_";
          default -> "smtpd_";
        };
    if (prefix.equals("smtpd_")) {
      Value wrapper = service.value("smtpd_tls_wrappermode");
      if (wrapper.isUnknown() || isYes(wrapper)) {
        return of(wrapper, "encrypt", "smtpd_tls_wrappermode");
      }
    }
    Value level = service.value(prefix + "tls_security_level");
    if (level.isUnknown() || !level.isUnset()) {
      return of(level, serverName(lower(level)), prefix + "tls_security_level");
    }
    return obsolete(service, prefix, "encrypt");
  }

  /**
   * The level of smtp(8) or lmtp(8) without a policy table (smtp.c, pre_init): the security level,
   * then the obsolete enforce_tls (with enforce_peername) and use_tls.
   */
  public static Levels client(Service service) {
    String prefix = service.role() == Role.LMTP_CLIENT ? "lmtp_" : "smtp_";
    Value level = service.value(prefix + "tls_security_level");
    if (level.isUnknown() || !level.isUnset()) {
      return of(level, lower(level), prefix + "tls_security_level");
    }
    Value peername = service.value(prefix + "tls_enforce_peername");
    return obsolete(service, prefix, isYes(peername) ? "verify" : "encrypt");
  }

  /** The levels of all that a service is: none for programs without TLS. */
  static List<Levels> all(Service service) {
    return switch (service.program()) {
      case "smtpd", "postscreen" -> List.of(server(service));
      case "smtp", "lmtp" -> List.of(client(service));
      case "tlsproxy" -> List.of(server(service), proxyClient(service));
      default -> List.of();
    };
  }

  /** The level of tlsproxy(8) for the servers that it connects to for smtp(8). */
  private static Levels proxyClient(Service service) {
    String parameter = "tlsproxy_client_security_level";
    Value level = service.value(parameter);
    if (level.isUnset()) {
      Value old = service.value("tlsproxy_client_level");
      level = old.isUnset() ? level : old;
    }
    if (level.isUnknown() || !level.isUnset()) {
      return of(level, lower(level), parameter);
    }
    boolean names = isYes(service.value("smtp_tls_enforce_peername"));
    return obsolete(service, "tlsproxy_client_", names ? "verify" : "encrypt");
  }

  private static Levels obsolete(Service service, String prefix, String enforced) {
    Value enforce = service.value(prefix + "enforce_tls");
    if (enforce.isUnknown() || isYes(enforce)) {
      return of(enforce, enforced, prefix + "enforce_tls");
    }
    Value use = service.value(prefix + "use_tls");
    return of(use, isYes(use) ? "may" : "none", prefix + "use_tls");
  }

  private static Levels of(Value value, String name, String decidedBy) {
    return new Levels(name, decidedBy, value.isUnknown() ? value.reason() : null);
  }

  private static String serverName(String level) {
    return switch (level) {
      case "fingerprint", "verify", "secure" -> "encrypt";
      default -> level;
    };
  }

  private static String lower(Value value) {
    return value.text().toLowerCase(Locale.ROOT);
  }

  private static boolean isYes(Value value) {
    return value.text().equalsIgnoreCase("yes");
  }
}
