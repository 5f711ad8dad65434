package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.NextHop;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TableLookup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.setup.Value;
import io.github.posttlslint.table.Answer;
import io.github.posttlslint.table.TableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code next-hop}: a host that relayhost, sender_dependent_relayhost_maps or transport_maps
 * tells smtp(8) to deliver to, together with the service of master.cf that delivers.
 *
 * <p>Facts: {@code source} (the parameter), {@code destination} (as written), {@code host}, {@code
 * port}, {@code bracketed}, {@code loopback}, {@code service} (its name), {@code tls} (the level in
 * force, TLS policies included), {@code policy} (a TLS policy applies), {@code password}
 * (smtp_sasl_password_maps has an entry for it). Anchors: {@code value}.
 */
final class NextHopSubject implements Subject {

  private final Service service;
  private final String parameter;
  private final NextHop hop;
  private final Span span;
  private final TableLookup lookup;

  private NextHopSubject(
      Service service, String parameter, NextHop hop, Span span, TableLookup lookup) {
    this.service = service;
    this.parameter = parameter;
    this.hop = hop;
    this.span = span;
    this.lookup = lookup;
  }

  static List<NextHopSubject> all(Setup setup, List<TableUse> uses, TableLookup lookup) {
    List<NextHopSubject> all = new ArrayList<>();
    Map<String, Service> clients = clients(setup);
    Value transport = setup.value("default_transport");
    Value relay = setup.value("relayhost");
    Span span = relay.valueSpan();
    if (span != null && !relay.isUnset() && !relay.isUnknown() && !transport.isUnknown()) {
      add(clients, transport.text(), "relayhost", relay.text(), span, lookup, all);
    }
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      boolean relays = use.parameter().equals("sender_dependent_relayhost_maps");
      if (use.service() == null
          && (relays || use.parameter().equals("transport_maps"))
          && seen.add(use.parameter() + use.reference().text())) {
        for (TableEntry entry : use.certainEntries()) {
          String value = entry.value().text();
          int colon = value.indexOf(':');
          String name = relays ? transport.text() : colon < 0 ? "" : value.substring(0, colon);
          String hop = relays || colon < 0 ? value : value.substring(colon + 1);
          add(clients, name, use.parameter(), hop, entry.value().span(), lookup, all);
        }
      }
    }
    return all;
  }

  private static void add(
      Map<String, Service> clients,
      String transport,
      String parameter,
      String hop,
      Span span,
      TableLookup lookup,
      List<NextHopSubject> all) {
    int colon = transport.indexOf(':');
    String name = colon < 0 ? transport : transport.substring(0, colon);
    NextHop parsed = NextHop.parse(hop);
    boolean several = hop.indexOf(',') >= 0 || hop.indexOf(' ') >= 0;
    if (parsed.host().isEmpty() || several || LogicalText.isOpaque(hop)) {
      return;
    }
    Service service = clients.get(name);
    if (service != null) {
      all.add(new NextHopSubject(service, parameter, parsed, span, lookup));
    }
  }

  /** The services that deliver by SMTP, by name; of those of the same name the first. */
  private static Map<String, Service> clients(Setup setup) {
    Map<String, Service> clients = new HashMap<>();
    for (Service service : setup.services()) {
      if (service.type().equals("unix") && service.role() == Role.SMTP_CLIENT) {
        clients.putIfAbsent(service.name(), service);
      }
    }
    return clients;
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String name) {
    return service.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "source" -> Fact.of(parameter);
      case "destination" -> Fact.of(hop.text());
      case "host" -> Fact.of(hop.host());
      case "port" -> hop.port() < 0 ? Fact.absent() : Fact.of(hop.port());
      case "bracketed" -> Fact.of(hop.bracketed());
      case "loopback" -> Fact.of(hop.isLoopback());
      case "service" -> Fact.of(service.name());
      case "tls" -> level();
      case "policy" -> policy();
      case "password" -> password();
      default -> SetupFacts.of(setup(), name);
    };
  }

  private Answer foundPolicy() {
    return lookup.policy(value("smtp_tls_policy_maps"), hop.text());
  }

  private Fact policy() {
    Answer policy = foundPolicy();
    String reason = policy.reason();
    return reason == null
        ? Fact.of(policy.found() != null)
        : new Fact.Unknown(reason, "smtp_tls_policy_maps");
  }

  private Fact level() {
    Answer policy = foundPolicy();
    String reason = policy.reason();
    String found = policy.found();
    if (reason != null) {
      return new Fact.Unknown(reason, "smtp_tls_policy_maps");
    }
    if (found != null) {
      return Fact.of(firstWord(found));
    }
    if (!value("smtp_tls_per_site").isUnset() && value("smtp_tls_policy_maps").isUnset()) {
      return new Fact.Unknown("smtp_tls_per_site may change the level", "smtp_tls_per_site");
    }
    Levels level = Levels.client(service);
    String hidden = level.reason();
    return hidden == null ? Fact.of(level.name()) : new Fact.Unknown(hidden, level.decidedBy());
  }

  private static String firstWord(String policy) {
    int end = 0;
    while (end < policy.length() && " \t,".indexOf(policy.charAt(end)) < 0) {
      end++;
    }
    return policy.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /**
   * smtp_sasl_passwd_lookup(): the host's name, then the next hop as written. The names of hosts
   * that MX records lead to are not known here.
   */
  private Fact password() {
    String maps = "smtp_sasl_password_maps";
    if (value("smtp_sender_dependent_authentication").text().equalsIgnoreCase("yes")) {
      return new Fact.Unknown("the sender's address decides", maps);
    }
    Answer byHop = lookup.find(value(maps), hop.text());
    Answer byHost = hop.bracketed() ? lookup.find(value(maps), hop.host()) : Answer.NOTHING;
    if (byHop.found() != null || byHost.found() != null) {
      return Fact.of(true);
    }
    String reason = byHop.reason() != null ? byHop.reason() : byHost.reason();
    if (reason == null && !hop.bracketed()) {
      reason = "the names that MX records lead to are not known";
    }
    return reason == null ? Fact.of(false) : new Fact.Unknown(reason, maps);
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("value") ? span : null;
  }

  @Override
  public Span place() {
    return span;
  }

  @Override
  public String parameter() {
    return parameter;
  }

  @Override
  public String quoted(String fact, String text) {
    boolean ofTable = fact.equals("destination") && !parameter.equals("relayhost");
    return ofTable ? TableWords.key(TableUse.Purpose.TRANSPORT, text) : text;
  }
}
