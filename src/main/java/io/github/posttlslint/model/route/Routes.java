package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.HostName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways that mail can take out of a setup. */
public final class Routes {

  private final List<Route> all;
  private final @Nullable Doubt doubt;
  private final AskedKeys asked;
  private final PolicyFinder policies;
  private final PolicyLevels levels;
  private final RecipientDomains domains;
  private final Lazy<Map<String, Route>> byHost = new Lazy<>(this::findByHost);

  private Routes(
      Tables tables,
      List<Route> all,
      @Nullable Doubt doubt,
      AskedKeys asked,
      PolicyFinder policies,
      RecipientDomains domains) {
    this.policies = policies;
    this.domains = domains;
    this.levels = new ReachedPolicies(tables, this);
    this.all = List.copyOf(all);
    this.doubt = doubt;
    this.asked = asked;
  }

  /** Finds the ways of a setup. */
  public static Routes of(Setup setup, Tables tables) {
    PolicyFinder policies = new PolicyFinder(setup, tables);
    RecipientDomains domains = new RecipientDomains(setup, tables);
    RouteFinder finder = new RouteFinder(setup, tables, policies, domains);
    List<Route> all = new ArrayList<>(finder.find());
    AskedKeys asked = new AskedKeys(all, finder.doubt());
    all.addAll(finder.findDomainsOfPolicies());
    return new Routes(tables, all, finder.doubt(), asked, policies, domains);
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

  /** The way to the host of a policy that is named in another form and has no policy. */
  Known<Route> missed(TlsPolicy policy) {
    boolean lmtp = policy.use().parameter().startsWith("lmtp_");
    String key = policy.key().text();
    if (asked.isNamed(key, lmtp)) {
      return Known.unset();
    }
    Route other = byHost.get().get(NextHop.smtp(key, 0).host().toLowerCase(Locale.ROOT));
    return other != null
            && other.name("tls_policy_maps").equals(policy.use().parameter())
            && !other.policy().isSet().ifUnknown(true)
        ? Known.of(other)
        : Known.unset();
  }

  private Map<String, Route> findByHost() {
    Map<String, Route> hosts = new HashMap<>();
    for (Route route : all) {
      String host = route.hop().or(NextHop::host, "", "");
      if (!host.isEmpty() && route.service() != null) {
        hosts.putIfAbsent(host.toLowerCase(Locale.ROOT), route);
      }
    }
    return hosts;
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
    return isDomain ? reached.and(() -> domains.goesToItsHosts(key)) : reached;
  }
}
