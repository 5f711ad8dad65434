package io.github.posttlslint.model.dns;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What zones say of a name of a listener, for people.
 *
 * @param service the listener, such as {@code smtp/inet}
 * @param port the port by which its records are found
 * @param domains the domains whose mail it takes by that name
 * @param tlsa what its TLSA records come to
 * @param reports which of the domains ask for TLS reports, and whether Postfix sends some itself;
 *     empty if none does
 * @param enforcing those of the domains with a policy of MTA-STS in mode enforce
 */
public record PromisedName(
    String service,
    int port,
    String name,
    List<String> domains,
    String tlsa,
    List<String> enforcing,
    String reports) {

  private static final String UNKNOWN = "cannot tell";

  public PromisedName {
    domains = List.copyOf(domains);
    enforcing = List.copyOf(enforcing);
  }

  /** Those of all names. */
  public static List<PromisedName> all(MailHosts hosts) {
    List<PromisedName> all = new ArrayList<>();
    Set<String> asking = new HashSet<>();
    for (MailDomain domain : hosts.domains()) {
      if (domain.asksForReports()) {
        asking.add(domain.domain());
      }
    }
    for (MailHost host : hosts.hosts()) {
      all.add(
          new PromisedName(
              host.service().id(),
              host.port(),
              host.name(),
              host.domains(),
              tlsa(host),
              host.enforcing(),
              reports(host, asking)));
    }
    return all;
  }

  private static String reports(MailHost host, Set<String> asking) {
    List<String> its = host.domains().stream().filter(asking::contains).toList();
    return its.isEmpty()
        ? ""
        : "TLS reports asked for by " + String.join(", ", Few.of(its)) + "; " + ownReports(host);
  }

  /** What Postfix's own client reports to others (TLSRPT_README). */
  private static String ownReports(MailHost host) {
    Setup setup = host.service().setup();
    if (!setup.version().isAtLeast(3, 10)) {
      return "Postfix sends none itself before 3.10";
    }
    return setup
        .value("smtp_tlsrpt_enable")
        .isYes()
        .fold(
            () -> "Postfix sends some itself, too",
            () -> "Postfix sends none itself: smtp_tlsrpt_enable = no",
            doubt -> "cannot tell whether Postfix sends some itself");
  }

  private static String tlsa(MailHost host) {
    return host.count().or(count -> tlsa(count, host), UNKNOWN, UNKNOWN);
  }

  private static String tlsa(int count, MailHost host) {
    if (count == 0) {
      return "no TLSA records";
    }
    String records = count == 1 ? "1 TLSA record" : count + " TLSA records";
    if (host.failure().isSet().ifUnknown(false)) {
      return records + ", and no TLS";
    }
    if (host.usable().is(usable -> usable == 0).ifUnknown(false)) {
      return records + ", of which senders use none";
    }
    return host.isVerified()
        .fold(
            () -> records + ", by which all certificates are verified",
            () -> records + ", not verified: " + unverified(host.unverified()),
            doubt -> records + ", cannot tell whether they fit");
  }

  private static String unverified(Known<List<String>> certificates) {
    return certificates.or(
        all -> all.isEmpty() ? "there is no certificate" : String.join(", ", all),
        UNKNOWN,
        UNKNOWN);
  }
}
