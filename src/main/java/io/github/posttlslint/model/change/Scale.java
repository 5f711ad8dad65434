package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.TlsDump;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the values of a parameter are ordered by what they protect. */
enum Scale {
  /** Has no bearing on what is protected: caches, times. */
  NO_BEARING,
  /** What is logged: dumps of sessions, with mail and passwords, or not. */
  LOG,
  /** Is compared as a part of something greater: a level, a list of restrictions. */
  ELSEWHERE,
  /** {@code yes} protects more than {@code no}. */
  YES,
  /** Each word more is one demand or exclusion more. */
  MORE_WORDS,
  /** Each word less is one less that is let in. */
  FEWER_WORDS,
  /** The list of protocols. */
  PROTOCOLS,
  /** The grade of ciphers. */
  GRADE,
  /** What the DNS is asked, so that DANE finds its records. */
  DNS,
  /** A certificate or key to show: one more than none, for a default, weakens nothing. */
  OWN_KEY,
  /** Nothing is known: another value may protect less. */
  NONE;

  private static final List<String> GRADES = List.of("null", "export", "low", "medium", "high");
  private static final List<String> DNS_LEVELS = List.of("disabled", "enabled", "dnssec");

  /** What one value is beside another. */
  enum Order {
    NOT_WEAKER,
    WEAKER,
    UNKNOWN
  }

  /** The scale of a parameter. */
  static Scale of(String name) {
    Scale whole =
        switch (name) {
          case "smtpd_client_restrictions",
              "smtpd_helo_restrictions",
              "smtpd_sender_restrictions",
              "smtpd_relay_restrictions",
              "smtpd_recipient_restrictions",
              "smtpd_data_restrictions",
              "smtpd_end_of_data_restrictions",
              "smtpd_etrn_restrictions",
              // what makes them, or is made of them, is compared
              "compatibility_level",
              "proxy_read_maps",
              "proxy_write_maps" ->
              ELSEWHERE;
          // who sends a password has to know to whom
          case "smtp_sasl_auth_enable", "lmtp_sasl_auth_enable" -> NONE;
          case "smtp_dns_support_level", "lmtp_dns_support_level" -> DNS;
          case "mynetworks",
              "relay_domains",
              "relay_clientcerts",
              "smtpd_authorized_xclient_hosts",
              "smtpd_authorized_xforward_hosts",
              "smtpd_authorized_verp_clients" ->
              FEWER_WORDS;
          case "tls_random_source",
              "tls_random_bytes",
              "tls_random_exchange_name",
              "tls_random_prng_update_period",
              "tls_random_reseed_period",
              "tls_daemon_random_bytes",
              "tls_fast_shutdown_enable",
              "tls_trace_rate_limit",
              "tlsmgr_service_name",
              "tlsproxy_service_name",
              "tlsproxy_watchdog_timeout" ->
              NO_BEARING;
          default -> null;
        };
    if (whole != null) {
      return whole;
    }
    for (Side.Family family : Side.Family.values()) {
      String prefix = family.name("");
      if (name.startsWith(prefix)) {
        return ofFamily(name.substring(prefix.length()));
      }
    }
    return ofEnding(name);
  }

  private static Scale ofFamily(String ending) {
    return switch (ending) {
      case "security_level", "level", "enforce_peername", "use_tls", "enforce_tls" -> ELSEWHERE;
      case "protocols", "mandatory_protocols" -> PROTOCOLS;
      case "ciphers", "mandatory_ciphers" -> GRADE;
      case "exclude_ciphers", "mandatory_exclude_ciphers" -> MORE_WORDS;
      case "auth_only", "req_ccert", "ask_ccert", "wrappermode", "enforce_sts_mx_patterns" -> YES;
      case "verify_cert_match", "secure_cert_match", "fingerprint_cert_match" -> FEWER_WORDS;
      case "cert_file",
          "key_file",
          "dcert_file",
          "dkey_file",
          "eccert_file",
          "eckey_file",
          "chain_files" ->
          OWN_KEY;
      case "loglevel" -> LOG;
      case "loglevel_parameter",
          "received_header",
          "note_starttls_offer",
          "connection_reuse",
          "trace_size_limit",
          "always_issue_session_ids",
          "session_cache_database",
          "session_cache_timeout",
          "eecdh_grade",
          "dh512_param_file" ->
          NO_BEARING;
      default -> NONE;
    };
  }

  private static Scale ofEnding(String name) {
    String ending = name.substring(name.indexOf('_') + 1);
    return switch (ending) {
      case "use_tls", "enforce_tls" -> ELSEWHERE;
      case "sasl_auth_enable" -> YES;
      case "sasl_security_options",
          "sasl_tls_security_options",
          "sasl_tls_verified_security_options" ->
          MORE_WORDS;
      case "starttls_timeout",
          "client_new_tls_session_rate_limit",
          "log_tls_feature_status",
          "sasl_auth_cache_name",
          "sasl_auth_cache_time",
          "sasl_auth_soft_bounce",
          "sasl_authenticated_header",
          "sasl_response_limit" ->
          NO_BEARING;
      default -> NONE;
    };
  }

  /** Whether another value protects at least as much. */
  Order compare(String before, String after) {
    return switch (this) {
      case NO_BEARING, ELSEWHERE -> Order.NOT_WEAKER;
      case LOG ->
          TlsDump.of(after).compareTo(TlsDump.of(before)) > 0 ? Order.WEAKER : Order.NOT_WEAKER;
      case YES -> ranks(List.of("no", "yes"), before, after);
      case GRADE -> ranks(GRADES, before, after);
      case DNS -> ranks(DNS_LEVELS, before, after);
      case MORE_WORDS -> all(written(before), written(after)) ? Order.NOT_WEAKER : Order.WEAKER;
      case FEWER_WORDS -> letsInLess(before, after) ? Order.NOT_WEAKER : Order.UNKNOWN;
      case PROTOCOLS -> protocols(protocols(before), protocols(after));
      case OWN_KEY, NONE -> Order.UNKNOWN;
    };
  }

  private static @Nullable ProtocolList protocols(String list) {
    return ProtocolList.parse(list, PostfixVersion.NEWEST);
  }

  /** Protocols that come in must be newer than all before, and the newest must stay. */
  static Order protocols(@Nullable ProtocolList before, @Nullable ProtocolList after) {
    if (before == null) {
      return Order.UNKNOWN;
    }
    if (after == null) {
      return Order.WEAKER;
    }
    if (after.ssl3() && !before.ssl3()) {
      return Order.WEAKER;
    }
    if (before.allowed().isEmpty() || before.allowed().equals(after.allowed())) {
      return Order.NOT_WEAKER;
    }
    int newest = newest(before.allowed());
    for (String protocol : after.allowed()) {
      boolean older = ProtocolList.NAMES.indexOf(protocol) < newest;
      if (older && !before.allowed().contains(protocol)) {
        return Order.WEAKER;
      }
    }
    return newest(after.allowed()) < newest ? Order.WEAKER : Order.NOT_WEAKER;
  }

  private static int newest(List<String> allowed) {
    return allowed.isEmpty() ? -1 : ProtocolList.NAMES.indexOf(allowed.get(allowed.size() - 1));
  }

  private static Order ranks(List<String> ranks, String before, String after) {
    int from = ranks.indexOf(before.toLowerCase(Locale.ROOT));
    int to = ranks.indexOf(after.toLowerCase(Locale.ROOT));
    if (from < 0) {
      return Order.UNKNOWN;
    }
    return to < from ? Order.WEAKER : Order.NOT_WEAKER;
  }

  /** Words with an exclamation mark take something out again. */
  private static boolean letsInLess(String before, String after) {
    Set<String> olds = words(before);
    Set<String> news = words(after);
    for (String word : news) {
      if (!word.startsWith("!") && !olds.contains(word)) {
        return false;
      }
    }
    for (String word : olds) {
      if (word.startsWith("!") && !news.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean all(Set<String> wanted, Set<String> there) {
    return there.containsAll(wanted);
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : ListText.words(text)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /** The words that can mean something: neither a mark of a comment nor one with a quote in it. */
  private static Set<String> written(String text) {
    Set<String> words = words(text.replace(':', ' '));
    words.removeIf(word -> word.equals("#") || word.indexOf('"') >= 0 || word.indexOf('\'') >= 0);
    return words;
  }
}
