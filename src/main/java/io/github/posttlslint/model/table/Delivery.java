package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
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
 * A next hop that relayhost, sender_dependent_relayhost_maps or transport_maps tells smtp(8) to
 * deliver to, together with the service of master.cf that delivers.
 *
 * @param parameter the parameter that has the next hop, or that names its table
 * @param lookup answers what applies to the next hop
 */
public record Delivery(
    Service service, String parameter, NextHop hop, Span place, TableLookup lookup)
    implements ServicePart {

  private static final String POLICIES = "smtp_tls_policy_maps";
  private static final String PASSWORDS = "smtp_sasl_password_maps";

  /** That to relayhost first, then those of the tables, in their order. */
  public static List<Delivery> all(Setup setup, Tables tables) {
    List<Delivery> all = new ArrayList<>();
    Map<String, Service> clients = clients(setup);
    String transport =
        setup.value("default_transport").known().or(text -> Transport.parse(text).name(), "", "");
    Value relayhost = setup.value("relayhost");
    Span span = relayhost.valueSpan();
    if (span != null) {
      // where a template fills relayhost in, nobody knows for whom to look a policy up
      String hop = relayhost.known().or("", "");
      add(clients.get(transport), "relayhost", hop, span, tables, all);
    }
    Set<String> seen = new HashSet<>();
    for (TableUse use : tables.uses()) {
      boolean relays = use.parameter().equals("sender_dependent_relayhost_maps");
      if (use.service() == null
          && (relays || use.parameter().equals("transport_maps"))
          && seen.add(use.parameter() + use.reference().text())) {
        for (TableEntry entry : use.certainEntries()) {
          String value = entry.value().text();
          int colon = value.indexOf(':');
          String name = relays ? transport : colon < 0 ? "" : value.substring(0, colon);
          String hop = relays || colon < 0 ? value : value.substring(colon + 1);
          add(clients.get(name), use.parameter(), hop, entry.value().span(), tables, all);
        }
      }
    }
    return all;
  }

  private static void add(
      @Nullable Service service,
      String parameter,
      String hop,
      Span span,
      Tables tables,
      List<Delivery> all) {
    if (service == null || LogicalText.isOpaque(hop)) {
      return;
    }
    for (NextHop one : NextHop.all(hop, service.setup().version())) {
      boolean broken = one.host().indexOf(',') >= 0 || one.host().indexOf(' ') >= 0;
      if (!one.host().isEmpty() && !broken) {
        all.add(new Delivery(service, parameter, one, span, tables.lookup()));
      }
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

  /** The level in force, TLS policies included. */
  public Known<String> level() {
    Known<String> policy = lookup.policy(value(POLICIES), hop.text());
    return policy.fold(text -> Known.of(firstWord(text)), this::levelOfService, Known::unknown);
  }

  private Known<String> levelOfService() {
    boolean perSite = value("smtp_tls_per_site").known().isSet().ifUnknown(true);
    boolean policies = value(POLICIES).known().isSet().ifUnknown(true);
    if (perSite && !policies) {
      return Known.unknown(
          new Doubt("smtp_tls_per_site may change the level", "smtp_tls_per_site"));
    }
    return Side.client(service).level().name();
  }

  private static String firstWord(String policy) {
    int end = 0;
    while (end < policy.length() && " \t,".indexOf(policy.charAt(end)) < 0) {
      end++;
    }
    return policy.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether there is a password (smtp_sasl_passwd_lookup()): for the host's name, then for the next
   * hop as written. The names of hosts that MX records lead to are not known here.
   */
  public Truth hasPassword() {
    return value("smtp_sender_dependent_authentication")
        .isYes()
        .fold(
            () -> Truth.unknown(new Doubt("the sender's address decides", PASSWORDS)),
            this::hasPasswordForHop,
            Truth::unknown);
  }

  private Truth hasPasswordForHop() {
    Value maps = value(PASSWORDS);
    Truth byHop = lookup.find(maps, hop.text()).isSet();
    return byHop.or(
        () ->
            hop.bracketed()
                ? lookup.find(maps, hop.host()).isSet()
                : Truth.unknown(
                    new Doubt("the names that MX records lead to are not known", PASSWORDS)));
  }

  @Override
  public String quoted(String fact, String text) {
    boolean ofTable = fact.equals("destination") && !parameter.equals("relayhost");
    return ofTable ? TableWords.key(TableUse.Purpose.TRANSPORT, text) : text;
  }
}
