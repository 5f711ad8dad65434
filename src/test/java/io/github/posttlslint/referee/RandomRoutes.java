package io.github.posttlslint.referee;

import io.github.posttlslint.referee.RoutedMail.Mail;
import io.github.posttlslint.routes.MailServer;
import io.github.posttlslint.run.ExampleSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Random set-ups that send mail, each from its seed. */
final class RandomRoutes {

  private static final String NEUTRAL =
      """
      compatibility_level = 3.6
      myhostname = postfix.test
      mydestination = localhost.test
      mynetworks = 127.0.0.0/8
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
      smtpd_peername_lookup = no
      smtp_dns_support_level = disabled
      lmtp_dns_support_level = disabled
      smtp_helo_timeout = 1s
      lmtp_lhlo_timeout = 1s
      smtp_tls_loglevel = 1
      lmtp_tls_loglevel = 1
      smtp_connection_cache_on_demand = no
      lmtp_connection_cache_on_demand = no
      default_destination_concurrency_failed_cohort_limit = 100
      relay_domains = relay.test
      """;

  private static final List<String> DOMAINS =
      List.of("example.com", "example.net", "mx.example.com", "relay.test");
  private static final List<String> SENDERS =
      List.of("ann@sender.test", "bob@sender.test", "eve@example.org");
  private static final List<Integer> PORTS =
      List.of(587, 587, 587, 25, 25, 465, 465, 2525, 2526, 2527, 8465);
  private static final List<String> LEVELS =
      List.of(
          "none",
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
  private static final List<String> TABLES = List.of("texthash", "texthash", "hash", "inline");

  private final Random random;
  private final int mails;
  private final StringBuilder main = new StringBuilder(NEUTRAL);
  private final StringBuilder services = new StringBuilder();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> compiled = new ArrayList<>();
  private final List<String> names = new ArrayList<>(List.of("smtp", "smtp", "relay"));
  private final TreeSet<String> hops = new TreeSet<>();

  private RandomRoutes(long seed, int mails) {
    this.random = new Random(seed);
    this.mails = mails;
  }

  /** A set-up, always the same for a seed. */
  static RoutedMail make(long seed, int mails) {
    return new RandomRoutes(seed, mails).make("set-up " + seed);
  }

  private RoutedMail make(String name) {
    files.put("ca.pem", DeliveryServers.file("ca.pem"));
    files.put("other-ca.pem", DeliveryServers.file("other-ca.pem"));
    int own = 1 + random.nextInt(3);
    for (int i = 1; i <= own; i++) {
      names.add("out" + i);
    }
    routes();
    tls(this::set);
    if (likely(75)) {
      sasl(this::set);
    }
    if (likely(15)) {
      set("smtp_fallback_relay", hop());
    }
    for (int i = 1; i <= own; i++) {
      service("out" + i + " unix - - n - - smtp", "out" + i);
    }
    receiver();
    if (likely(60)) {
      policies("smtp_tls_policy_maps");
    }
    if (likely(20)) {
      set("lmtp_tls_security_level", pick(List.of("may", "encrypt")));
      policies("lmtp_tls_policy_maps");
    }
    files.put("main.cf", main.toString());
    files.put("master.cf", master());
    return new RoutedMail(name, files, compiled, mails());
  }

  private List<Mail> mails() {
    List<Mail> all = new ArrayList<>();
    for (int i = 0; i < mails; i++) {
      String domain = pick(DOMAINS);
      if (main.indexOf("virtual_transport") >= 0 && likely(20)) {
        domain = "virtual.test";
      }
      all.add(new Mail(pick(SENDERS), "m" + i + "@" + domain));
    }
    return all;
  }

  private interface Setting {
    void set(String parameter, String value);
  }

  private void set(String parameter, String value) {
    main.append(parameter).append(" = ").append(value).append('\n');
  }

  private boolean likely(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  // where mail goes

  private void routes() {
    if (likely(60)) {
      set("relayhost", hop());
    }
    if (likely(50)) {
      table("sender_dependent_relayhost_maps", senderRows(() -> likely(15) ? "DUNNO" : hop()));
    }
    if (likely(55)) {
      table(
          "sender_dependent_default_transport_maps",
          senderRows(() -> likely(10) ? "DUNNO" : transport()));
    }
    if (likely(25)) {
      set("default_transport", transport());
    }
    if (likely(60)) {
      set("relay_transport", transport());
    }
    if (likely(60)) {
      set("virtual_mailbox_domains", "virtual.test");
      set("virtual_mailbox_maps", "static:yes");
      set("virtual_transport", likely(50) ? "lmtp:" + lmtpHop() : transport());
    }
    if (likely(80)) {
      table("transport_maps", transportRows());
    }
    if (likely(8)) {
      set("content_filter", filter());
    }
  }

  private String hop() {
    String host = pick(MailServer.HOSTS);
    int kind = random.nextInt(100);
    String hop;
    if (kind < 52) {
      hop = "[" + host + "]:" + pick(PORTS);
    } else if (kind < 62) {
      hop = host + ":" + pick(PORTS);
    } else if (kind < 70) {
      hop = "[" + host + "]";
    } else if (kind < 78) {
      hop = host;
    } else if (kind < 88) {
      hop = "[127.0.0.2]:" + pick(PORTS);
    } else if (kind < 93) {
      hop = "[" + host + "]:submission";
    } else if (kind < 97) {
      hop = "[" + host + "]:smtps";
    } else if (kind < 99) {
      hop = "[" + host + "]:1, [" + host + "]:587";
    } else {
      hop = "[" + host + "]:1";
    }
    hops.add(hop);
    return hop;
  }

  private String lmtpHop() {
    String host = pick(MailServer.HOSTS);
    String hop = pick(List.of(host + ":24", "[" + host + "]:24", host + ":2003", host));
    hops.add(hop);
    return likely(70) ? "inet:" + hop : hop;
  }

  private String filter() {
    return pick(names) + ":[127.0.0.2]:10024";
  }

  private String transport() {
    int kind = random.nextInt(100);
    if (kind < 4) {
      return "gone:" + hop();
    }
    if (kind < 12) {
      return "lmtp:" + lmtpHop();
    }
    return pick(names) + (kind < 24 ? kind % 2 == 0 ? ":" : "" : ":" + hop());
  }

  private interface Value {
    String make();
  }

  private Map<String, String> senderRows(Value value) {
    Map<String, String> rows = new LinkedHashMap<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      rows.put(
          likely(50) ? pick(SENDERS) : pick(List.of("@sender.test", "@example.org")), value.make());
    }
    return rows;
  }

  private Map<String, String> transportRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(100);
      String key =
          kind < 45
              ? "m" + random.nextInt(mails) + "@" + pick(DOMAINS)
              : kind < 80 ? pick(DOMAINS) : kind < 94 ? "." + pick(DOMAINS) : "*";
      int shape = random.nextInt(100);
      String row = shape < 6 ? ":" : shape < 16 ? ":" + hop() : transport();
      rows.put(key, row.contains(":") ? row : row + ":");
    }
    return rows;
  }

  // TLS

  private void tls(Setting setting) {
    if (likely(85)) {
      setting.set("smtp_tls_security_level", pick(LEVELS));
    }
    if (likely(12)) {
      setting.set("smtp_tls_wrappermode", "yes");
    }
    if (likely(70)) {
      setting.set("smtp_tls_CAfile", "/etc/postfix/" + (likely(75) ? "ca.pem" : "other-ca.pem"));
    }
    if (likely(60)) {
      setting.set("smtp_tls_fingerprint_cert_match", fingerprint());
    }
    if (likely(12)) {
      setting.set("smtp_tls_secure_cert_match", names(","));
    }
    if (likely(10)) {
      setting.set("smtp_tls_mandatory_protocols", protocols());
    }
    if (likely(8)) {
      setting.set("smtp_tls_protocols", protocols());
    }
    if (likely(6)) {
      setting.set("smtp_tls_mandatory_ciphers", pick(List.of("high", "medium", "strong")));
    }
  }

  private String fingerprint() {
    return DeliveryServers.fingerprint(pick(List.of(MailServer.Identity.values())));
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
    return pick(all) + (likely(40) ? separator + pick(all) : "");
  }

  private String protocols() {
    return pick(
        List.of(
            ">=TLSv1.2",
            ">=TLSv1.3",
            "TLSv1.2",
            "!TLSv1.3",
            "!TLSv1",
            "!TLSv1.2,!TLSv1.3",
            "TLSv1.2,TLSv1.3"));
  }

  private void policies(String parameter) {
    List<String> tables = new ArrayList<>();
    int count = likely(30) ? 2 : 1;
    for (int i = 0; i < count; i++) {
      tables.add(likely(4) ? "static:" + policy() : lookup(parameter + i, policyRows()));
    }
    set(parameter, String.join(likely(50) ? " " : ", ", tables));
  }

  private Map<String, String> policyRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String hop : hops) {
      if (likely(45)) {
        rows.put(likely(75) ? hop : changed(hop), policy());
      }
    }
    for (String domain : List.of("example.com", "example.net", ".example.com", "relay.test")) {
      if (likely(20)) {
        rows.put(domain, policy());
      }
    }
    rows.put("unused.test", "encrypt");
    return rows;
  }

  private String changed(String hop) {
    String host = hop.replaceAll("[\\[\\]]|:\\w+$", "");
    return pick(List.of(host, "[" + host + "]", hop.replaceAll("[\\[\\]]", ""), "." + host));
  }

  private String policy() {
    String level = pick(LEVELS);
    String text = level;
    if (level.equals("fingerprint")) {
      text += " match=" + fingerprint();
    } else if (List.of("verify", "secure").contains(level)) {
      text += likely(60) ? " match=" + names(":") : "";
      text += likely(15) ? " tafile=/etc/postfix/" + pick(List.of("ca.pem", "other-ca.pem")) : "";
    }
    if (!level.equals("none")) {
      text += likely(12) ? " protocols=" + protocols().replace(',', ':') : "";
      text += likely(8) ? " ciphers=" + pick(List.of("high", "medium")) : "";
      text += likely(6) ? " exclude=" + pick(List.of("aNULL:RC4", "ALL")) : "";
    }
    return text;
  }

  // passwords

  private void sasl(Setting setting) {
    setting.set("smtp_sasl_auth_enable", likely(85) ? "yes" : "no");
    setting.set("smtp_sasl_password_maps", lookup("passwords", passwordRows()));
    if (likely(30)) {
      setting.set("smtp_sender_dependent_authentication", "yes");
    }
    if (likely(75)) {
      setting.set(
          "smtp_sasl_security_options",
          pick(List.of("noanonymous", "noanonymous", "noplaintext, noanonymous")));
    }
    if (likely(25)) {
      setting.set("smtp_sasl_tls_security_options", "noanonymous");
    }
  }

  private Map<String, String> passwordRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String hop : hops) {
      if (likely(80)) {
        rows.put(likely(75) ? hop : changed(hop), "user" + rows.size() + ":secret");
      }
    }
    for (String other :
        List.of("ann@sender.test", "@example.org", "smtp.example.com", "example.com")) {
      if (likely(25)) {
        rows.put(other, "other" + rows.size() + ":secret");
      }
    }
    rows.put("unused.test", "nobody:secret");
    return rows;
  }

  // master.cf

  private void service(String entry, String name) {
    services.append(entry).append("\n  -o syslog_name=postfix/").append(name).append('\n');
    Setting option =
        (parameter, value) ->
            services.append(
                value.contains(" ")
                    ? "  -o { %s = %s }\n".formatted(parameter, value)
                    : "  -o %s=%s\n".formatted(parameter, value));
    if (likely(75)) {
      tls(option);
    }
    if (likely(35)) {
      sasl(option);
    }
    if (likely(10)) {
      option.set("smtp_fallback_relay", likely(30) ? "" : hop());
    }
  }

  private void receiver() {
    services.append("127.0.0.1:%d inet n - n - - smtpd\n".formatted(RoutedMail.PORT));
    if (likely(8)) {
      services.append("  -o content_filter=").append(filter()).append('\n');
    }
    if (likely(20)) {
      Map<String, String> rows = new LinkedHashMap<>();
      rows.put(pick(List.of("ann@sender.test", "example.org")), "FILTER " + filter());
      set("smtpd_sender_restrictions", "check_sender_access " + lookup("senders", rows));
    } else if (likely(15)) {
      Map<String, String> rows = new LinkedHashMap<>();
      rows.put(pick(DOMAINS), "FILTER " + pick(names) + ":" + hop());
      set("smtpd_recipient_restrictions", "check_recipient_access " + lookup("recipients", rows));
    }
  }

  private String master() {
    String usual =
        ExampleSetup.MASTER
            .lines()
            .filter(line -> !line.startsWith("smtp      inet"))
            .map(line -> line + named(line.split(" +")))
            .collect(Collectors.joining("\n"));
    return usual + "\n" + services;
  }

  private static String named(String[] words) {
    return List.of("smtp", "relay", "lmtp", "error", "retry").contains(words[0])
        ? "\n  -o syslog_name=postfix/" + words[0]
        : "";
  }

  // tables

  private void table(String parameter, Map<String, String> rows) {
    set(parameter, lookup(parameter, rows));
  }

  /** The reference to a table with these rows, which is of one type or another. */
  private String lookup(String name, Map<String, String> rows) {
    String type = pick(TABLES);
    if (type.equals("inline")) {
      return rows.entrySet().stream()
          .map(row -> "{ " + row.getKey() + " = " + row.getValue() + " }")
          .collect(Collectors.joining(", ", "inline:{ ", " }"));
    }
    String file = name.replace("_maps", "") + files.size();
    files.put(
        file,
        rows.entrySet().stream()
            .map(row -> row.getKey() + " " + row.getValue() + "\n")
            .collect(Collectors.joining()));
    if (type.equals("hash")) {
      compiled.add(file);
    }
    return type + ":/etc/postfix/" + file;
  }
}
