package io.github.posttlslint.model.dns;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Visitors;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.Zones;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names by which zones lead clients to the listeners of a set-up.
 *
 * @param hosts each name with each listener
 * @param domains the mail domains that have such a name among their MX hosts, and those with MX
 *     records that a set-up which listens at port 25 lists as its own
 */
public record MailHosts(List<MailHost> hosts, List<MailDomain> domains) {

  /** Where servers deliver. */
  static final int SMTP = 25;

  private static final List<String> DOMAINS =
      List.of("mydestination", "relay_domains", "virtual_alias_domains", "virtual_mailbox_domains");

  private static final List<Integer> PORTS = List.of(SMTP, 465, 587);

  public MailHosts {
    hosts = List.copyOf(hosts);
    domains = List.copyOf(domains);
  }

  /** Those of a set-up. */
  public static MailHosts of(
      Setup setup,
      List<TlsFiles> files,
      List<TableUse> tables,
      Promises promises,
      JudgeSettings settings) {
    Zones zones = promises.zones();
    Map<String, List<ZoneRecord>> mx = zones.mailHosts();
    List<TableUse> names = new ArrayList<>(tables);
    names.removeIf(use -> use.purpose() != TableUse.Purpose.SNI);
    List<SniEntry> entries = SniEntry.all(names);
    Policies policies = Policies.of(promises, zones);
    MailHost.Context context = new MailHost.Context(zones, policies.enforcing(), settings.now());
    List<MailHost> hosts = new ArrayList<>();
    Set<String> domains = new TreeSet<>();
    for (Listener listener : Listeners.of(setup, files)) {
      int port = port(listener);
      if (PORTS.contains(port) && isReached(listener)) {
        Presented presented = new Presented(listener, names, entries);
        if (port == SMTP) {
          addListed(setup, zones, domains);
        }
        for (String name : new OwnNames(presented, zones, mx.keySet(), settings).all()) {
          List<ZoneRecord> of = mx.getOrDefault(name, List.of());
          MailHost host = new MailHost(presented, name, port, of, context);
          if (port == SMTP || !host.tlsa().isEmpty()) {
            hosts.add(host);
          }
        }
      }
    }
    hosts.forEach(host -> domains.addAll(host.domains()));
    return new MailHosts(hosts, domains(setup, domains, zones, policies));
  }

  /** What postscreen(8) lets through meets the service behind it. */
  private static int port(Listener listener) {
    Endpoint endpoint = listener.service().endpoint();
    if (endpoint == null) {
      return listener.service().type().equals("pass") ? SMTP : -1;
    }
    return endpoint.port();
  }

  private static boolean isReached(Listener listener) {
    Service service = listener.service();
    Endpoint endpoint = service.endpoint();
    boolean isLocal = endpoint != null && endpoint.isLoopback();
    Visitors visitors = listener.visitors().or(Visitors.PUBLIC, Visitors.PUBLIC);
    return !service.isAssumed()
        && !isLocal
        && visitors != Visitors.FILTER
        && visitors != Visitors.LOCAL;
  }

  /** The domains that a set-up itself names as those whose mail it takes. */
  private static void addListed(Setup setup, Zones zones, Set<String> to) {
    for (String parameter : DOMAINS) {
      for (MatchList.Pattern pattern : new MatchList(setup.value(parameter)).patterns()) {
        String domain = Zones.canonical(pattern.text());
        boolean isName = pattern.kind() == MatchList.Kind.WORD && !pattern.excludes();
        if (isName && !zones.find(domain, ZoneRecord.Mx.class).records().isEmpty()) {
          to.add(domain);
        }
      }
    }
  }

  private static List<MailDomain> domains(
      Setup setup, Set<String> domains, Zones zones, Policies policies) {
    List<MailDomain> all = new ArrayList<>();
    for (String domain : domains) {
      all.add(new MailDomain(setup, domain, zones, policies.of(domain)));
    }
    return all;
  }

  /** The names of a listener's host that zones have. */
  private record OwnNames(
      Presented presented, Zones zones, Set<String> mx, JudgeSettings settings) {

    Set<String> all() {
      Service service = presented.listener().service();
      String own = Zones.canonical(service.value("myhostname").known().or("", ""));
      Set<String> names = new LinkedHashSet<>();
      if (isThere(own)) {
        names.add(own);
      }
      for (String name : settings.names()) {
        add(Zones.canonical(name), names);
      }
      presented.serverNames().forEach(name -> add(Zones.canonical(name), names));
      Set<String> addresses = addresses(own);
      for (String name : presented.names()) {
        Set<String> its = addresses(name);
        its.retainAll(addresses);
        boolean isElsewhere = its.isEmpty() && !addresses.isEmpty() && !addresses(name).isEmpty();
        if (!isElsewhere) {
          add(Zones.canonical(name), names);
        }
      }
      for (String host : mx) {
        Set<String> its = addresses(host);
        its.retainAll(addresses);
        if (!its.isEmpty()) {
          names.add(host);
        }
      }
      return names;
    }

    private void add(String name, Set<String> to) {
      if (mx.contains(name) || hasTlsa(name)) {
        to.add(name);
      }
    }

    private boolean isThere(String name) {
      return !name.isEmpty()
          && (mx.contains(name)
              || hasTlsa(name)
              || !zones.find(name, ZoneRecord.Address.class).records().isEmpty());
    }

    private boolean hasTlsa(String name) {
      for (int port : PORTS) {
        String owner = "_" + port + "._tcp." + name;
        if (!zones.find(owner, ZoneRecord.Certificate.class).records().isEmpty()) {
          return true;
        }
      }
      return false;
    }

    private Set<String> addresses(String name) {
      Set<String> found = new LinkedHashSet<>();
      for (ZoneRecord record : zones.find(name, ZoneRecord.Address.class).records()) {
        if (record.data() instanceof ZoneRecord.Address address) {
          found.add(address.address());
        }
      }
      return found;
    }
  }
}
