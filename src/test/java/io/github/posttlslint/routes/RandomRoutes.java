package io.github.posttlslint.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random set-up of all that decides where mail goes; of a number always the same. */
final class RandomRoutes {

  /**
   * A set-up.
   *
   * @param main main.cf
   * @param options those of the entry of trivial-rewrite(8) in master.cf
   * @param files tables and lists by name
   * @param compiled those of them that postmap has to make something of
   */
  record Made(
      String main, List<String> options, Map<String, String> files, List<String> compiled) {}

  private final Random random;
  private final RandomTables tables;
  private final StringBuilder main = new StringBuilder();

  private RandomRoutes(long number, String directory, boolean hasPcre) {
    this.random = new Random(number * 7919 + 17);
    this.tables = new RandomTables(random, RandomMails.domains(number), directory, hasPcre);
  }

  /**
   * Makes one.
   *
   * @param directory where the files will lie
   * @param hasPcre whether there are tables of the type pcre
   */
  static Made make(long number, String directory, boolean hasPcre) {
    return new RandomRoutes(number, directory, hasPcre).setup();
  }

  private Made setup() {
    set("compatibility_level", pick(List.of("0", "2", "3.6")));
    set("myhostname", pick(List.of("host.example.com", "host.example.com", "box.test")));
    maybe(4, "mydomain", pick(List.of("example.com", "test")));
    maybe(3, "myorigin", pick(List.of("$mydomain", "$myhostname", "example.org", "alias.test")));
    maybe(2, "mydestination", tables.list());
    maybe(2, "inet_interfaces", pick(List.of("127.0.0.1", "loopback-only", "all", "127.0.0.1")));
    maybe(3, "proxy_interfaces", pick(List.of("192.0.2.1", "192.0.2.1, [2001:db8::1]")));
    maybe(2, "virtual_alias_maps", tables.tables("virtual", false));
    maybe(3, "virtual_alias_domains", tables.list());
    maybe(3, "virtual_mailbox_maps", tables.tables("mailbox", false));
    maybe(3, "virtual_mailbox_domains", tables.list());
    maybe(2, "relay_domains", tables.list());
    maybe(3, "parent_domain_matches_subdomains", parents());
    maybe(2, "relayhost", pick(RandomTables.HOPS));
    maybe(3, "default_transport", transport());
    maybe(3, "relay_transport", transport());
    maybe(4, "local_transport", transport());
    maybe(4, "virtual_transport", transport());
    maybe(1, "transport_maps", tables.tables("transport", false));
    maybe(2, "sender_dependent_relayhost_maps", tables.tables("relayhost", true));
    maybe(2, "sender_dependent_default_transport_maps", tables.tables("sender", true));
    maybe(5, "relocated_maps", tables.tables("relocated", false));
    maybe(2, "recipient_delimiter", pick(List.of("+", "-", "+-", "-+")));
    maybe(6, "double_bounce_sender", pick(List.of("joe", "joe-ext")));
    maybe(8, "empty_address_recipient", pick(List.of("joe", "joe@relay.test", "\"\"")));
    maybe(6, "empty_address_relayhost_maps_lookup_key", pick(List.of("null", "joe@example.com")));
    maybe(6, "empty_address_default_transport_maps_lookup_key", "joe+ext@example.com");
    for (String name :
        List.of(
            "allow_percent_hack",
            "swap_bangpath",
            "append_at_myorigin",
            "append_dot_mydomain",
            "resolve_dequoted_address",
            "resolve_null_domain",
            "resolve_numeric_domain",
            "allow_min_user",
            "show_user_unknown_table_name",
            "owner_request_special",
            "helpful_warnings")) {
      maybe(4, name, pick(List.of("yes", "no")));
    }
    return new Made(main.toString(), options(), tables.files(), tables.compiled());
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      options.add("relayhost=" + pick(List.of("", "[by.option]:25")));
    }
    if (random.nextInt(6) == 0) {
      options.add("transport_maps=");
    }
    if (random.nextInt(6) == 0) {
      options.add(
          "default_transport=" + pick(List.of("smtp:", "out:[o.test]", "$relay_transport")));
    }
    if (random.nextInt(6) == 0) {
      options.add("relay_domains = $mydestination");
    }
    if (random.nextInt(8) == 0) {
      options.add("myhostname=option.example.com");
    }
    return options;
  }

  private void set(String name, String value) {
    main.append(name).append(" = ").append(value).append('\n');
  }

  /** Sets a parameter in one of so many set-ups, more or less. */
  private void maybe(int rarity, String name, String value) {
    if (rarity == 1 ? random.nextInt(5) > 0 : random.nextInt(rarity) == 0) {
      set(name, value);
    }
  }

  private String parents() {
    return pick(
        List.of(
            "",
            "transport_maps",
            "relay_domains",
            "!relay_domains, static:all",
            "relay_domains transport_maps"));
  }

  private String transport() {
    String service = pick(RandomTables.SERVICES);
    return switch (random.nextInt(6)) {
      case 0, 1 -> service;
      case 2 -> service + ":";
      case 3 -> pick(List.of(service + ":$myhostname", "${relayhost?relay}${relayhost:smtp}:"));
      default -> service + ":" + pick(RandomTables.HOPS);
    };
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
