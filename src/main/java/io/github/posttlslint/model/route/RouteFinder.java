package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.route.Route.Source;
import io.github.posttlslint.model.table.TableRow;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.HostName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways that mail can take by SMTP and LMTP, by classes of addresses (trivial-rewrite(8),
 * local(8), transport(5), access(5)): what the settings say for all, what tables say for each of
 * their keys, filters and fall-backs.
 */
final class RouteFinder {

  private static final String RELAYHOST = "relayhost";
  private static final String RELAYS = "sender_dependent_relayhost_maps";
  private static final String TRANSPORTS = "sender_dependent_default_transport_maps";

  /** Stands in the tables of senders for "as if there were no entry". */
  private static final String NOTHING = "DUNNO";

  /** Why more ways are not known of. */
  private static final String TOO_MANY =
      "only the first " + Limits.SETUP_ROUTES + " ways of mail are followed";

  private final Setup setup;
  private final Thing rewriter;
  private final RouteTables tables;
  private final PolicyFinder policies;
  private final Lazy<RecipientDomains> domains;
  private final Carriers carriers;
  private final Map<String, Route> found = new LinkedHashMap<>();
  private final Lazy<MatchList> relayDomains;

  RouteFinder(
      Setup setup,
      Tables tables,
      PolicyFinder policies,
      Lazy<RecipientDomains> domains,
      Carriers carriers) {
    this.domains = domains;
    this.carriers = carriers;
    this.setup = setup;
    this.policies = policies;
    Thing found = setup;
    for (Service service : setup.services()) {
      if (found == setup && service.program().equals("trivial-rewrite")) {
        found = service;
      }
    }
    this.rewriter = found;
    this.tables = new RouteTables(tables);
    this.relayDomains = new Lazy<>(() -> new MatchList(rewriter.value("relay_domains")));
  }

  /** All ways; those of main.cf first. */
  List<Route> find() {
    if (!takesAll("transport_maps")) {
      addClass(Source.DEFAULT, "default_transport");
    }
    if (isSet("relay_domains") || isSet("relay_transport")) {
      addClass(Source.RELAY, "relay_transport");
    }
    addSenders();
    addRecipients();
    addMailboxes();
    addProbes();
    addFilters();
    addFallbacks();
    return List.copyOf(found.values());
  }

  /** Why there can be others; null if there are none. */
  @Nullable Doubt doubt() {
    return tables.doubt();
  }

  private boolean isSet(String parameter) {
    Value value = rewriter.value(parameter);
    return value.isExplicit() && value.known().isSet().ifUnknown(true);
  }

  // --- what holds for all ----------------------------------------------------------------------

  private Known<Step> step(Thing of, String parameter) {
    Value value = of.value(parameter);
    Doubt doubt = value.known().doubt();
    if (doubt != null) {
      tables.doubt(doubt);
    }
    return value.known().map(text -> new Step(parameter, text, value.valueSpan()));
  }

  /** A class of destinations: relayhost is its next hop if it names none itself. */
  private void addClass(Source source, String parameter) {
    Known<Step> transport = step(rewriter, parameter);
    Known<Step> relayhost = step(rewriter, RELAYHOST);
    transport.map(step -> addOf(source, step, relayhost, ""));
  }

  /**
   * A transport, which may name a next hop itself.
   *
   * @param otherwise what names the next hop else; unset if the recipient's domain is it
   */
  private boolean addOf(Source source, Step step, Known<Step> otherwise, String sender) {
    Transport transport = Transport.parse(step.text());
    return transport.hop().isEmpty()
        ? otherwise.fold(
            relay -> add(source, List.of(step, relay), transport.name(), relay.text(), sender),
            () -> addRecipient(source, List.of(step), transport.name(), "", sender),
            doubt -> addUnknown(source, List.of(step), transport.name(), doubt, sender))
        : add(source, List.of(step), transport.name(), transport.hop(), sender);
  }

  // --- by sender -------------------------------------------------------------------------------

  private void addSenders() {
    Map<String, Step> transports = tables.bySender(TRANSPORTS);
    Map<String, Step> relays = tables.bySender(RELAYS);
    Known<Step> usual = step(rewriter, "default_transport");
    Known<Step> relayhost = step(rewriter, RELAYHOST);
    transports.forEach(
        (sender, step) -> {
          if (!isNothing(step)) {
            addOf(Source.SENDER, step, relayOf(sender, relays, relayhost), sender);
          }
        });
    relays.forEach(
        (sender, relay) -> {
          Step own = transports.get(sender);
          if (own == null || isNothing(own)) {
            Step ofDomain = ofDomain(sender, transports);
            Known<Step> transport =
                ofDomain == null || isNothing(ofDomain) ? usual : Known.of(ofDomain);
            Known<Step> to = isNothing(relay) ? Known.unset() : Known.of(relay);
            transport.map(step -> addOf(Source.SENDER, step, to, sender));
          }
        });
  }

  private static boolean isNothing(Step step) {
    return step.text().equalsIgnoreCase(NOTHING);
  }

  private static @Nullable Step ofDomain(String sender, Map<String, Step> steps) {
    int at = sender.lastIndexOf('@');
    return at <= 0 ? null : steps.get(sender.substring(at));
  }

  /** What a sender's mail goes to: relayhost, if the tables have no entry for it. */
  private Known<Step> relayOf(String sender, Map<String, Step> relays, Known<Step> relayhost) {
    Step own = relays.get(sender);
    own = own == null ? ofDomain(sender, relays) : own;
    if (own != null) {
      return isNothing(own) ? Known.unset() : Known.of(own);
    }
    return sender.startsWith("/") && !relays.isEmpty()
        ? Known.unknown(new Doubt("which senders a pattern means is not known", RELAYS))
        : relayhost;
  }

  // --- by recipient ----------------------------------------------------------------------------

  /** Whether tables of transports name the next hop of domains that nothing else names. */
  private boolean takesAll(String parameter) {
    return rewriter.value(parameter).isExplicit()
        && domains.get().hasOwnWay(RecipientDomains.OTHER).ifUnknown(false);
  }

  private void addRecipients() {
    addRecipients("transport_maps");
  }

  private void addRecipients(String parameter) {
    for (TableRow row : tables.rows(parameter)) {
      Transport transport = Transport.parse(row.value().text());
      String key =
          row.isPattern() || row.isIndirect() || row.key().isEmpty() ? "*" : row.key().text();
      Source source = row.key().text().equals("*") ? Source.DEFAULT : Source.RECIPIENT;
      List<Step> steps = List.of(new Step(parameter, row.value().text(), row.span(row.value())));
      String domain = key.equals("*") ? "" : key.substring(key.lastIndexOf('@') + 1);
      if (!transport.name().isEmpty() && transport.hop().isEmpty()) {
        addRecipient(source, steps, transport.name(), domain, "");
      } else if (!transport.name().isEmpty()) {
        add(source, steps, transport.name(), transport.hop(), "");
      } else if (!transport.hop().isEmpty()) {
        step(rewriter, usual(domain))
            .map(
                step ->
                    add(source, steps, Transport.parse(step.text()).name(), transport.hop(), ""));
      }
    }
  }

  /** The parameter that has the transport of a domain of others. */
  private String usual(String domain) {
    boolean relay = !domain.isEmpty() && relayDomains.get().has(domain).ifUnknown(false);
    return relay ? "relay_transport" : "default_transport";
  }

  // --- of probes -------------------------------------------------------------------------------

  /** Probes of addresses can have a way of their own (ADDRESS_VERIFICATION_README). */
  private void addProbes() {
    if (setup.value("address_verify_transport_maps").isExplicit()) {
      addRecipients("address_verify_transport_maps");
    }
    if (isSet("address_verify_relayhost") || isSet("address_verify_default_transport")) {
      Known<Step> transport = step(rewriter, "address_verify_default_transport");
      Known<Step> relayhost = step(rewriter, "address_verify_relayhost");
      transport.map(step -> addOf(Source.PROBE, step, relayhost, ""));
    }
  }

  // --- to mailboxes ----------------------------------------------------------------------------

  private void addMailboxes() {
    addClassOfMailboxes("local_transport");
    if (isSet("virtual_mailbox_domains") || isSet("virtual_transport")) {
      addClassOfMailboxes("virtual_transport");
    }
    Service local = carriers.find("local");
    Thing delivery = local == null ? setup : local;
    for (String parameter : List.of("mailbox_transport", "fallback_transport")) {
      if (maySend(delivery, parameter)) {
        step(delivery, parameter).map(this::addOfLocal);
      }
      for (TableRow row : tables.rows(parameter + "_maps")) {
        addOfLocal(new Step(parameter + "_maps", row.value().text(), row.span(row.value())));
      }
    }
  }

  /** The default local:$myhostname is no matter of smtp(8), whatever the name of the host. */
  private boolean maySend(Thing of, String parameter) {
    Value value = of.value(parameter);
    boolean isDefault = !value.isExplicit();
    return value
        .before(':')
        .or(
            name -> {
              Service service = carriers.find(name);
              return service == null ? !isDefault : service.hasTls();
            },
            false,
            true);
  }

  private void addClassOfMailboxes(String parameter) {
    if (maySend(rewriter, parameter)) {
      step(rewriter, parameter).map(step -> addOf(Source.MAILBOX, step, Known.unset(), ""));
    }
  }

  /** local(8) hands its own next hop on where there is no other (deliver_pass.c). */
  private boolean addOfLocal(Step step) {
    Known<Step> own =
        step(rewriter, "local_transport")
            .map(local -> new Step(local.parameter(), hopOf(local), local.place()))
            .then(local -> local.text().isEmpty() ? Known.unset() : Known.of(local));
    return addOf(Source.MAILBOX, step, own, "");
  }

  private static String hopOf(Step step) {
    return Transport.parse(step.text()).hop();
  }

  // --- filters and fall-backs ------------------------------------------------------------------

  private void addFilters() {
    boolean main = setup.isFragment();
    for (Service service : setup.services()) {
      if (service.override("content_filter") != null) {
        step(service, "content_filter").map(this::addFilter);
      } else {
        main |= isReceiver(service);
      }
    }
    if (main) {
      step(setup, "content_filter").map(this::addFilter);
    }
    for (TableRow row : tables.filters()) {
      String action = row.value().text();
      String to = action.substring(RouteTables.FILTER.length()).strip();
      addFilter(new Step(row.use().parameter(), to, row.span(row.value())));
    }
  }

  private static boolean isReceiver(Service service) {
    return switch (service.program()) {
      case "smtpd", "pickup", "qmqpd" -> true;
      default -> service.knownProgram().isHidden();
    };
  }

  private boolean addFilter(Step step) {
    return addOf(Source.FILTER, step, step(setup, "default_filter_nexthop"), "");
  }

  private void addFallbacks() {
    Set<String> used = new HashSet<>();
    found.values().forEach(route -> used.add(route.transport()));
    for (Service service : setup.services()) {
      String parameter = Carriers.fallback(service);
      boolean isUsed = used.contains(service.name()) && carriers.find(service.name()) == service;
      if (parameter != null && isUsed) {
        step(service, parameter)
            .map(step -> add(Source.FALLBACK, List.of(step), service.name(), step.text(), ""));
      }
    }
  }

  /**
   * Where mail goes to the hosts of any domain, those with a policy are ways of their own; of many
   * with the same policy, the first stands for all.
   */
  List<Route> findDomainsOfPolicies() {
    Map<String, Route> any = new LinkedHashMap<>();
    for (Route route : found.values()) {
      if (route.service() != null
          && route.source() != Source.FILTER
          && route.hop().is(NextHop::isAny).ifUnknown(false)) {
        any.putIfAbsent(route.transport(), route);
      }
    }
    found.clear();
    for (Route usual : any.values()) {
      for (TlsPolicy policy : policies.all()) {
        addDomain(policy, usual);
      }
    }
    return List.copyOf(found.values());
  }

  private void addDomain(TlsPolicy policy, Route usual) {
    String key = policy.key().text();
    String domain = key.startsWith(".") ? key.substring(1) : key;
    Service service = usual.service();
    if (service != null
        && !policy.isPattern()
        && !policy.row().isIndirect()
        && HostName.isValid(domain)
        && PolicyFinder.isOf(policy.use(), Side.client(service))
        && domains.get().mayGoToTheirHosts(key)) {
      String id = String.join("\n", "policy", usual.transport(), policy.row().value().text());
      NextHop hop =
          NextHop.ofRecipients(key.toLowerCase(Locale.ROOT), carriers.port(usual.transport()));
      keep(id, usual.source(), usual.steps(), usual.transport(), Known.of(hop), "");
    }
  }

  // --- keeping them ----------------------------------------------------------------------------

  private boolean addUnknown(
      Source source, List<Step> steps, String transport, Doubt doubt, String sender) {
    tables.doubt(doubt);
    return keep(source, steps, transport, Known.unknown(doubt), sender);
  }

  /** The MX hosts of recipients' domains, or of those in or below one. */
  private boolean addRecipient(
      Source source, List<Step> steps, String transport, String domain, String sender) {
    NextHop hop = NextHop.ofRecipients(domain.toLowerCase(Locale.ROOT), carriers.port(transport));
    return keep(source, steps, transport, Known.of(hop), sender);
  }

  /** One next hop or, since 3.5, several. */
  private boolean add(
      Source source, List<Step> steps, String transport, String hops, String sender) {
    if (LogicalText.isOpaque(hops) || Value.hasGap(hops)) {
      Doubt doubt = new Doubt("a template tells the next hop", steps.get(0).parameter());
      return addUnknown(source, steps, transport, doubt, sender);
    }
    for (NextHop hop : carriers.hops(transport, hops)) {
      keep(source, steps, transport, Known.of(hop), sender);
    }
    return true;
  }

  /**
   * Those by services that have nothing to do with SMTP are left out, and by those of defaults that
   * a master.cf lacks.
   */
  private boolean keep(
      Source source, List<Step> steps, String transport, Known<NextHop> hop, String sender) {
    Service service = carriers.find(transport);
    boolean isDefault = steps.get(0).place() == null;
    boolean isNone = transport.isEmpty() || Value.hasGap(transport) || isDefault;
    if (service == null ? isNone : !service.hasTls()) {
      return false;
    }
    String to = hop.or(one -> one.form() + one.text(), "", "?");
    String who = sender.isEmpty() || service == null ? "" : passwordsOf(service, sender);
    String id = String.join("\n", source.name(), steps.get(0).parameter(), transport, to, who);
    return keep(id, source, steps, transport, hop, sender);
  }

  /** What of a sender matters on its way: whether there is a password. */
  private String passwordsOf(Service service, String sender) {
    Side.Family family = Side.client(service).family();
    boolean matters =
        service.value(family.ofProgram("sender_dependent_authentication")).isYes().ifUnknown(true);
    Value maps = service.value(family.ofProgram("sasl_password_maps"));
    return matters ? policies.hasSender(maps, sender).toString() : "";
  }

  private boolean keep(
      String id,
      Source source,
      List<Step> steps,
      String transport,
      Known<NextHop> hop,
      String sender) {
    Route known = found.get(id);
    if (known == null && found.size() >= Limits.SETUP_ROUTES) {
      tables.doubt(new Doubt(TOO_MANY, steps.get(0).parameter()));
      return false;
    }
    found.put(
        id,
        known == null
            ? new Route(
                policies, source, steps, transport, carriers.find(transport), hop, sender, 1)
            : known.oneMore());
    return true;
  }
}
