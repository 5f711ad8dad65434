package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.table.OpenManner;
import io.github.posttlslint.model.table.TableChain;
import io.github.posttlslint.model.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers as trivial-rewrite(8) does by which service, and to which next hop, the mail for an
 * address goes (resolve.c, resolve_addr()). What depends on something that is not seen cannot be
 * told.
 */
public final class AddressResolver {

  private static final String TRANSPORTS = "transport_maps";
  private static final String SENDER_TRANSPORTS = "sender_dependent_default_transport_maps";
  private static final String SENDER_RELAYS = "sender_dependent_relayhost_maps";
  private static final String MOVED = "relocated_maps";

  /** Parameters with which trivial-rewrite(8) does not start if they are empty. */
  private static final List<String> NEEDED =
      List.of("local_transport", "virtual_transport", "relay_transport", "default_transport");

  private final Setup setup;
  private final Tables tables;
  private final RewriteSettings settings;
  private final Domains domains;
  private final AddressSearch search;
  private final Map<String, TableChain> chains = new HashMap<>();

  /** Makes one for a setup and its tables. */
  public AddressResolver(Setup setup, Tables tables) {
    this.setup = setup;
    this.tables = tables;
    this.settings = new RewriteSettings(setup);
    this.domains = new Domains(settings, tables);
    this.search = new AddressSearch(settings, domains);
  }

  /**
   * Where the mail for an address goes; unset where Postfix refuses it.
   *
   * @param sender empty for the null sender; without quotes
   * @param recipient without quotes
   * @see #outcome
   */
  public Known<Resolution> resolve(String sender, String recipient) {
    return outcome(sender, recipient)
        .then(
            outcome ->
                outcome instanceof Resolution resolution ? Known.of(resolution) : Known.unset());
  }

  /**
   * Where the mail for an address goes, or why Postfix refuses it.
   *
   * @param sender empty for the null sender; without quotes
   * @param recipient without quotes
   */
  public Known<Outcome> outcome(String sender, String recipient) {
    try {
      return Known.of(resolution(addressClass -> senderEntries(addressClass, sender), recipient));
    } catch (Stop stop) {
      return stop.outcome();
    }
  }

  /**
   * The same where it is known what tables have for the sender.
   *
   * @param recipient without quotes
   */
  public Known<Outcome> outcome(SenderEntries sender, String recipient) {
    try {
      return Known.of(resolution(addressClass -> sender, recipient));
    } catch (Stop stop) {
      return stop.outcome();
    }
  }

  /** Whether the sender can make a difference: a table of senders is named. */
  public boolean asksForSenders() {
    return !chain(SENDER_TRANSPORTS, OpenManner.ADDRESSES).isEmpty()
        || !chain(SENDER_RELAYS, OpenManner.ADDRESSES).isEmpty();
  }

  /** The class of a domain as it stands behind an {@code @}; unset where Postfix fails. */
  public Known<AddressClass> classOf(String domain) {
    try {
      return Known.of(
          domains.local(domain) == null
              ? domains.remote(domain).addressClass()
              : AddressClass.LOCAL);
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /** The same of a domain that mydestination does not name. */
  public Known<AddressClass> classIfForeign(String domain) {
    try {
      return Known.of(domains.remote(domain).addressClass());
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /** What tables have for a sender; unset where Postfix fails. */
  public Known<SenderEntries> entriesOf(String sender) {
    try {
      return Known.of(
          new SenderEntries(bySender(SENDER_TRANSPORTS, sender), bySender(SENDER_RELAYS, sender)));
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /**
   * Where mail for a domain of a class goes if transport_maps does not say otherwise; unset where
   * Postfix fails.
   *
   * @param sender what tables have for the sender
   */
  public Known<Hop> base(AddressClass addressClass, String domain, SenderEntries sender) {
    try {
      return Known.of(hop(addressClass, domain, sender));
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /** What transport_maps has for an address with a domain; unset if it has nothing. */
  public Known<TransportEntry> transportOf(String address) {
    try {
      return Known.ofNullable(transport(address));
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /** Looks for a sender where the class of the recipient asks for it. */
  private interface SenderSearch {
    SenderEntries find(AddressClass addressClass) throws Stop;
  }

  private Resolution resolution(SenderSearch sender, String recipient) throws Stop {
    checkAscii(recipient);
    for (String parameter : NEEDED) {
      if (!settings.value(parameter).known().isSet().ifUnknown(true)) {
        settings.needed(parameter);
      }
    }
    Recipient to = new RecipientReader(setup, settings, domains).read(recipient);
    Step local = to.local();
    Domains.Found found =
        local == null ? domains.remote(to.domain()) : new Domains.Found(AddressClass.LOCAL, local);
    AddressClass addressClass = found.addressClass();
    Hop hop = hop(addressClass, to.domain(), sender.find(addressClass));
    if (addressClass != AddressClass.VIRTUAL_ALIAS) {
      TransportEntry entry = transport(to.address());
      hop = entry == null ? hop : entry.applyTo(hop, to.domain());
    }
    hop = relocated(hop, to.address());
    if (to.address().startsWith("-") && !settings.isYes("allow_min_user")) {
      throw Stop.badAddress("the address begins with '-'");
    }
    List<Step> steps = new ArrayList<>();
    Step why = found.step();
    if (why != null) {
      steps.add(why);
    }
    steps.addAll(hop.steps());
    return new Resolution(addressClass, hop.transport(), hop.nextHop(), steps);
  }

  private static void checkAscii(String address) throws Stop {
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) > 127) {
        throw Stop.unknown(Doubt.of("addresses that are not ASCII are not looked up"));
      }
    }
  }

  private SenderEntries senderEntries(AddressClass addressClass, String sender) throws Stop {
    return switch (addressClass) {
      case LOCAL, VIRTUAL_ALIAS, VIRTUAL -> SenderEntries.NONE;
      case RELAY -> new SenderEntries(null, bySender(SENDER_RELAYS, sender));
      case DEFAULT ->
          new SenderEntries(bySender(SENDER_TRANSPORTS, sender), bySender(SENDER_RELAYS, sender));
    };
  }

  private @Nullable Step bySender(String parameter, String sender) throws Stop {
    TableChain chain = chain(parameter, OpenManner.ADDRESSES);
    if (chain.isEmpty()) {
      return null;
    }
    boolean relays = parameter.equals(SENDER_RELAYS);
    String key =
        !sender.isEmpty()
            ? sender
            : settings.needed(
                relays
                    ? "empty_address_relayhost_maps_lookup_key"
                    : "empty_address_default_transport_maps_lookup_key");
    checkAscii(key);
    return search.find(chain, key);
  }

  private Hop hop(AddressClass addressClass, String domain, SenderEntries sender) throws Stop {
    return switch (addressClass) {
      case LOCAL -> byParameter("local_transport", domain, null);
      case VIRTUAL -> byParameter("virtual_transport", domain, null);
      case VIRTUAL_ALIAS -> new Hop("error", "5.1.1 User unknown" + inTable(), List.of());
      case RELAY -> byParameter("relay_transport", domain, relay(sender));
      case DEFAULT -> {
        Step own = sender.transport();
        yield own == null || isDunno(own)
            ? byParameter("default_transport", domain, relay(sender))
            : offHost(own, domain, relay(sender));
      }
    };
  }

  private String inTable() throws Stop {
    return settings.isYes("show_user_unknown_table_name") ? " in virtual alias table" : "";
  }

  private static boolean isDunno(Step step) {
    return step.text().equalsIgnoreCase("DUNNO");
  }

  /** The host that mail leaves by; null if it goes to its own domain. */
  private @Nullable Step relay(SenderEntries sender) throws Stop {
    Step own = sender.relayhost();
    if (own != null && !isDunno(own)) {
      return own;
    }
    String relayhost = settings.text("relayhost");
    return relayhost.isEmpty() ? null : settings.step("relayhost", relayhost);
  }

  private Hop byParameter(String parameter, String domain, @Nullable Step relay) throws Stop {
    return offHost(settings.step(parameter, settings.needed(parameter)), domain, relay);
  }

  /** A next hop that is named with the service wins. */
  private static Hop offHost(Step step, String domain, @Nullable Step relay) throws Stop {
    Transport transport = Transport.parse(step.text());
    if (transport.name().isEmpty()) {
      throw Stop.failed(step.parameter() + " names no service: a null transport is not allowed");
    }
    if (!transport.hop().isEmpty()) {
      return new Hop(transport.name(), transport.hop(), List.of(step));
    }
    return relay == null
        ? new Hop(transport.name(), domain, List.of(step))
        : new Hop(transport.name(), relay.text(), List.of(step, relay));
  }

  private @Nullable TransportEntry transport(String address) throws Stop {
    TableChain chain = chain(TRANSPORTS, OpenManner.ADDRESSES);
    if (chain.isEmpty()) {
      return null;
    }
    Step found = search.findDomain(chain, address);
    if (found == null) {
      found = AddressSearch.step(chain, chain.find("*"));
    }
    return found == null ? null : TransportEntry.of(found);
  }

  /** Mail for those who have moved comes back, whatever the class (relocated(5)). */
  private Hop relocated(Hop hop, String address) throws Stop {
    Step moved = search.find(chain(MOVED, OpenManner.MAPS), address);
    if (moved == null) {
      return hop;
    }
    boolean isWholeText = settings.text("relocated_prefix_enable").equalsIgnoreCase("no");
    String text = isWholeText ? moved.text() : "5.1.6 User has moved to " + moved.text();
    return new Hop("error", text, List.of(moved));
  }

  private TableChain chain(String parameter, OpenManner manner) {
    TableChain chain = chains.get(parameter);
    if (chain == null) {
      chain = tables.chain(settings.value(parameter), manner);
      chains.put(parameter, chain);
    }
    return chain;
  }
}
