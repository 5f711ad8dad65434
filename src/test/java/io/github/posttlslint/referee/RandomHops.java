package io.github.posttlslint.referee;

import io.github.posttlslint.routes.MailServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Next hops of a random set-up. */
final class RandomHops {

  private static final List<Integer> PORTS =
      List.of(587, 587, 587, 25, 25, 465, 465, 2525, 2526, 2527, 8465);

  private final Choices choices;
  private final List<String> services;
  private final Set<String> hops = new TreeSet<>();

  /**
   * Makes none yet.
   *
   * @param services names of entries of master.cf that may carry mail
   */
  RandomHops(Choices choices, List<String> services) {
    this.choices = choices;
    this.services = services;
  }

  /** All that were made, those of a list one by one, in the order of their texts. */
  Set<String> made() {
    return hops;
  }

  String hop() {
    String host = choices.pick(MailServer.HOSTS);
    int kind = choices.below(100);
    String hop;
    if (kind < 52) {
      hop = "[" + host + "]:" + choices.pick(PORTS);
    } else if (kind < 62) {
      hop = host + ":" + choices.pick(PORTS);
    } else if (kind < 70) {
      hop = "[" + host + "]";
    } else if (kind < 78) {
      hop = host;
    } else if (kind < 88) {
      hop = "[127.0.0.2]:" + choices.pick(PORTS);
    } else if (kind < 93) {
      hop = "[" + host + "]:submission";
    } else if (kind < 97) {
      hop = "[" + host + "]:smtps";
    } else if (kind < 99) {
      hop = "[" + host + "]:1, [" + host + "]:587";
    } else {
      hop = "[" + host + "]:1";
    }
    hops.addAll(List.of(hop.split(", ")));
    return hop;
  }

  String lmtpHop() {
    String host = choices.pick(MailServer.HOSTS);
    String hop = choices.pick(List.of(host + ":24", "[" + host + "]:24", host + ":2003", host));
    hops.add(hop);
    return choices.likely(70) ? "inet:" + hop : hop;
  }

  /** A service, and the server that is no end but a content filter. */
  String filter() {
    return choices.pick(services) + ":[127.0.0.2]:10024";
  }

  /** A service, and perhaps a next hop. */
  String transport() {
    int kind = choices.below(100);
    if (kind < 6) {
      return "gone:" + hop();
    }
    if (kind < 12) {
      return "lmtp:" + lmtpHop();
    }
    return choices.pick(services) + (kind < 24 ? kind % 2 == 0 ? ":" : "" : ":" + hop());
  }

  /** The next hop as somebody else would write it. */
  String changed(String hop) {
    String host = hop.replaceAll("[\\[\\]]|:\\w+$", "");
    return choices.pick(
        List.of(host, "[" + host + "]", hop.replaceAll("[\\[\\]]", ""), "." + host));
  }
}
