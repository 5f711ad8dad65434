package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.AddressClass;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.table.TableRow;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.TableWords;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.secret.Hidden;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way that mail takes out of Postfix: from the settings that send it there, by a service of
 * master.cf, to a next hop; and what holds on that way.
 */
public final class Route implements Thing {

  /** What sends mail on a way. */
  public enum Source {
    /** The default for domains that are not this machine's. */
    DEFAULT,
    /** The default for relay_domains. */
    RELAY,
    /** The sender's address. */
    SENDER,
    /** The recipient's address, by transport_maps. */
    RECIPIENT,
    /** Delivery to mailboxes: virtual_transport, mailbox_transport and others. */
    MAILBOX,
    /** Probes of addresses. */
    PROBE,
    /** A content filter. */
    FILTER,
    /** What is tried where another way fails. */
    FALLBACK;

    /** What sends mail for a class of addresses on its way, tables aside. */
    static Source of(AddressClass addressClass) {
      return switch (addressClass) {
        case DEFAULT -> DEFAULT;
        case RELAY -> RELAY;
        case LOCAL, VIRTUAL, VIRTUAL_ALIAS -> MAILBOX;
      };
    }
  }

  /** Services that other mail goes by, too. */
  private static final Set<String> USUAL_SERVICES = Set.of("smtp", "relay", "lmtp");

  private static final String BELOW = "the MX hosts of *";

  private final Setup setup;
  private final PolicyFinder policies;
  private final Source source;
  private final List<Step> steps;
  private final String transport;
  private final @Nullable Service service;
  private final Known<NextHop> hop;
  private final String sender;
  private final int count;
  private final Lazy<Known<TlsPolicy>> policy = new Lazy<>(this::findPolicy);

  /**
   * A way.
   *
   * @param steps from the first setting to the last
   * @param service the one of the transport's name; null if master.cf has none
   * @param sender the address, or domain after {@code @}, whose mail goes there; empty for all
   * @param count how many entries of a table send mail there
   */
  Route(
      PolicyFinder policies,
      Source source,
      List<Step> steps,
      String transport,
      @Nullable Service service,
      Known<NextHop> hop,
      String sender,
      int count) {
    this.setup = policies.setup();
    this.policies = policies;
    this.source = source;
    this.steps = List.copyOf(steps);
    this.transport = transport;
    this.service = service;
    this.hop = hop;
    this.sender = sender;
    this.count = count;
  }

  /** The same, sent there by one more entry. */
  Route oneMore() {
    return new Route(policies, source, steps, transport, service, hop, sender, count + 1);
  }

  @Override
  public Setup setup() {
    return setup;
  }

  /** The service of master.cf that carries the mail; null if there is none of the name. */
  @Override
  public @Nullable Service service() {
    return service;
  }

  /** What sends mail there. */
  public Source source() {
    return source;
  }

  /** The settings that send it there, from the first to the last. */
  public List<Step> steps() {
    return steps;
  }

  /** The name of the service. */
  public String transport() {
    return transport;
  }

  /** Where the service is told to deliver. */
  public Known<NextHop> hop() {
    return hop;
  }

  /** Whether the host or Postfix knows the name of the port; unset where it has none. */
  public Known<Boolean> isPortListed() {
    return hop.then(to -> Known.ofNullable(to.portName()))
        .then(name -> Endpoint.isListed(setup, name));
  }

  /** Whether it is for the domains of all recipients that nothing else names. */
  public Truth isForAny() {
    return switch (source) {
      case DEFAULT, SENDER, FILTER -> hop.is(NextHop::isAny);
      case RELAY, RECIPIENT, MAILBOX, PROBE, FALLBACK -> Truth.NO;
    };
  }

  /** The address, or domain after {@code @}, whose mail goes there; empty for all. */
  public String sender() {
    return sender;
  }

  /** Whether it is this host, by a loopback address, its name, or an address it listens on. */
  public Truth isOwnHost() {
    return hop.is(NextHop::isLocal)
        .or(() -> value("myhostname").known().is(name -> isHost(name)))
        .or(() -> Truth.any(value("inet_interfaces").words(), word -> word.is(this::isHost)));
  }

  private boolean isHost(String name) {
    String bare =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    return hop.is(to -> to.form() != NextHop.Form.RECIPIENT && to.host().equalsIgnoreCase(bare))
        .ifUnknown(false);
  }

  /** How many entries of a table send mail there. */
  public int count() {
    return count;
  }

  /** The setting to look at: the last one, but relayhost only where nothing chooses before it. */
  public Step step() {
    Step last = steps.get(steps.size() - 1);
    Step first = steps.get(0);
    return last.parameter().equals("relayhost") && first.place() != null && source == Source.SENDER
        ? first
        : last;
  }

  /** Whether the transport is written, and not the built-in default. */
  public boolean isWritten() {
    return steps.get(0).place() != null;
  }

  /**
   * Where a parameter of the service is to be set so that it holds for this mail and for none that
   * goes elsewhere, in words.
   */
  public String settable() {
    if (!isWritten() && (source == Source.DEFAULT || source == Source.RELAY)) {
      return "main.cf";
    }
    return USUAL_SERVICES.contains(transport)
        ? "a service of its own in master.cf"
        : "the service " + transport + " of master.cf";
  }

  /** The parameter that has the next hop, or that names its table. */
  public String decisiveParameter() {
    return step().parameter();
  }

  /** Where the next hop, or what chooses it, is written; the service's line for a default. */
  @Override
  public Span place() {
    Span place = step().place();
    return place != null ? place : service == null ? setup.place() : service.span();
  }

  /** The other settings that send mail there; null where there is one alone. */
  public @Nullable Span otherPlace() {
    for (Step step : steps) {
      if (step.place() != null && !step.equals(step())) {
        return step.place();
      }
    }
    return null;
  }

  /** The client that does the delivery; one whose program is no client is taken for smtp(8). */
  private Side side() {
    return Side.client(service == null ? setup.services().get(0) : service);
  }

  /** A value of the service's family, such as that of {@code smtp_tls_wrappermode}. */
  public Value own(String ending) {
    return value(name(ending));
  }

  /** The parameter of the service's family with an ending, such as {@code tls_wrappermode}. */
  public String name(String ending) {
    return family().ofProgram(ending);
  }

  private Side.Family family() {
    return service == null ? Side.Family.SMTP : side().family();
  }

  // --- what is in force on it ------------------------------------------------------------------

  /** The entry of the policy tables that applies; unset where none does. */
  public Known<TlsPolicy> policy() {
    return policy.get();
  }

  private Known<TlsPolicy> findPolicy() {
    return hop.then(to -> policies.find(own("tls_policy_maps"), to));
  }

  /**
   * The policy that main.cf's tables have for the very next hop where the service asks others, or
   * none, by {@code -o}, finds nothing there, and has a lower level in force; unset else.
   */
  public Known<TlsPolicy> lostPolicy() {
    Service carrier = service;
    String maps = name("tls_policy_maps");
    return carrier == null || carrier.override(maps) == null || policy().isSet().ifUnknown(true)
        ? Known.unset()
        : hop.then(to -> policies.findVery(setup.value(maps), to))
            .then(lost -> isBelow(lost).then(() -> Known.of(lost)));
  }

  private Truth isBelow(TlsPolicy policy) {
    return level().is(level -> Levels.isBelow(level, policy.levelName()));
  }

  /** The level in force, TLS policies included; unset where nothing carries the mail. */
  public Known<String> level() {
    if (service == null) {
      return Known.unset();
    }
    return policy()
        .fold(policy -> Known.of(policy.levelName()), this::levelOfService, Known::unknown);
  }

  private Known<String> levelOfService() {
    boolean perSite = own("tls_per_site").known().isSet().ifUnknown(true);
    boolean tables = own("tls_policy_maps").known().isSet().ifUnknown(true);
    if (perSite && !tables) {
      String parameter = name("tls_per_site");
      return Known.unknown(new Doubt(parameter + " may change the level", parameter));
    }
    return side().level().name();
  }

  /** Where the level in force is set: in a policy, else by the service's parameter. */
  public @Nullable Span levelPlace() {
    return policy()
        .<@Nullable Span>fold(
            TlsPolicy::levelPlace, () -> side().levelWritten().span(), doubt -> null);
  }

  /** The parameter that sets the level in force, or that names the policy's table. */
  public String levelParameter() {
    return policy()
        .or(TlsPolicy::parameter, side().levelWritten().parameter(), name("tls_policy_maps"));
  }

  /** The obsolete parameter that sets the level in force; null if another does. */
  public @Nullable String oldLevelParameter() {
    String parameter = levelPlace() == null ? "" : levelParameter();
    return parameter.endsWith("_use_tls") || parameter.endsWith("_enforce_tls") ? parameter : null;
  }

  /** The smtpd(8) of the same master.cf that answers there; unset if none does. */
  public Known<Service> ownPort() {
    return hop.then(
        to -> to.host().isEmpty() ? Known.unset() : setup.ownPorts().find(to.host(), to.port()));
  }

  /** Whether a policy table asks for less than the service's level for some next hops. */
  public Truth isExcepted() {
    return side()
        .level()
        .name()
        .is(Levels::isMandatory)
        .and(() -> policies.asksForLess(own("tls_policy_maps")));
  }

  /** TLS from the first byte. */
  public Truth isWrapped() {
    return service != null && side().has(name("tls_wrappermode"))
        ? own("tls_wrappermode").isYes()
        : Truth.NO;
  }

  /** What the client asks of TLS on it. */
  public Terms terms() {
    return new Terms(this);
  }

  /**
   * The names, or fingerprints, that the server's certificate has to match at the level in force:
   * of the policy, else of the parameter for the level; unset at levels that ask for none.
   */
  public Known<List<String>> match() {
    return new ServerMatch(this).wanted();
  }

  /** Where these names are written; null for a default. */
  public @Nullable Span matchPlace() {
    return new ServerMatch(this).place();
  }

  /**
   * The first name with a star, where all have one: it stands for nothing but itself, and so for a
   * name with a star in a certificate alone.
   */
  public Known<String> starMatch() {
    return new ServerMatch(this).star();
  }

  /**
   * The first name to match that no certificate has, if all of them are so; unset if one is not.
   */
  public Known<String> vainMatch() {
    return new ServerMatch(this).vain();
  }

  /** Whether certificates are verified against CAs, and there are none that are trusted. */
  public Truth isWithoutTrust() {
    return new Trust(this).isMissing();
  }

  /** Whether certificates are verified against the trust anchors of a file. */
  public Truth isTrustingAnchorFiles() {
    return new Trust(this).hasAnchorFiles();
  }

  /** Whether tlsproxy(8) does TLS for the service, which keeps connections open for later mail. */
  public Truth isReused() {
    Truth byPolicy = policy().is(policy -> policy.has("connection_reuse"));
    Truth said = policy().is(policy -> policy.all("connection_reuse").contains("yes"));
    return byPolicy.fold(() -> said, () -> own("tls_connection_reuse").isYes(), Truth::unknown);
  }

  /** Why no CA is trusted, in words, where certificates are verified and none is. */
  public String whyWithoutTrust() {
    return new Trust(this).whyMissing();
  }

  /** Whether the only CAs that are trusted are those of this host's own certificate. */
  public Truth isTrustingOwnChainAlone() {
    return new Trust(this).isOwnChainAlone();
  }

  /** Whether the service does not see that a server offers TLS. */
  public Truth ignoresStarttls() {
    boolean lmtp = family() == Side.Family.LMTP;
    return own(lmtp ? "discard_lhlo_keywords" : "discard_ehlo_keywords").hasWord("starttls");
  }

  // --- passwords -------------------------------------------------------------------------------

  private Passwords passwords() {
    return new Passwords(this, policies);
  }

  /** Whether the service authenticates at all. */
  public Truth authenticates() {
    return passwords().isOn();
  }

  /** Whether there is a password. */
  public Truth hasPassword() {
    return passwords().hasOne();
  }

  /** Whether a table of passwords has a line for it, with nothing behind the key. */
  public boolean isPasswordLeftOut() {
    return passwords().isLeftOut();
  }

  /** Whether the tables of passwords have one for hosts that nobody named. */
  public Truth hasPasswordForAll() {
    return passwords().isForAll();
  }

  /**
   * The entry of a table of passwords for a host that no setting names as a next hop: of a way to
   * the hosts of any domain, the MX hosts of which can have that name. Unset if there is none.
   */
  public Known<TableRow> passwordOfMxHost() {
    return isForAny().then(() -> passwords().ofMxHost());
  }

  /**
   * The key of the entry with a password that was probably meant for the next hop; null if none
   * was, or if it has not the form of a key.
   */
  public @Nullable String nearPasswordKey() {
    TableRow near = passwords().near();
    String key = near == null ? Hidden.MARK : near.key().text();
    return TableWords.key(TableUse.Purpose.PASSWORD, key).equals(Hidden.MARK) ? null : key;
  }

  /** The place of that key; null if there is none. */
  public @Nullable Span nearPasswordPlace() {
    TableRow near = passwords().near();
    return near == null ? null : near.span(near.key());
  }

  /** The key of the table of passwords that is found; unset if none is. */
  public Known<String> passwordKey() {
    return passwords().key();
  }

  /** Whose password it is; unset if there is none. */
  public Known<String> user() {
    return passwords().user();
  }

  /**
   * Whether no password is sent by a mechanism that shows it, such as PLAIN.
   *
   * @param encrypted whether the session is
   * @param verified whether the server's certificate matches, at a level that asks for it
   */
  public Truth forbidsPlaintext(boolean encrypted, boolean verified) {
    return passwords().forbidsPlaintext(encrypted, verified);
  }

  // --- for people ------------------------------------------------------------------------------

  /** The next hop in words, such as {@code [smtp.example.com]:587} or {@code example.com}. */
  public String destination() {
    return hop.or(Route::words, "", "a host that is not known");
  }

  private static String words(NextHop to) {
    if (to.form() != NextHop.Form.RECIPIENT) {
      return to.text();
    }
    if (to.text().isEmpty()) {
      return "the MX hosts of the recipient's domain";
    }
    return to.text().startsWith(".") ? BELOW + to.text() : to.text();
  }

  /** A table can be any file: of what stands in one, only what has the form of such things. */
  @Override
  public String quoted(String fact, String text) {
    return setup().secrets().mask(ofForm(fact, text));
  }

  private String ofForm(String fact, String text) {
    return switch (fact) {
      case "destination" ->
          isOfSetup(steps.get(steps.size() - 1).place())
                  || LogicalText.isOpaque(text)
                  || hop.is(NextHop::isAny).ifUnknown(false)
              ? text
              : quotedHop(text);
      case "service", "settable" ->
          service != null || isOfSetup(steps.get(0).place()) || isTransport() ? text : Hidden.MARK;
      case "fault" ->
          text.indexOf(':') >= 0 && quoted("destination", destination()).contains(Hidden.MARK)
              ? text.substring(0, text.indexOf(':'))
              : text;
      case "match.star", "match.vain" -> isOfSetup(matchPlace()) ? text : TableWords.name(text);
      default -> text;
    };
  }

  /** Whether what names the service has the form of a transport, and leads to a next hop. */
  private boolean isTransport() {
    String text = steps.get(0).text();
    return text.indexOf(':') > 0
        && TableWords.word("*", transport).equals(transport)
        && !quoted("destination", destination()).equals(Hidden.MARK);
  }

  private static String quotedHop(String text) {
    boolean below = text.startsWith(BELOW);
    String shown = TableWords.hop(below ? text.substring(BELOW.length()) : text);
    return below ? BELOW + shown : shown;
  }

  /** Whether a place is in main.cf or master.cf, whose secrets are known, or a default. */
  private boolean isOfSetup(@Nullable Span place) {
    MainCf main = setup.main();
    MasterCf master = setup.master();
    return place == null
        || (main != null && main.source().file().equals(place.file()))
        || (master != null && master.source().file().equals(place.file()));
  }
}
