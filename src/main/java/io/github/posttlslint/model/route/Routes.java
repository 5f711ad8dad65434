package io.github.posttlslint.model.route;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.LocalDelivery;
import io.github.posttlslint.model.rewrite.Resolution;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.table.PatternTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways that mail can take out of a setup. */
public final class Routes {

  private final Tables tables;
  private final List<Route> all;
  private final @Nullable Doubt doubt;
  private final Lazy<AskedKeys> asked;
  private final PolicyFinder policies;
  private final Lazy<PolicyLevels> levels;
  private final Lazy<RecipientDomains> domains;
  private final Carriers carriers;
  private final Lazy<MissedHops> missed;
  private final Lazy<AskingServices> asking;
  private final Lazy<Set<Service>> withoutTrust = new Lazy<>(this::findWithoutTrust);
  private final Lazy<Set<Span>> passwordsShown = new Lazy<>(this::findPasswordsShown);

  private Routes(
      Tables tables,
      List<Route> all,
      @Nullable Doubt doubt,
      List<Route> named,
      PolicyFinder policies,
      Lazy<RecipientDomains> domains,
      Carriers carriers) {
    this.tables = tables;
    this.carriers = carriers;
    this.policies = policies;
    this.domains = domains;
    this.levels = new Lazy<>(() -> new ReachedPolicies(tables, this));
    this.all = List.copyOf(all);
    this.doubt = doubt;
    this.asked = new Lazy<>(() -> new AskedKeys(named, doubt));
    this.asking = new Lazy<>(() -> new AskingServices(named));
    this.missed = new Lazy<>(() -> new MissedHops(all, asked.get()));
  }

  /** Finds the ways of a setup. */
  public static Routes of(Setup setup, Tables tables) {
    NamedHosts hosts = new NamedHosts();
    PolicyFinder policies = new PolicyFinder(setup, tables, hosts);
    Lazy<RecipientDomains> domains = new Lazy<>(() -> new RecipientDomains(setup, tables));
    Carriers carriers = new Carriers(setup);
    RouteFinder finder = new RouteFinder(setup, tables, policies, domains, carriers);
    List<Route> named = finder.find();
    hosts.add(named, finder.doubt());
    List<Route> all = new ArrayList<>(named);
    all.addAll(finder.findDomainsOfPolicies());
    return new Routes(tables, all, finder.doubt(), named, policies, domains, carriers);
  }

  /** The setup whose ways they are. */
  public Setup setup() {
    return policies.setup();
  }

  /** Those that can be seen: by main.cf first, then by tables, filters, and where others fail. */
  public List<Route> all() {
    return all;
  }

  /** Whether there may be more than are followed: {@link Limits#SETUP_ROUTES}. */
  public boolean areMany() {
    return all.size() >= Limits.SETUP_ROUTES;
  }

  /** Why there can be others; null if there are none. */
  public @Nullable Doubt doubt() {
    return doubt;
  }

  /**
   * The ways that the mail for one address takes, in the order in which they are tried: to each
   * destination of the next hop, then to those that are tried where these fail. None where the
   * service has nothing to do with SMTP; unset where Postfix refuses the address.
   *
   * @param sender empty for the null sender
   */
  public Known<List<Route>> find(String sender, String recipient) {
    return domains.get().resolver().resolve(sender, recipient).map(to -> ways(to, sender));
  }

  /**
   * The same for mail that comes by an smtpd(8): first of all it goes to the content filter, if
   * there is one for it.
   */
  public Known<List<Route>> find(Service receiver, String sender, String recipient) {
    return MailFilter.find(receiver, tables, sender, recipient)
        .fold(
            filter -> Known.of(waysToFilter(filter, sender, recipient)),
            () -> find(sender, recipient),
            Known::unknown);
  }

  /** Where a filter names no next hop, the recipient's domain is it (qmgr_message.c). */
  private List<Route> waysToFilter(Step filter, String sender, String recipient) {
    Transport transport = Transport.parse(filter.text());
    String hop = hopOfFilter(transport, recipient);
    return ways(Route.Source.FILTER, List.of(filter), transport.name(), hop, sender);
  }

  private String hopOfFilter(Transport transport, String recipient) {
    String usual = setup().value("default_filter_nexthop").known().or("", "");
    String domain = recipient.substring(recipient.lastIndexOf('@') + 1);
    return !transport.hop().isEmpty() ? transport.hop() : usual.isEmpty() ? domain : usual;
  }

  /**
   * The same where the answer to the address is known already.
   *
   * @param sender empty for one that no table has
   */
  public List<Route> ways(Resolution to, String sender) {
    Route.Source source = Route.Source.of(to.addressClass());
    return ways(source, to.steps(), to.transport(), to.nextHop(), sender);
  }

  /**
   * The parts of the way of one mail, from its filter to where local(8) hands it on.
   *
   * @param sender empty for one that no table has
   * @param to the answer to its address
   */
  public List<Leg> legs(String sender, String recipient, Resolution to) {
    List<Leg> legs = new ArrayList<>(filters(sender, recipient, to));
    legs.add(leg(Leg.Part.ADDRESS, Known.of(to), sender, List.of()));
    Service local = carriers.find(to.transport());
    if (local != null && local.program().equals("local")) {
      LocalDelivery delivery = new LocalDelivery(local, tables, to, recipient);
      Known<Resolution> all = delivery.ofAll();
      if (all.isSet().ifUnknown(true)) {
        legs.add(leg(Leg.Part.MAILBOX, all, sender, List.of()));
      }
      if (!all.isSet().ifUnknown(false) && delivery.ofUnknown().isSet().ifUnknown(true)) {
        legs.add(leg(Leg.Part.UNKNOWN_USER, delivery.ofUnknown(), sender, List.of()));
      }
    }
    return legs;
  }

  private Leg leg(Leg.Part part, Known<Resolution> to, String sender, List<String> receivers) {
    Route.Source source = part == Leg.Part.FILTER ? Route.Source.FILTER : Route.Source.MAILBOX;
    List<Route> ways =
        to.or(
            known ->
                part == Leg.Part.ADDRESS
                    ? ways(known, sender)
                    : ways(source, known.steps(), known.transport(), known.nextHop(), sender),
            List.of(),
            List.of());
    return new Leg(part, to, ways, receivers);
  }

  /** The filters of the services by which the mail can come; the same one of several is one. */
  private List<Leg> filters(String sender, String recipient, Resolution to) {
    Map<Step, List<String>> filters = new LinkedHashMap<>();
    Map<Doubt, List<String>> doubts = new LinkedHashMap<>();
    for (Service service : setup().services()) {
      if (service.program().equals("smtpd") && !service.isAssumed()) {
        Known<Step> filter = MailFilter.find(service, tables, sender, recipient);
        Doubt why = filter.doubt();
        if (why != null) {
          doubts.computeIfAbsent(why, one -> new ArrayList<>()).add(service.id());
        } else {
          filter.map(
              step -> filters.computeIfAbsent(step, one -> new ArrayList<>()).add(service.id()));
        }
      }
    }
    List<Leg> legs = new ArrayList<>();
    filters.forEach(
        (step, services) ->
            legs.add(
                leg(Leg.Part.FILTER, Known.of(toFilter(step, recipient, to)), sender, services)));
    doubts.forEach(
        (why, services) -> legs.add(leg(Leg.Part.FILTER, Known.unknown(why), sender, services)));
    return legs;
  }

  private Resolution toFilter(Step filter, String recipient, Resolution to) {
    Transport transport = Transport.parse(filter.text());
    String hop = hopOfFilter(transport, recipient);
    return new Resolution(to.addressClass(), transport.name(), hop, List.of(filter));
  }

  private List<Route> ways(
      Route.Source source, List<Step> from, String transport, String nextHop, String sender) {
    List<Route> ways = new ArrayList<>();
    Service service = carriers.find(transport);
    if (service != null && !service.hasTls()) {
      return ways;
    }
    for (NextHop hop : carriers.hops(transport, nextHop)) {
      ways.add(way(source, from, transport, hop, sender));
    }
    String parameter = service == null ? null : Carriers.fallback(service);
    if (service != null && parameter != null) {
      Value value = service.value(parameter);
      String text = value.known().or("", "");
      List<Step> steps = List.of(new Step(parameter, text, value.valueSpan()));
      for (NextHop hop : carriers.hops(transport, text)) {
        ways.add(way(Route.Source.FALLBACK, steps, transport, hop, sender));
      }
    }
    return ways;
  }

  private Route way(
      Route.Source source, List<Step> steps, String transport, NextHop hop, String sender) {
    Service service = carriers.find(transport);
    return new Route(policies, source, steps, transport, service, Known.of(hop), sender, 1);
  }

  /** Where the mail for a policy's domain is sent elsewhere; null if that is nowhere written. */
  @Nullable Span elsewhere(TlsPolicy policy) {
    String key = policy.key().text();
    boolean isDomain = !policy.isPattern() && HostName.isValid(key);
    Span transport = isDomain ? domains.get().placeOfTransport(key) : null;
    return transport == null ? setup().value("relayhost").valueSpan() : transport;
  }

  /** What the policies ask for that mail can meet on its way. */
  public PolicyLevels policyLevels() {
    return levels.get();
  }

  /** Whether a password goes out in clear on a way because of a policy. */
  public boolean showsPasswordFor(TlsPolicy policy) {
    Span place = policy.levelPlace();
    return place != null && passwordsShown.get().contains(place);
  }

  /** Where the policies are that let passwords go out in clear. */
  private Set<Span> findPasswordsShown() {
    Set<Span> places = new HashSet<>();
    for (Route route : all) {
      Span place = route.policy().isSet().ifUnknown(false) ? route.levelPlace() : null;
      if (place != null
          && route.level().is(level -> level.equals("none") || level.equals("may")).ifUnknown(false)
          && !route.hop().is(NextHop::isLocal).ifUnknown(true)
          && route.authenticates().and(route::hasPassword).ifUnknown(false)
          && !route.forbidsPlaintext(false, false).ifUnknown(true)) {
        places.add(place);
      }
    }
    return places;
  }

  /** What tables say of next hops. */
  PolicyFinder policies() {
    return policies;
  }

  /** The next hop that a policy looks as if it were meant for, and that never finds it. */
  Known<Route> missed(TlsPolicy policy) {
    return missed.get().of(policy, reach(policy));
  }

  /** The way by the other program to the next hop of a policy, which does not ask for it. */
  Known<Route> carrier(TlsPolicy policy) {
    return missed.get().carrier(policy, reach(policy));
  }

  /** The services that can be handed a next hop which finds a policy by its key. */
  public List<Service> asking(TlsPolicy policy) {
    return asking.get().of(policy);
  }

  /** Whether a service verifies servers on one of its ways, and trusts no CA. */
  public boolean isWithoutTrust(Service service) {
    return withoutTrust.get().contains(service);
  }

  private Set<Service> findWithoutTrust() {
    Set<Service> services = new HashSet<>();
    for (Route route : all) {
      Service service = route.service();
      if (service != null && route.isWithoutTrust().ifUnknown(false)) {
        services.add(service);
      }
    }
    return services;
  }

  /** Whether a client can be handed a next hop that a policy applies to. */
  public Truth reach(TlsPolicy policy) {
    boolean lmtp = policy.use().parameter().startsWith("lmtp_");
    if (policy.row().isIndirect()) {
      return Truth.unknown(new Doubt("another table gives the key", policy.parameter()));
    }
    if (policy.isPattern()) {
      PatternTable patterns = policy.use().patterns();
      return patterns == null ? Truth.YES : asked.get().mayMatch(policy, patterns, lmtp);
    }
    if (policy.key().isEmpty()) {
      return Truth.YES;
    }
    String key = policy.key().text();
    Truth reached = asked.get().has(key, lmtp);
    boolean isDomain = HostName.isValid(key) && !asked.get().isNamed(key, lmtp);
    return isDomain ? reached.and(() -> domains.get().goesToItsHosts(key)) : reached;
  }
}
