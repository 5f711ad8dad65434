package io.github.posttlslint.routes;

import io.github.posttlslint.routes.RandomMails.Mail;
import io.github.posttlslint.routes.RandomRoutes.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Set-ups and addresses for what chance seldom brings together. */
final class ChosenRoutes {

  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = host.example.com
      mydestination = $myhostname
      myorigin = origin.test
      recipient_delimiter = -+
      double_bounce_sender = twice-joe
      inet_interfaces = 127.0.0.1
      proxy_interfaces = 192.0.2.1, [2001:db8::1]
      append_at_myorigin = no
      relayhost = [relay]
      """;

  private static final List<String> VARIANTS =
      List.of(
          "",
          "resolve_numeric_domain = yes\nparent_domain_matches_subdomains = transport_maps\n",
          "swap_bangpath = no\nresolve_dequoted_address = no\nowner_request_special = no\n",
          "resolve_null_domain = yes\nallow_percent_hack = no\nallow_min_user = yes\n");

  private static final String TRANSPORTS =
      """
      mailer@other.net out:[mailer]
      twice@other.net  out:[twice]
      joe@other.net    out:[joe]
      owner@other.net  out:[owner]
      list@other.net   out:[list]
      .example.org     out:[dot]
      example.org      out:[exact]
      org              out:[parent]
      .org             out:[dot-org]
      "a b"@other.net  out:[quoted]
      "a c"@other.net  out:
      """;

  private static final String RELAYS =
      """
      joe              [bare]
      joe+whole        [whole]
      @host.example.com [at-host]
      @origin.test     [at-origin]
      <>               [null]
      twice            [twice]
      """;

  private static final List<String> SENDERS =
      List.of(
          "",
          "joe@host.example.com",
          "joe+ext@HOST.example.com",
          "joe+whole@host.example.com",
          "joe+ext@origin.test",
          "other@origin.test",
          "joe+ext@[192.0.2.1]",
          "joe+ext@elsewhere.test",
          "joe+ext",
          "twice-joe@host.example.com");

  private static final List<String> RECIPIENTS =
      List.of(
          "mailer-daemon@other.net",
          "Mailer-Daemon@other.net",
          "twice-joe@other.net",
          "joe-ext@other.net",
          "joe+ext@other.net",
          "owner-x@other.net",
          "list-request@other.net",
          "-request@other.net",
          "a b@other.net",
          "a c@other.net",
          "x@example.org",
          "x@a.example.org",
          "x@a.b.test.org",
          "x@org",
          "@relay.test:",
          "@relay.test:joe@other.net",
          "!joe(c)x",
          "(c)joe",
          "joe(c)(d)x@other.net",
          "joe \"x\"@host.example.com@host.example.com",
          "other.net!joe@host.example.com",
          "joe%other.net@host.example.com",
          "\"joe@other.net\"@host.example.com",
          "joe@other.net@host.example.com",
          "user@0.1.2.3",
          "user@0.0.0.0",
          "user@192.0.2.1",
          "user@[192.0.2.1]",
          "user@[IPv6:2001:db8:0::1]",
          "user@[IPv6:2001:db8::2]",
          "user@[127.0.0.1]",
          "user@2001:db8::1",
          "user@",
          "@",
          "",
          "user@host.example.com.",
          "user@host.example.com..");

  private ChosenRoutes() {}

  /**
   * The set-ups.
   *
   * @param directory where their files will lie
   */
  static List<Made> all(String directory) {
    String transports = directory + "/transports";
    String relays = directory + "/relays";
    String tables =
        String.format(
            "transport_maps = texthash:%s%nsender_dependent_relayhost_maps = texthash:%s%n",
            transports, relays);
    List<Made> all = new ArrayList<>();
    for (String variant : VARIANTS) {
      Map<String, String> files = Map.of(transports, TRANSPORTS, relays, RELAYS);
      all.add(new Made(MAIN + variant + tables, List.of(), files, List.of()));
    }
    return all;
  }

  /** Each sender with each recipient. */
  static List<Mail> mails() {
    List<Mail> mails = new ArrayList<>();
    for (String recipient : RECIPIENTS) {
      for (String sender : SENDERS) {
        mails.add(new Mail(sender, recipient));
      }
    }
    return mails;
  }
}
