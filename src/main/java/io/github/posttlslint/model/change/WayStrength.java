package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.change.Scale.Order;
import io.github.posttlslint.model.change.Strength.Loss;
import io.github.posttlslint.model.route.NextHop;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.table.Tables;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Part of {@link Strength}: what holds on the ways of mail. A policy table is asked for the text of
 * the next hop, so that another text can have another level.
 */
final class WayStrength {

  private WayStrength() {}

  static @Nullable Loss loss(Setup before, Setup after) {
    Map<String, Deque<Route>> news = new HashMap<>();
    for (Route route : Routes.of(after, Tables.of(after)).all()) {
      news.computeIfAbsent(key(route), first -> new ArrayDeque<>()).add(route);
    }
    for (Route old : Routes.of(before, Tables.of(before)).all()) {
      if (works(old)) {
        Deque<Route> same = news.get(key(old));
        Route now = same == null ? null : same.poll();
        Loss loss = now == null ? new Loss("It changes where mail goes.") : loss(old, now);
        if (loss != null) {
          return loss;
        }
      }
    }
    return null;
  }

  /** Whether mail gets out by it at all. */
  private static boolean works(Route route) {
    return route.service() != null
        && route.hop().is(to -> to.fault() == null).ifUnknown(false)
        && route.level().is(Levels::has).ifUnknown(true);
  }

  private static String key(Route route) {
    return String.join(
        " ", route.source().name(), route.sender(), route.transport(), route.destination());
  }

  private static @Nullable Loss loss(Route old, Route now) {
    Order level =
        old.level()
            .fold(
                was ->
                    now.level().or(is -> LevelOrder.compare(was, is), Order.UNKNOWN, Order.UNKNOWN),
                () -> Order.NOT_WEAKER,
                doubt -> Order.NOT_WEAKER);
    String to = now.hop().or(NextHop::text, "", "");
    if (level != Order.NOT_WEAKER) {
      return new Loss(
          (level == Order.WEAKER ? "It lowers" : "It may lower")
              + " the TLS level to '"
              + to
              + "'.");
    }
    if (old.match().isSet().ifUnknown(false) && !old.match().isSame(now.match())) {
      return new Loss("It changes the names that the server at '" + to + "' is asked for.");
    }
    return opensVersions(old, now)
        ? new Loss("It allows further versions of TLS to '" + to + "'.")
        : null;
  }

  private static boolean opensVersions(Route old, Route now) {
    return old.terms()
        .versions()
        .with(now.terms().versions(), WayStrength::opens)
        .or(opens -> opens, false, false);
  }

  private static boolean opens(List<String> was, List<String> is) {
    return !was.isEmpty() && !new HashSet<>(was).containsAll(is);
  }
}
