package io.github.posttlslint.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random set-up of all that decides where mail goes, and random addresses; of a number always the
 * same.
 */
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

  /** A sender and a recipient. */
  record Mail(String sender, String recipient) {}

  private static final List<String> DOMAINS =
      List.of(
          "example.com",
          "sub.example.com",
          "deep.sub.example.com",
          "Example.COM",
          "example.org",
          "a.example.org",
          "relay.test",
          "virt.test",
          "alias.test",
          "other.net",
          "localhost",
          "localhost.example.com",
          "host.example.com",
          "box",
          "com",
          "[127.0.0.1]",
          "[192.0.2.1]",
          "[198.51.100.7]",
          "[IPv6:2001:db8::1]",
          "[IPv6:2001:DB8:0::1]");

  private static final List<String> ODD_DOMAINS =
      List.of(
          "1.2.3.4",
          "192.0.2.1",
          "0.1.2.3",
          "[1.2.3]",
          "[1.2.3.4].x",
          "[IPv6:::]",
          "[2001:db8::1]",
          "2001:db8::1",
          ".",
          "..",
          "-x.test",
          "x-.test",
          "a..b",
          "",
          "example.com.",
          "example.com..",
          ".example.com",
          "under_score.test",
          "12345",
          "x@y",
          "a b.test");

  private static final List<String> USERS =
      List.of(
          "user",
          "User",
          "joe",
          "joe+ext",
          "joe-ext",
          "joe+a-b",
          "postmaster",
          "Mailer-Daemon",
          "owner-list",
          "list-request",
          "double-bounce",
          "info",
          "-dash",
          "+plus",
          "a.b");

  private static final List<String> ODD_USERS =
      List.of(
          "",
          "\"",
          "\"joe\"",
          "joe blow",
          "a..b",
          ".a",
          "a.",
          "joe%other.net",
          "other.net!joe",
          "x!y!joe",
          "a%b%relay.test",
          "joe@relay.test",
          "@relay.test:joe",
          "@a,@b:joe",
          "(c)joe",
          "joe(c)",
          "joe\\",
          "\\joe",
          "jo\\@e",
          "<joe>",
          "a;b",
          "[x]joe",
          "%",
          "!",
          "@",
          "a|b",
          "joe%[192.0.2.1]",
          "\"joe%other.net\"",
          "\"a\"b");

  private static final List<String> PIECES =
      List.of(
          "@",
          "@",
          "%",
          "!",
          ".",
          ":",
          ",",
          ";",
          "\"",
          "\\",
          "(",
          ")",
          "[",
          "]",
          "<",
          ">",
          " ",
          "\t",
          "joe",
          "x",
          "example.com",
          "relay.test",
          "host.example.com",
          "other.net",
          "[127.0.0.1]",
          "+ext",
          "-ext",
          "|",
          "\r");

  private static final List<String> HOPS =
      List.of(
          "[gw.example.net]",
          "[gw.example.net]:587",
          "gw.example.net",
          "smarthost:26",
          "[192.0.2.9]",
          "a.test, b.test",
          "[IPv6:2001:db8::9]:25");

  private static final List<String> SERVICES =
      List.of("smtp", "relay", "lmtp", "virtual", "local", "out", "error", "retry", "discard");

  private final Random random;
  private final String directory;
  private final StringBuilder main = new StringBuilder();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> compiled = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param directory where the files will lie
   * @param hasPcre whether there are tables of the type pcre
   */
  static Made make(long number, String directory, boolean hasPcre) {
    return new RandomRoutes(number, directory).setup(hasPcre);
  }

  /** Addresses to ask for. */
  static List<Mail> mails(long number, int count) {
    RandomRoutes random = new RandomRoutes(number, "");
    List<Mail> mails = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mails.add(new Mail(random.sender(), random.recipient()));
    }
    return mails;
  }

  private RandomRoutes(long number, String directory) {
    this.random = new Random(number * 7919 + 17);
    this.directory = directory;
  }

  // --- addresses -------------------------------------------------------------------------------

  private String sender() {
    return random.nextInt(5) == 0 ? "" : random.nextInt(8) == 0 ? pick(USERS) : recipient();
  }

  private String recipient() {
    return switch (random.nextInt(12)) {
      case 0 -> pick(USERS);
      case 1 -> pick(ODD_USERS);
      case 2 -> pick(ODD_USERS) + "@" + pick(DOMAINS);
      case 3 -> pick(USERS) + "@" + pick(ODD_DOMAINS);
      case 4 -> pieces();
      case 5 -> pick(USERS) + "@" + pick(DOMAINS) + ".";
      case 6 -> pick(USERS) + "@x." + pick(DOMAINS);
      default -> pick(USERS) + "@" + pick(DOMAINS);
    };
  }

  private String pieces() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.append(pick(PIECES));
    }
    return text.toString();
  }

  // --- settings --------------------------------------------------------------------------------

  private Made setup(boolean hasPcre) {
    set("compatibility_level", pick(List.of("0", "2", "3.6")));
    set("myhostname", pick(List.of("host.example.com", "host.example.com", "box.test")));
    maybe(4, "mydomain", pick(List.of("example.com", "test")));
    maybe(3, "myorigin", pick(List.of("$mydomain", "$myhostname", "example.org", "alias.test")));
    maybe(2, "mydestination", list());
    maybe(2, "inet_interfaces", pick(List.of("127.0.0.1", "loopback-only", "all", "127.0.0.1")));
    maybe(3, "proxy_interfaces", pick(List.of("192.0.2.1", "192.0.2.1, [2001:db8::1]")));
    maybe(2, "virtual_alias_maps", tables("virtual", hasPcre, false));
    maybe(3, "virtual_alias_domains", list());
    maybe(3, "virtual_mailbox_maps", tables("mailbox", hasPcre, false));
    maybe(3, "virtual_mailbox_domains", list());
    maybe(2, "relay_domains", list());
    maybe(3, "parent_domain_matches_subdomains", parents());
    maybe(2, "relayhost", pick(HOPS));
    maybe(3, "default_transport", transport());
    maybe(3, "relay_transport", transport());
    maybe(4, "local_transport", transport());
    maybe(4, "virtual_transport", transport());
    maybe(1, "transport_maps", tables("transport", hasPcre, false));
    maybe(2, "sender_dependent_relayhost_maps", tables("relayhost", hasPcre, true));
    maybe(2, "sender_dependent_default_transport_maps", tables("sender", hasPcre, true));
    maybe(5, "relocated_maps", tables("relocated", hasPcre, false));
    maybe(2, "recipient_delimiter", pick(List.of("+", "-", "+-", "-+")));
    maybe(8, "double_bounce_sender", "joe");
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
    return new Made(main.toString(), options(), files, compiled);
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
      options.add("relay_domains=$mydestination");
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
    String service = pick(SERVICES);
    return switch (random.nextInt(6)) {
      case 0, 1 -> service;
      case 2 -> service + ":";
      case 3 -> "$myhostname".isEmpty() ? "" : service + ":$myhostname";
      default -> service + ":" + pick(HOPS);
    };
  }

  /** A list of domains with tables, files and exclamation marks. */
  private String list() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String mark = random.nextInt(6) == 0 ? pick(List.of("!", "!!")) : "";
      words.add(
          mark
              + switch (random.nextInt(10)) {
                case 0 -> "." + pick(DOMAINS);
                case 1 -> pick(List.of("$myhostname", "$mydomain", "$mydestination", "localhost"));
                case 2 -> file("list", listLines());
                case 3 -> domainTable();
                default -> pick(DOMAINS);
              });
    }
    // no parameter may refer to itself
    return String.join(pick(List.of(" ", ", ", ",")), words).replace("$mydestination", "localhost");
  }

  private String listLines() {
    StringBuilder lines = new StringBuilder("# domains\n");
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.append(random.nextInt(5) == 0 ? "!" : "").append(pick(DOMAINS)).append(' ');
      lines.append(random.nextBoolean() ? "relay.test # not this\n" : "\n");
    }
    return lines.toString();
  }

  private String domainTable() {
    String key = pick(DOMAINS);
    return switch (random.nextInt(5)) {
      case 0 -> "inline:{" + key + "=x}";
      case 1 -> "texthash:" + file("domains", key + " x\n." + pick(DOMAINS) + " y\n");
      case 2 -> "regexp:" + file("domains", "/^(sub\\.)?example\\.com$/ $1x\n/" + "relay/ y\n");
      case 3 -> hash("domains", key + " x\n");
      default -> "static:x";
    };
  }

  private String file(String name, String content) {
    String path = directory + "/" + name + files.size();
    files.put(path, content);
    return path;
  }

  private String hash(String name, String content) {
    String path = file(name, content);
    compiled.add(path);
    return "hash:" + path;
  }

  // --- tables ----------------------------------------------------------------------------------

  private String tables(String name, boolean hasPcre, boolean ofSenders) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(5) / 2; i >= 0; i--) {
      words.add(table(name, hasPcre, ofSenders));
    }
    return String.join(pick(List.of(" ", ", ")), words);
  }

  private String table(String name, boolean hasPcre, boolean ofSenders) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> "texthash:" + file(name, lines(name, ofSenders));
      case 4, 5 -> hash(name, lines(name, ofSenders));
      case 6 -> inline(name, ofSenders);
      case 7 -> "regexp:" + file(name, patterns(name));
      case 8 -> (hasPcre ? "pcre:" : "regexp:") + file(name, patterns(name));
      case 9 -> random.nextBoolean() ? "static:" + word(name) : "static:{ " + value(name) + " }";
      case 10 ->
          "unionmap:{inline:{"
              + key(ofSenders)
              + "="
              + word(name)
              + "}, texthash:"
              + file(name, lines(name, ofSenders))
              + "}";
      default ->
          random.nextInt(4) == 0
              ? pick(List.of("fail:x", "texthash:/nowhere/at/all", "inline:{x}"))
              : "pipemap:{texthash:"
                  + file(name, lines(name, ofSenders))
                  + ", inline:{smtp="
                  + word(name)
                  + "}}";
    };
  }

  private String lines(String name, boolean ofSenders) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String key = key(ofSenders);
      // an entry twice makes a table useless; once in a while it may
      if (random.nextInt(40) == 0 || !lines.containsKey(key.toLowerCase(java.util.Locale.ROOT))) {
        lines.put(key.toLowerCase(java.util.Locale.ROOT), key + "\t" + value(name));
      }
    }
    String twice = random.nextInt(30) == 0 ? "*  out:\n*  out:\n" : "";
    return "# made\n" + String.join("\n", lines.values()) + "\n" + twice;
  }

  private String inline(String name, boolean ofSenders) {
    StringBuilder pairs = new StringBuilder("inline:{");
    for (int i = random.nextInt(3); i >= 0; i--) {
      pairs.append(random.nextBoolean() ? " " : ", ");
      pairs.append("{ ").append(key(ofSenders)).append(" = ").append(value(name)).append(" }");
    }
    return pairs.append(" }").toString();
  }

  private String patterns(String name) {
    StringBuilder lines = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.append(
          switch (random.nextInt(6)) {
            case 0 -> "/^joe/ " + value(name) + "\n";
            case 1 -> "/@(.*)\\.org$/ smtp:$1\n";
            case 2 -> "!/example/ " + value(name) + "\n";
            case 3 -> "if /relay/\n/^user@/ " + value(name) + "\nendif\n";
            case 4 -> "/^\\*$/ " + value(name) + "\n";
            default -> "/other\\.net$/i " + value(name) + "\n";
          });
    }
    return lines.toString();
  }

  private String key(boolean ofSenders) {
    String domain = pick(DOMAINS);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> pick(USERS) + "@" + domain;
      case 3 -> "*";
      case 4 -> "." + domain;
      case 5 -> ofSenders ? "<>" : domain;
      case 6 -> "@" + domain;
      case 7 -> pick(USERS);
      case 8 -> ofSenders ? "null" : "com";
      case 9 -> "\"joe+ext\"@" + domain;
      default -> ofSenders ? "@" + domain : domain;
    };
  }

  private String value(String name) {
    return switch (name) {
      case "relayhost" -> random.nextInt(5) == 0 ? pick(List.of("DUNNO", "dunno")) : pick(HOPS);
      case "relocated" -> "new@example.net, or so";
      default -> transportValue();
    };
  }

  /** A value without blanks. */
  private String word(String name) {
    return value(name).replace(" ", "").replace(',', ';');
  }

  private String transportValue() {
    String service = pick(SERVICES);
    return switch (random.nextInt(12)) {
      case 0 -> ":";
      case 1 -> ":" + pick(HOPS);
      case 2, 3 -> service + ":";
      case 4 -> service;
      case 5 -> pick(List.of("error:no mail: here", "retry:", "error:", "ERROR:"));
      case 6 -> pick(List.of("DUNNO", "dunno", "smtp"));
      default -> service + ":" + pick(HOPS);
    };
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
