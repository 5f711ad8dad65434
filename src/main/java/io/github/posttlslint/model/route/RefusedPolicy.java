package io.github.posttlslint.model.route;

import io.github.posttlslint.model.table.PolicyAttribute;
import io.github.posttlslint.model.table.TlsPolicy;
import java.util.HashSet;
import java.util.Set;

/**
 * Entries of policy tables that smtp(8) cannot use, so that it defers the mail: "client TLS
 * configuration problem" (smtp_tls_policy.c, tls_policy_lookup_one()).
 */
final class RefusedPolicy {

  private RefusedPolicy() {}

  /** Whether an attribute is malformed, repeated, unknown, or no matter of the level. */
  static boolean isRefused(TlsPolicy policy) {
    Set<String> seen = new HashSet<>();
    boolean isOff = policy.levelName().equals("none"); // its attributes are ignored
    for (PolicyAttribute attribute : policy.attributes()) {
      if (!isOff && isRefused(policy, attribute, seen.add(attribute.name()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefused(TlsPolicy policy, PolicyAttribute attribute, boolean first) {
    String level = policy.levelName();
    boolean verifies = level.equals("verify") || level.equals("secure");
    boolean isEmpty = attribute.value().isEmpty();
    return switch (attribute.name()) {
      case "ciphers" -> isEmpty || !first;
      case "protocols", "exclude", "servername" -> !first;
      case "match" -> isEmpty || !(verifies || level.equals("fingerprint"));
      case "tafile" -> !verifies || isEmpty;
      case "connection_reuse", "enable_rpk" ->
          !attribute.value().equalsIgnoreCase("yes") && !attribute.value().equalsIgnoreCase("no");
      case "" -> true;
      default -> !policy.isSts();
    };
  }
}
