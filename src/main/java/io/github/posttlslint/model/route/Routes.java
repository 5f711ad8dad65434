package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.HostName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways that mail can take out of a setup. */
public final class Routes {

  private final List<Route> all;
  private final @Nullable Doubt doubt;
  private final AskedKeys asked;
  private final PolicyFinder policies;
  private final PolicyLevels levels;
  private final Tables tables;
  private final Lazy<AddressResolver> resolver;

  private Routes(Tables tables, List<Route> all, @Nullable Doubt doubt, PolicyFinder policies) {
    this.policies = policies;
    this.tables = tables;
    this.resolver = new Lazy<>(() -> new AddressResolver(tables.setup(), tables));
    this.levels = new ReachedPolicies(tables, this);
    this.all = all;
    this.doubt = doubt;
    this.asked = new AskedKeys(all, doubt);
  }

  /** Finds the ways of a setup. */
  public static Routes of(Setup setup, Tables tables) {
    PolicyFinder policies = new PolicyFinder(setup, tables);
    RouteFinder finder = new RouteFinder(setup, tables, policies);
    List<Route> all = finder.find();
    return new Routes(tables, all, finder.doubt(), policies);
  }

  /** Those that can be seen: by main.cf first, then by tables, filters, and where others fail. */
  public List<Route> all() {
    return all;
  }

  /** Why there can be others; null if there are none. */
  public @Nullable Doubt doubt() {
    return doubt;
  }

  /** What the policies ask for that mail can meet on its way. */
  public PolicyLevels policyLevels() {
    return levels;
  }

  /** What tables say of next hops. */
  PolicyFinder policies() {
    return policies;
  }

  /** Whether a client can be handed a next hop that a policy applies to. */
  public Truth reach(TlsPolicy policy) {
    if (policy.isPattern() || policy.key().isEmpty()) {
      return Truth.YES;
    }
    String key = policy.key().text();
    boolean lmtp = policy.use().parameter().startsWith("lmtp_");
    Truth reached = asked.has(key, lmtp);
    boolean isDomain = HostName.isValid(key) && !asked.isNamed(key, lmtp);
    return isDomain ? reached.and(() -> isLeftToItsDomain(key)) : reached;
  }

  /** Whether mail for a domain goes to its own hosts, if nothing sends all mail elsewhere. */
  private Truth isLeftToItsDomain(String domain) {
    Known<TransportEntry> entry = resolver.get().transportOf("postmaster@" + domain);
    return entry.fold(
        step ->
            Truth.of(step.isEmpty() || (step.nextHop().isEmpty() && isClient(step.transport()))),
        () -> isOfOthers(domain),
        Truth::unknown);
  }

  private boolean isClient(String transport) {
    for (Service service : tables.setup().services()) {
      if (service.name().equals(transport) && service.type().equals("unix")) {
        return service.hasTls();
      }
    }
    return false;
  }

  private Truth isOfOthers(String domain) {
    return resolver
        .get()
        .classOf(domain)
        .fold(
            found -> Truth.of(found == AddressClass.DEFAULT || found == AddressClass.RELAY),
            () -> Truth.YES,
            doubt -> Truth.YES);
  }
}
