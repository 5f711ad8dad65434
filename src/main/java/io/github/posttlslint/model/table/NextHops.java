package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The next hops that smtp(8) can be handed, in the form in which it looks up TLS policies: from
 * relayhost, transports and filters (trivial-rewrite(8), transport(5), access(5)). Where something
 * that is not seen can add another one, the answer is that it cannot be told.
 */
final class NextHops {

  /** Characters that the name of a domain has at most. */
  private static final int LONGEST_NAME = 255;

  private static final List<String> TRANSPORTS =
      List.of(
          "local_transport",
          "virtual_transport",
          "mailbox_transport",
          "fallback_transport",
          "content_filter",
          "sender_dependent_default_transport_maps",
          "mailbox_transport_maps",
          "fallback_transport_maps");

  private final Setup setup;
  private final List<TableUse> uses;

  /** Next hops as written, and domains or, after a dot, their subdomains; in lower case. */
  private final Set<String> named = new HashSet<>();

  /** Those of them that are domains, letters in reverse. */
  private final TreeSet<String> reversed = new TreeSet<>();

  private final Set<String> smtpTransports = new HashSet<>();

  private boolean anyDomain;
  private @Nullable Doubt doubt;

  NextHops(Setup setup, List<TableUse> uses) {
    this.setup = setup;
    this.uses = uses;
    for (Service service : setup.services()) {
      if (service.type().equals("unix") && service.role() == Role.SMTP_CLIENT) {
        smtpTransports.add(service.name());
      }
    }
    addClass("default_transport");
    addClass("relay_transport");
    TRANSPORTS.forEach(this::addTransports);
    addTransports("transport_maps");
    addHops(text(setup.value("relayhost")));
    entries("sender_dependent_relayhost_maps").forEach(entry -> addHops(entry.value()));
    for (Service service : setup.services()) {
      if (service.role() == Role.SMTP_CLIENT) {
        addHops(text(service.value("smtp_fallback_relay")));
      } else {
        addTransport(service.value("content_filter"));
      }
    }
    addFilters();
    for (String hop : named) {
      if (isDomain(hop) && hop.length() <= LONGEST_NAME) {
        reversed.add(reverse(hop));
      }
    }
  }

  private static boolean isDomain(String hop) {
    return hop.indexOf('[') < 0 && hop.indexOf(':') < 0;
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** Whether a policy with this key can ever be found. */
  Truth reach(String written) {
    String key = written.toLowerCase(Locale.ROOT);
    if (isNoNextHop(key)) {
      return Truth.NO;
    }
    if (named.contains(key) || (isDomain(key) && (anyDomain || isDomainReached(key)))) {
      return Truth.YES;
    }
    return doubt == null ? Truth.NO : Truth.unknown(doubt);
  }

  /** Marks that no destination of smtp(8) has. */
  private static boolean isNoNextHop(String key) {
    return key.indexOf('@') >= 0
        || key.indexOf('*') >= 0
        || key.indexOf('/') >= 0
        || key.endsWith(".")
        || key.indexOf(":[") >= 0;
  }

  private boolean isDomainReached(String key) {
    int from = Math.max(0, key.length() - LONGEST_NAME);
    for (int dot = key.indexOf('.', from); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (named.contains(key.substring(dot))) {
        return true;
      }
    }
    if (!key.startsWith(".")) {
      return false;
    }
    String ending = reverse(key);
    String hop = reversed.ceiling(ending);
    return hop != null && hop.startsWith(ending);
  }

  /** A class of destinations: relayhost is its next hop if it names none itself. */
  private void addClass(String parameter) {
    Transport transport = Transport.parse(text(setup.value(parameter)));
    if (isSmtp(transport.name())) {
      addHops(transport.hop());
      boolean hasRelay = setup.value("relayhost").known().isSet().ifUnknown(true);
      anyDomain |= transport.hop().isEmpty() && !hasRelay;
    }
  }

  private void addTransports(String parameter) {
    if (!parameter.endsWith("_maps")) {
      addTransport(setup.value(parameter));
      return;
    }
    for (Entry entry : entries(parameter)) {
      addTransport(parameter.equals("transport_maps") ? entry.key() : "*", entry.value());
    }
  }

  private void addTransport(Value value) {
    // the default local:$myhostname is no matter of smtp(8), whatever the name of the host
    boolean maySend = value.before(':').or(name -> name.isEmpty() || isSmtp(name), false, true);
    if (maySend) {
      addTransport("*", text(value));
    }
  }

  /** What {@code transport:nexthop} hands to smtp(8) for a domain; {@code *} is any. */
  private void addTransport(String domain, String text) {
    Transport transport = Transport.parse(text);
    if (!transport.name().isEmpty() && !isSmtp(transport.name())) {
      return;
    }
    if (!transport.hop().isEmpty()) {
      addHops(transport.hop());
    } else if (domain.equals("*")) {
      anyDomain |= !text.isEmpty();
    } else {
      named.add(domain.substring(domain.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }
  }

  /** One next hop or, since 3.5, several. */
  private void addHops(String text) {
    for (String hop : ListText.words(text)) {
      named.add(hop.toLowerCase(Locale.ROOT));
    }
  }

  private boolean isSmtp(String name) {
    return smtpTransports.contains(name);
  }

  /** A key, or {@code *} for any, and its value. */
  private record Entry(String key, String value) {}

  /** The entries of the tables of a parameter, as far as they can be read. */
  private List<Entry> entries(String parameter) {
    text(setup.value(parameter));
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      if (use.parameter().equals(parameter) && seen.add(use.reference().text())) {
        PatternTable patterns = use.patterns();
        if (patterns != null) {
          addPatterns(patterns, parameter, entries);
        } else if (use.source() == null) {
          doubt("what " + parameter + " names is not known", parameter);
        }
        for (TableEntry entry : use.certainEntries()) {
          entries.add(new Entry(entry.key().text(), entry.value().text()));
        }
      }
    }
    return entries;
  }

  private void addPatterns(PatternTable patterns, String parameter, List<Entry> entries) {
    for (PatternTable.Rule rule : patterns.rules()) {
      String value = rule.text();
      if (value == null) {
        doubt("a result of " + parameter + " depends on the key", parameter);
      } else {
        entries.add(new Entry("*", value));
      }
    }
  }

  /** Restrictions and checks can send mail elsewhere with the action FILTER. */
  private void addFilters() {
    if (setup.value("smtpd_restriction_classes").known().isSet().ifUnknown(true)) {
      doubt("restriction classes can filter mail", "smtpd_restriction_classes");
    }
    Set<String> seen = new HashSet<>();
    for (Service service : setup.services()) {
      for (String list : List.of("client", "helo", "sender", "relay", "recipient", "data")) {
        String parameter = "smtpd_" + list + "_restrictions";
        String text = text(service.value(parameter));
        if (seen.add(text) && text.contains("check_policy_service")) {
          doubt("a policy service can filter mail", parameter);
        }
      }
    }
    for (TableUse use : uses) {
      boolean filters =
          use.parameter().endsWith("_checks") || use.parameter().endsWith("_restrictions");
      if (filters && seen.add(use.reference().text())) {
        TableType type = use.reference().type();
        boolean inline = type != null && type.kind() == TableType.Kind.INLINE;
        SourceText source = inline ? null : use.text();
        String text = inline ? use.reference().name() : source == null ? "filter" : source.text();
        if (text.toLowerCase(Locale.ROOT).contains("filter")) {
          doubt("a table of " + use.parameter() + " can filter mail", use.parameter());
        }
      }
    }
  }

  /** A value; empty where nothing is set, and where it is hidden, which may hide a next hop. */
  private String text(Value value) {
    doubt = doubt == null ? value.known().doubt() : doubt;
    return value.known().or("", "");
  }

  private void doubt(String reason, String parameter) {
    if (doubt == null) {
      doubt = new Doubt(reason, parameter);
    }
  }
}
