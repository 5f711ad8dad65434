package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import org.jspecify.annotations.Nullable;

/**
 * A table that a parameter names.
 *
 * @param service the service whose {@code -o} names it; null for main.cf
 * @param parameter the parameter
 * @param reference the table itself, without adapters such as {@code proxy:}
 * @param files its files; null if it has none that can be told
 * @param span where the parameter names it
 */
record TableUse(
    Setup setup,
    @Nullable Service service,
    String parameter,
    TableReference reference,
    @Nullable TableFiles files,
    Span span,
    Purpose purpose) {

  /** What the parameter looks up in the table. */
  enum Purpose {
    /** Certificate fingerprints of clients. */
    FINGERPRINT,
    /** TLS policies by next hop. */
    POLICY,
    /** The obsolete TLS policies by site. */
    PER_SITE,
    /** Passwords by next hop. */
    PASSWORD,
    /** Key and certificate files by server name. */
    SNI,
    /** Mail aliases; not in postmap's format. */
    ALIAS,
    /** Transports and next hops by destination. */
    TRANSPORT,
    OTHER;

    static Purpose of(String parameter) {
      return switch (parameter) {
        case "relay_clientcerts" -> FINGERPRINT;
        case "smtp_tls_policy_maps", "lmtp_tls_policy_maps" -> POLICY;
        case "smtp_tls_per_site", "lmtp_tls_per_site" -> PER_SITE;
        case "smtp_sasl_password_maps", "lmtp_sasl_password_maps" -> PASSWORD;
        case "tls_server_sni_maps" -> SNI;
        case "alias_maps", "alias_database", "virtual_alias_database" -> ALIAS;
        case "transport_maps" -> TRANSPORT;
        default -> OTHER;
      };
    }
  }

  Value value(String name) {
    return service == null ? setup.value(name) : service.value(name);
  }
}
