package io.github.posttlslint.referee;

import io.github.posttlslint.referee.RoutedMail.Mail;
import io.github.posttlslint.run.ExampleSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      smtp_helo_timeout = 2s
      lmtp_lhlo_timeout = 2s
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
      List.of("ann@sender.test", "bob@sender.test", "ann+x@sender.test", "eve@example.org");

  private static final List<String> ACCESS_BY_SENDER =
      List.of("ann@sender.test", "ann@", "ann+x@", "sender.test", "test", ".test", "example.org");

  private final Choices choices;
  private final int mails;
  private final StringBuilder main = new StringBuilder(NEUTRAL);
  private final StringBuilder services = new StringBuilder();
  private final List<String> names = new ArrayList<>(List.of("smtp", "smtp", "relay"));
  private final RandomHops hops;
  private final RandomTables tables;
  private final RandomTls tls;

  private RandomRoutes(long seed, int mails) {
    this.choices = new Choices(seed);
    this.hops = new RandomHops(choices, names);
    this.tables = new RandomTables(choices);
    this.tls = new RandomTls(choices, hops, tables);
    this.mails = mails;
  }

  /** A set-up, always the same for a seed. */
  static RoutedMail make(long seed, int mails) {
    return new RandomRoutes(seed, mails).make("set-up " + seed);
  }

  private RoutedMail make(String name) {
    Map<String, String> files = tables.files();
    files.put("ca.pem", DeliveryServers.file("ca.pem"));
    files.put("other-ca.pem", DeliveryServers.file("other-ca.pem"));
    int own = 1 + choices.below(3);
    for (int i = 1; i <= own; i++) {
      names.add("out" + i);
    }
    routes();
    if (choices.likely(60)) {
      set("recipient_delimiter", "+");
    }
    tls.levels(this::set);
    if (choices.likely(75)) {
      tls.passwords(this::set);
    }
    if (choices.likely(15)) {
      set("smtp_fallback_relay", hops.hop());
    }
    for (int i = 1; i <= own; i++) {
      service("out" + i + " unix - - n - - smtp", "out" + i);
    }
    receiver();
    if (choices.likely(60)) {
      tls.policies("smtp_tls_policy_maps", this::set);
    }
    if (choices.likely(20)) {
      set("lmtp_tls_security_level", choices.pick(List.of("may", "encrypt")));
      tls.policies("lmtp_tls_policy_maps", this::set);
    }
    files.put("main.cf", main.toString());
    files.put("master.cf", master());
    return new RoutedMail(name, files, tables.compiled(), mails());
  }

  private List<Mail> mails() {
    List<Mail> all = new ArrayList<>();
    for (int i = 0; i < mails; i++) {
      String domain = choices.pick(DOMAINS);
      if (main.indexOf("virtual_transport") >= 0 && choices.likely(20)) {
        domain = "virtual.test";
      }
      all.add(new Mail(choices.pick(SENDERS), "m" + i + "@" + domain));
    }
    return all;
  }

  private void set(String parameter, String value) {
    main.append(parameter).append(" = ").append(value).append('\n');
  }

  private void routes() {
    if (choices.likely(60)) {
      set("relayhost", hops.hop());
    }
    if (choices.likely(50)) {
      table(
          "sender_dependent_relayhost_maps",
          senderRows(() -> choices.likely(15) ? "DUNNO" : hops.hop()));
    }
    if (choices.likely(55)) {
      table(
          "sender_dependent_default_transport_maps",
          senderRows(() -> choices.likely(10) ? "DUNNO" : hops.transport()));
    }
    if (choices.likely(25)) {
      set("default_transport", hops.transport());
    }
    if (choices.likely(60)) {
      set("relay_transport", hops.transport());
    }
    if (choices.likely(60)) {
      set("virtual_mailbox_domains", "virtual.test");
      set("virtual_mailbox_maps", "static:yes");
      set("virtual_transport", choices.likely(50) ? "lmtp:" + hops.lmtpHop() : hops.transport());
    }
    if (choices.likely(80)) {
      table("transport_maps", transportRows());
    }
    if (choices.likely(8)) {
      set("content_filter", hops.filter());
    }
  }

  private interface Value {
    String make();
  }

  private Map<String, String> senderRows(Value value) {
    Map<String, String> rows = new LinkedHashMap<>();
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      rows.put(
          choices.likely(50)
              ? choices.pick(SENDERS)
              : choices.pick(List.of("@sender.test", "@example.org")),
          value.make());
    }
    return rows;
  }

  private Map<String, String> transportRows() {
    Map<String, String> rows = new LinkedHashMap<>();
    int count = 2 + choices.below(6);
    for (int i = 0; i < count; i++) {
      int kind = choices.below(100);
      String key =
          kind < 45
              ? "m" + choices.below(mails) + "@" + choices.pick(DOMAINS)
              : kind < 80 ? choices.pick(DOMAINS) : kind < 94 ? "." + choices.pick(DOMAINS) : "*";
      int shape = choices.below(100);
      String row = shape < 6 ? ":" : shape < 16 ? ":" + hops.hop() : hops.transport();
      rows.put(key, row.contains(":") ? row : row + ":");
    }
    return rows;
  }

  private void service(String entry, String name) {
    services.append(entry).append("\n  -o syslog_name=postfix/").append(name).append('\n');
    RandomTls.Setting option =
        (parameter, value) ->
            services.append(
                value.contains(" ")
                    ? "  -o { %s = %s }\n".formatted(parameter, value)
                    : "  -o %s=%s\n".formatted(parameter, value));
    if (choices.likely(75)) {
      tls.levels(option);
    }
    if (choices.likely(35)) {
      tls.passwords(option);
    }
    if (choices.likely(10)) {
      option.set("smtp_fallback_relay", choices.likely(30) ? "" : hops.hop());
    }
    if (choices.likely(12)) {
      tls.policies("smtp_tls_policy_maps", option);
    }
  }

  private void receiver() {
    services.append("127.0.0.1:%d inet n - n - - smtpd\n".formatted(RoutedMail.PORT));
    if (choices.likely(8)) {
      services.append("  -o content_filter=").append(hops.filter()).append('\n');
    }
    if (choices.likely(35)) {
      access("smtpd_sender_restrictions", "check_sender_access", ACCESS_BY_SENDER);
    }
    if (choices.likely(20)) {
      access("smtpd_recipient_restrictions", "check_recipient_access", DOMAINS);
    }
  }

  /** One table or two, of which the first may end the list. */
  private void access(String parameter, String check, List<String> keys) {
    List<String> list = new ArrayList<>();
    for (int i = choices.likely(60) ? 0 : 1; i < 2; i++) {
      Map<String, String> rows = new LinkedHashMap<>();
      rows.put(choices.pick(keys), action());
      rows.put(choices.pick(keys), action());
      list.add(check + " " + tables.lookup("access", rows));
    }
    set(parameter, String.join(", ", list));
  }

  private String action() {
    int kind = choices.below(100);
    if (kind < 50) {
      return "FILTER "
          + (choices.likely(60) ? hops.filter() : choices.pick(names) + ":" + hops.hop());
    }
    return choices.pick(List.of("OK", "ok now", "DUNNO", "250", "WARN so", "FILTER smtp"));
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

  private void table(String parameter, Map<String, String> rows) {
    set(parameter, tables.lookup(parameter, rows));
  }
}
