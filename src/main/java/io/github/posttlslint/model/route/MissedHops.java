package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.table.PatternTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Next hops that TLS policies look as if they were meant for, and that never find them. */
final class MissedHops {

  private final AskedKeys asked;

  /** The first way to each host, by its name in lower case. */
  private final Map<String, Route> byHost = new HashMap<>();

  /** The first way to a host below a domain, by the domain after a dot, where no parent counts. */
  private final Map<String, Route> byParent = new HashMap<>();

  /** The first way to each next hop of smtp(8), and of lmtp(8), in lower case. */
  private final Map<String, Route> ofSmtp = new HashMap<>();

  private final Map<String, Route> ofLmtp = new HashMap<>();

  MissedHops(List<Route> routes, AskedKeys asked) {
    this.asked = asked;
    for (Route route : routes) {
      if (route.service() != null) {
        boolean lmtp = Side.client(route.service()).family() == Side.Family.LMTP;
        route.hop().map(hop -> add(route, hop, lmtp ? ofLmtp : ofSmtp));
      }
    }
  }

  private boolean add(Route route, NextHop hop, Map<String, Route> byText) {
    String host = hop.host().toLowerCase(Locale.ROOT);
    byText.putIfAbsent(hop.text().toLowerCase(Locale.ROOT), route);
    if (!host.isEmpty()) {
      byHost.putIfAbsent(host, route);
    }
    if (!hop.isPlainDomain() && !hop.isAddress()) {
      int from = Math.max(0, host.length() - AskedKeys.LONGEST_NAME);
      for (int dot = host.indexOf('.', from); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        byParent.putIfAbsent(host.substring(dot), route);
      }
    }
    return true;
  }

  /**
   * The way to the host that a policy names in another form, or by a parent domain or a pattern
   * that its next hop is not looked up by; unset if there is none without a policy.
   *
   * @param reached whether a next hop can find it
   */
  Known<Route> of(TlsPolicy policy, Truth reached) {
    String key = policy.key().text().toLowerCase(Locale.ROOT);
    if (key.isEmpty()
        || policy.row().isIndirect()
        || asked.isNamed(key, isOfLmtp(policy))
        || carrier(policy, reached).isSet().ifUnknown(true)) {
      return Known.unset();
    }
    if (policy.isPattern()) {
      return reached.not().then(() -> Known.ofNullable(byPattern(policy)));
    }
    Route other = key.startsWith(".") ? byParent.get(key) : byHost.get(NextHop.smtp(key, 0).host());
    return other != null && isWithout(other, policy) ? Known.of(other) : Known.unset();
  }

  private static boolean isOfLmtp(TlsPolicy policy) {
    return policy.use().parameter().startsWith("lmtp_");
  }

  /** Whether a way asks the policy's tables, and finds nothing there. */
  private static boolean isWithout(Route route, TlsPolicy policy) {
    return route.name("tls_policy_maps").equals(policy.use().parameter())
        && !route.policy().isSet().ifUnknown(true);
  }

  private @Nullable Route byPattern(TlsPolicy policy) {
    PatternTable patterns = policy.use().patterns();
    for (Map.Entry<String, Route> one : byHost.entrySet()) {
      Route route = one.getValue();
      if (patterns == null || !policy.setup().spend(8 * patterns.size())) {
        return null;
      }
      if (isMeant(patterns, policy, one.getKey(), route) && isWithout(route, policy)) {
        return route;
      }
    }
    return null;
  }

  private static boolean isMeant(
      PatternTable patterns, TlsPolicy policy, String host, Route route) {
    for (String form : forms(host, route.hop().or(NextHop::port, 0, 0))) {
      if (patterns.finds(policy.key(), form)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> forms(String host, int port) {
    List<String> forms = new ArrayList<>(List.of(host, "[" + host + "]"));
    if (port > 0) {
      forms.add(host + ":" + port);
      forms.add("[" + host + "]:" + port);
    }
    return forms;
  }

  /**
   * The way by the other program, lmtp(8) for one of smtp(8), which does not ask the policy's
   * tables, and has no policy and a weaker level for the very next hop; unset if there is none.
   */
  Known<Route> carrier(TlsPolicy policy, Truth reached) {
    Map<String, Route> others = isOfLmtp(policy) ? ofSmtp : ofLmtp;
    Route route =
        policy.isPattern() || policy.row().isIndirect()
            ? null
            : others.get(policy.key().text().toLowerCase(Locale.ROOT));
    return route == null || route.policy().isSet().ifUnknown(true)
        ? Known.unset()
        : reached
            .not()
            .and(() -> route.level().is(level -> Levels.isBelow(level, policy.levelName())))
            .then(() -> Known.of(route));
  }
}
