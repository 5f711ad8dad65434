package io.github.posttlslint.model.route;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.PolicyAttribute;
import io.github.posttlslint.model.table.TablePart;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.TableWords;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.model.tls.Protocols;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a TLS policy table among the ways that mail takes.
 *
 * @param policy the entry
 * @param routes the ways of the setup
 */
public record PolicyEntry(TlsPolicy policy, Routes routes) implements TablePart {

  /** Entries in their order. */
  public static List<PolicyEntry> all(List<TlsPolicy> policies, Routes routes) {
    List<PolicyEntry> all = new ArrayList<>(policies.size());
    for (TlsPolicy policy : policies) {
      all.add(new PolicyEntry(policy, routes));
    }
    return all;
  }

  @Override
  public TableUse use() {
    return policy.use();
  }

  /** Whether smtp(8) or lmtp(8) can be handed a next hop that it applies to. */
  public Truth isReachable() {
    return routes.reach(policy);
  }

  /**
   * The way to a next hop of the same host in another form, or of one below the domain, or of one
   * that the pattern was meant for, which has no policy; unset if there is none, and where the key
   * is a next hop itself.
   */
  public Known<Route> missed() {
    return routes.missed(policy);
  }

  /** Why that one does not find the policy, in words. */
  public String whyMissed() {
    if (policy.isPattern()) {
      return "which the pattern does not match as it is written";
    }
    return policy.key().text().startsWith(".")
        ? "which is below that domain: with brackets or a port, only the next hop itself is looked"
            + " up, and no parent domain"
        : "which is the same host in another form";
  }

  /**
   * The way by the other program, lmtp(8) for one of smtp(8), which does not ask the policy's
   * tables, and has a weaker level for the very next hop; unset if there is none.
   */
  public Known<Route> carrier() {
    return routes.carrier(policy);
  }

  /** The next hops that it is for, in words. */
  public String whom() {
    return policy.whom();
  }

  /** Whether it asks for less than what holds there without it. */
  public Truth isWeakerThanMissed() {
    return missed()
        .then(Route::level)
        .is(level -> Levels.isBelow(policy.levelName(), level) || level.equals(policy.levelName()));
  }

  /**
   * The policy of an earlier table for the same key, which is found in this one's stead; unset if
   * there is none.
   */
  public Known<TlsPolicy> earlier() {
    if (policy.isPattern() || policy.key().isEmpty() || policy.row().isIndirect()) {
      return Known.unset();
    }
    return routes
        .policies()
        .first(value(parameter()), policy.key().text())
        .then(found -> found.use().equals(use()) ? Known.unset() : Known.of(found));
  }

  /** Whether it is stricter than that one. */
  public Truth isStricterThanEarlier() {
    return earlier().is(found -> Levels.isBelow(found.levelName(), policy.levelName()));
  }

  /** Whether its protocols, grade and exclusions leave no cipher suite. */
  public Truth leavesNoSuite() {
    String level = policy.levelName();
    Side client = client();
    boolean isOff = level.equals("none") || !Levels.has(level);
    return client == null || isOff || !policy.has("exclude", "ciphers", "protocols")
        ? Truth.NO
        : leavesNoSuite(client, level);
  }

  private Truth leavesNoSuite(Side client, String level) {
    String own = policy.find("protocols");
    Known<List<String>> versions =
        own == null
            ? client.versions(!level.equals("may"))
            : Known.ofNullable(ProtocolList.parse(own, setup().version()))
                .map(ProtocolList::offered);
    Known<CipherString> suites =
        CipherChoice.ofPolicy(client, level, policy.find("ciphers"), policy.find("exclude"));
    return suites.with(versions, PolicyEntry::leavesNoSuite).is(nothing -> nothing);
  }

  private static boolean leavesNoSuite(CipherString suites, List<String> versions) {
    return !versions.isEmpty()
        && (suites.problem() != null
            || (!versions.contains("TLSv1.3") && suites.usableWith(versions).isEmpty()));
  }

  /** The lists of protocols that are read, which is where the policy asks for TLS. */
  public List<Protocols> protocols() {
    List<Protocols> all = new ArrayList<>();
    String level = policy.levelName();
    for (PolicyAttribute attribute : policy.attributes()) {
      if (attribute.name().equals("protocols") && Levels.has(level) && !level.equals("none")) {
        Side client = client();
        Protocols.OfPolicy own =
            new Protocols.OfPolicy(
                quoted("whom", whom()),
                attribute.value(),
                policy.span(attribute.text()),
                TableWords.fits(policy));
        if (client != null) {
          boolean mandatory = Levels.isMandatory(level);
          all.add(new Protocols(client, parameter(), mandatory, Truth.YES, own));
        }
        return all;
      }
    }
    return all;
  }

  /** A client that uses the table; null if there is none. */
  private @Nullable Side client() {
    Service named = use().service();
    String program = parameter().startsWith("lmtp_") ? "lmtp" : "smtp";
    if (named != null) {
      return named.program().equals(program) ? Side.client(named) : null;
    }
    for (Service service : setup().services()) {
      if (service.program().equals(program) && service.override(parameter()) == null) {
        return Side.client(service);
      }
    }
    return null;
  }

  /** Where its mail is sent elsewhere, by transport_maps or relayhost; null if nowhere. */
  public @Nullable Span elsewhere() {
    return routes.elsewhere(policy);
  }

  @Override
  public Span place() {
    return policy.place();
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "missed" -> missed().or(route -> route.quoted("destination", text), text, text);
      case "whom" -> policy.quoted("key", text);
      default -> policy.quoted(fact, text);
    };
  }
}
