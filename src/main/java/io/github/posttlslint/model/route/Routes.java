package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways that mail can take out of a setup. */
public final class Routes {

  private final List<Route> all;
  private final @Nullable Doubt doubt;
  private final AskedKeys asked;
  private final PolicyFinder policies;
  private final PolicyLevels levels;

  private Routes(Tables tables, List<Route> all, @Nullable Doubt doubt, PolicyFinder policies) {
    this.policies = policies;
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
    return policy.isPattern() || policy.key().isEmpty()
        ? Truth.YES
        : asked.has(policy.key().text(), policy.use().parameter().startsWith("lmtp_"));
  }
}
