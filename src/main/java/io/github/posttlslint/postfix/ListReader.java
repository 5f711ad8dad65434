package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.Grammar;
import java.util.Set;

/**
 * How the program that reads a list parameter splits it: most read tables, restrictions, and names
 * to match with mystrtokq(), for which braces keep words together since 3.0; others take the brace
 * for a letter, as mystrtok() does.
 */
public final class ListReader {

  /** Read with argv_split(), name_mask() or mystrtok(), whatever the name ends in. */
  private static final Set<String> PLAIN =
      Set.of(
          "inet_interfaces", // own_inet_addr.c
          "proxy_interfaces",
          "inet_protocols", // inet_proto.c
          "smtpd_restriction_classes", // smtpd_check.c
          "relayhost", // smtp_connect.c
          "smtp_fallback_relay",
          "lmtp_fallback_relay",
          "fallback_relay",
          "default_transport",
          "relay_transport",
          "local_transport",
          "virtual_transport",
          "master_service_disable", // match_service.c
          "multi_instance_directories",
          "maillog_file_prefixes",
          "masquerade_domains",
          "defer_transports",
          "message_drop_headers",
          "hash_queue_names",
          "tls_eecdh_auto_curves", // tls_dh.c
          "tls_ffdhe_auto_groups",
          "tls_dane_digests",
          "tls_ssl_options");

  /** The endings of names of the same kind for different programs. */
  private static final Set<String> PLAIN_ENDINGS =
      Set.of(
          "_exclude_ciphers", // tls_misc.c
          "_protocols",
          "_chain_files", // tls_certkey.c
          "_cert_match", // smtp_tls_policy.c
          "_security_options", // name_mask.c
          "_host_lookup",
          "_dns_resolver_options",
          "_dns_reply_filter_options");

  private ListReader() {}

  /** Whether braces keep words of a parameter's value together in a release of this grammar. */
  public static boolean hasGroups(String parameter, Grammar grammar) {
    return grammar.hasGroups() && hasGroups(parameter);
  }

  /** Whether braces keep words of a parameter's value together. */
  public static boolean hasGroups(String parameter) {
    for (String ending : PLAIN_ENDINGS) { // streams cost a short run too much
      if (parameter.endsWith(ending)) {
        return false;
      }
    }
    return !PLAIN.contains(parameter);
  }
}
