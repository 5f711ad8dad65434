package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.TableRow;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import java.util.HashMap;
import java.util.Map;

/** What the policies ask for that mail can meet on its way. */
final class ReachedPolicies implements PolicyLevels {

  private final Tables tables;
  private final Routes routes;

  /** What was asked before: many services share the tables of main.cf. */
  private final Map<String, Truth> known = new HashMap<>();

  ReachedPolicies(Tables tables, Routes routes) {
    this.tables = tables;
    this.routes = routes;
  }

  @Override
  public Truth ask(Side client, boolean mandatory, String... attributes) {
    String maps = client.name("policy_maps");
    String own = client.service().override(maps) == null ? "" : client.service().id();
    String id = String.join(" ", maps, own, String.join(",", attributes)) + mandatory;
    Truth answer = known.get(id);
    if (answer == null) {
      answer = find(client, mandatory, attributes);
      known.put(id, answer);
    }
    return answer;
  }

  private Truth find(Side client, boolean mandatory, String... attributes) {
    Truth outcome = allSeen(client);
    for (TlsPolicy policy : tables.policies()) {
      if (PolicyFinder.isOf(policy.use(), client) && !policy.has(attributes)) {
        Truth reached = asks(policy.levelName(), mandatory).and(() -> routes.reach(policy));
        outcome = outcome.or(() -> reached);
      }
    }
    return outcome;
  }

  private static Truth asks(String level, boolean mandatory) {
    boolean dane = level.equals("dane"); // optional for servers without TLSA records
    return Truth.of(dane || (mandatory ? Levels.isMandatory(level) : level.equals("may")));
  }

  /** No if all of the client's tables can be seen; else it cannot be told. */
  private Truth allSeen(Side client) {
    String maps = client.name("policy_maps");
    Doubt hidden = client.value("policy_maps").known().doubt();
    for (TableUse use : tables.uses()) {
      if (hidden == null && PolicyFinder.isOf(use, client) && !TableRow.areAllSeen(use)) {
        hidden = new Doubt("a policy table tells the level", maps);
      }
    }
    String perSite = client.name("per_site");
    if (hidden == null && client.value("per_site").known().isSet().ifUnknown(true)) {
      hidden = new Doubt("a table tells the level", perSite);
    }
    return hidden == null ? Truth.NO : Truth.unknown(hidden);
  }
}
