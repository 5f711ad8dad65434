package io.github.posttlslint.referee;

import io.github.posttlslint.routes.MailServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a random set-up says of TLS and passwords. */
final class RandomTls {

  private static final List<String> LEVELS =
      List.of(
          "none",
          "may",
          "may",
          "may",
          "may",
          "may",
          "encrypt",
          "encrypt",
          "encrypt",
          "verify",
          "secure",
          "secure",
          "fingerprint");

  private static final List<String> GRADES =
      List.of("high", "high", "medium", "low", "null", "strong");
  private static final List<String> EXCLUSIONS =
      List.of("aNULL, RC4", "ALL", "ECDSA", "ECDHE", "AES", "!aNULL", "HIGH, MEDIUM");

  /** Policies that no client can use, or that say what does not count at their level. */
  private static final List<String> ODD_POLICIES =
      List.of(
          "none match=nexthop",
          "encrypt match=nexthop",
          "may tafile=/etc/postfix/ca.pem",
          "secure tafile=/etc/postfix/main.cf",
          "secure tafile=/etc/postfix/ca.pem tafile=/etc/postfix/other-ca.pem",
          "secure match=smtp.example.com match=relay.example.net",
          "SECURE MATCH=nexthop",
          "encrypt ciphers=high ciphers=high",
          "encrypt ciphers=strong",
          "encrypt protocols=TLSv9",
          "may protocols",
          "may colour=green",
          "bogus",
          "fingerprint",
          "verify match=");

  private final Choices choices;
  private final RandomHops hops;
  private final RandomTables tables;

  RandomTls(Choices choices, RandomHops hops, RandomTables tables) {
    this.choices = choices;
    this.hops = hops;
    this.tables = tables;
  }

  /** Takes settings, for main.cf or for a service. */
  interface Setting {
    void set(String parameter, String value);
  }

  void levels(Setting setting) {
    boolean wrapped = choices.likely(10);
    if (wrapped) {
      setting.set("smtp_tls_wrappermode", "yes");
    }
    if (choices.likely(10)) {
      setting.set(choices.pick(List.of("smtp_use_tls", "smtp_enforce_tls")), "yes");
      setting.set("smtp_tls_enforce_peername", choices.pick(List.of("yes", "no")));
    } else if (choices.likely(90)) {
      boolean fits = wrapped && choices.likely(85);
      setting.set("smtp_tls_security_level", fits ? "encrypt" : choices.pick(LEVELS));
    }
    if (choices.likely(88)) {
      setting.set(
          "smtp_tls_CAfile", "/etc/postfix/" + (choices.likely(85) ? "ca.pem" : "other-ca.pem"));
    }
    if (choices.likely(60)) {
      setting.set("smtp_tls_fingerprint_cert_match", fingerprint());
    }
    if (choices.likely(12)) {
      setting.set("smtp_tls_secure_cert_match", names(","));
    }
    if (choices.likely(10)) {
      setting.set("smtp_tls_mandatory_protocols", protocols());
    }
    if (choices.likely(8)) {
      setting.set("smtp_tls_protocols", protocols());
    }
    if (choices.likely(8)) {
      setting.set("smtp_tls_verify_cert_match", names(","));
    }
    if (choices.likely(5)) {
      setting.set("smtp_tls_trust_anchor_file", "/etc/postfix/" + anchors());
    }
    if (choices.likely(8)) {
      setting.set("smtp_tls_mandatory_ciphers", choices.pick(GRADES));
    }
    if (choices.likely(5)) {
      setting.set("smtp_tls_ciphers", choices.pick(GRADES));
    }
    if (choices.likely(6)) {
      setting.set("smtp_tls_mandatory_exclude_ciphers", choices.pick(EXCLUSIONS));
    }
    if (choices.likely(5)) {
      setting.set("smtp_tls_exclude_ciphers", choices.pick(EXCLUSIONS));
    }
  }

  private String fingerprint() {
    return DeliveryServers.fingerprint(choices.pick(List.of(MailServer.Identity.values())));
  }

  private String names(String separator) {
    List<String> all =
        List.of(
            "nexthop",
            "dot-nexthop",
            "hostname",
            "smtp.example.com",
            ".example.com",
            "*.example.com",
            "other.example.edu");
    return choices.pick(all) + (choices.likely(40) ? separator + choices.pick(all) : "");
  }

  private String protocols() {
    return choices.pick(
        List.of(
            ">=TLSv1.2",
            ">=TLSv1.3",
            "TLSv1.2",
            "!TLSv1.3",
            "!TLSv1",
            "!TLSv1.2,!TLSv1.3",
            "TLSv1.2,TLSv1.3"));
  }

  void policies(String parameter, Setting setting) {
    List<String> all = new ArrayList<>();
    int count = choices.likely(30) ? 2 : 1;
    for (int i = 0; i < count; i++) {
      all.add(
          choices.likely(4)
              ? "static:{" + policy() + "}"
              : tables.lookup(parameter + i, policyRows()));
    }
    setting.set(parameter, String.join(choices.likely(50) ? " " : ", ", all));
  }

  private Map<String, String> policyRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String hop : hops.made()) {
      if (choices.likely(45)) {
        rows.put(choices.likely(75) ? hop : hops.changed(hop), policy());
      }
    }
    for (String domain : List.of("example.com", "example.net", ".example.com", "relay.test")) {
      if (choices.likely(20)) {
        rows.put(domain, policy());
      }
    }
    rows.put("unused.test", "encrypt");
    return rows;
  }

  private String anchors() {
    return choices.pick(List.of("ca.pem", "ca.pem", "ca.pem", "other-ca.pem", "main.cf", "gone"));
  }

  private String policy() {
    if (choices.likely(8)) {
      return choices.pick(ODD_POLICIES);
    }
    String level = choices.pick(LEVELS);
    String text = level;
    if (level.equals("fingerprint")) {
      text += " match=" + fingerprint();
    } else if (List.of("verify", "secure").contains(level)) {
      text += choices.likely(60) ? " match=" + names(":") : "";
      text += choices.likely(15) ? " tafile=/etc/postfix/" + anchors() : "";
    }
    if (!level.equals("none")) {
      text += choices.likely(12) ? " protocols=" + protocols().replace(',', ':') : "";
      text += choices.likely(8) ? " ciphers=" + choices.pick(List.of("high", "medium")) : "";
      text +=
          choices.likely(6) ? " exclude=" + choices.pick(List.of("aNULL:RC4", "ALL", "ECDSA")) : "";
    }
    return text;
  }

  void passwords(Setting setting) {
    setting.set("smtp_sasl_auth_enable", choices.likely(85) ? "yes" : "no");
    setting.set("smtp_sasl_password_maps", tables.lookup("passwords", passwordRows()));
    if (choices.likely(50)) {
      setting.set("smtp_sender_dependent_authentication", "yes");
    }
    if (choices.likely(75)) {
      setting.set(
          "smtp_sasl_security_options",
          choices.pick(List.of("noanonymous", "noanonymous", "noplaintext, noanonymous")));
    }
    if (choices.likely(25)) {
      setting.set("smtp_sasl_tls_security_options", "noanonymous");
    }
    if (choices.likely(10)) {
      setting.set(
          "smtp_sasl_tls_verified_security_options",
          choices.pick(List.of("noanonymous", "noplaintext")));
    }
  }

  private Map<String, String> passwordRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String hop : hops.made()) {
      if (choices.likely(80)) {
        rows.put(choices.likely(75) ? hop : hops.changed(hop), "user" + rows.size() + ":secret");
      }
    }
    for (String other :
        List.of("ann@sender.test", "@example.org", "smtp.example.com", "example.com")) {
      if (choices.likely(50)) {
        rows.put(other, "other" + rows.size() + ":secret");
      }
    }
    rows.put("unused.test", "nobody:secret");
    return rows;
  }
}
