package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Level;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.change.Scale.Order;
import io.github.posttlslint.model.change.Strength.Loss;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Part of {@link Strength}: what holds for the TLS of a service as server and as client. */
final class SideStrength {

  private SideStrength() {}

  static @Nullable Loss level(Service before, Service after) {
    List<Side> olds = Side.of(before);
    List<Side> news = Side.of(after);
    for (int i = 0; i < olds.size(); i++) {
      Level old = olds.get(i).level();
      Level now = news.get(i).level();
      Order order = compare(old, now, after);
      boolean known = now.name().isSet().ifUnknown(false);
      if (order == Order.NOT_WEAKER || Mended.wasBroken(before.value(old.decidedBy()), !known)) {
        continue;
      }
      if (order == Order.WEAKER) {
        String text = "It lowers the TLS level of %s from %s to %s.";
        return new Loss(text.formatted(after.id(), old.shown(), now.shown()));
      }
      return Loss.of(Order.UNKNOWN, "the TLS level", after);
    }
    return null;
  }

  private static Order compare(Level old, Level now, Service after) {
    if (old.name().isSame(now.name())) {
      return Order.NOT_WEAKER;
    }
    return old.name()
        .with(now.name(), (was, is) -> compare(was, is, now, after))
        .or(Order.UNKNOWN, Order.UNKNOWN);
  }

  private static Order compare(String was, String is, Level now, Service after) {
    boolean mended = Mended.is(was, is) && !isLessThanMainCf(is, now.decidedBy(), after);
    return mended ? Order.NOT_WEAKER : LevelOrder.compare(was, is);
  }

  /** Whether an option sets a lower level than main.cf does. */
  private static boolean isLessThanMainCf(String level, String decidedBy, Service after) {
    Value main = after.setup().value(decidedBy);
    return after.override(decidedBy) != null
        && main.isExplicit()
        && main.known()
            .orUnset("")
            .is(of -> LevelOrder.compare(of, level) == Order.WEAKER)
            .ifUnknown(false);
  }

  static @Nullable Loss protocols(Service before, Service after) {
    return ofSides(before, after, "the TLS protocols", SideStrength::protocols);
  }

  private static Order protocols(Side before, Side after) {
    // without TLS the level tells; what is hidden or refused is compared as a parameter by itself
    return before
        .protocols()
        .with(after.protocols(), Scale::protocols)
        .or(Order.NOT_WEAKER, Order.NOT_WEAKER);
  }

  static @Nullable Loss ciphers(Service before, Service after) {
    return ofSides(before, after, "the ciphers", SideStrength::ciphers);
  }

  private static Order ciphers(Side before, Side after) {
    Known<CipherChoice> old = CipherChoice.of(before);
    Known<CipherChoice> now = CipherChoice.of(after);
    if (old.then(CipherChoice::string).isSame(now.then(CipherChoice::string))) {
      return Order.NOT_WEAKER;
    }
    // where there was nothing to compare, the parameters are compared each by itself
    return old.then(CipherChoice::resolve)
        .fold(
            was -> was.problem() == null ? compare(was, now) : Order.NOT_WEAKER,
            () -> Order.NOT_WEAKER,
            doubt -> Resolver.isBroken(doubt.reason()) ? Order.NOT_WEAKER : Order.UNKNOWN);
  }

  private static Order compare(CipherString was, Known<CipherChoice> now) {
    Set<CipherSuite> suites = new HashSet<>(was.usable());
    return now.then(CipherChoice::resolve)
        .or(
            is ->
                is.problem() != null
                    ? Order.UNKNOWN
                    : suites.containsAll(is.usable()) ? Order.NOT_WEAKER : Order.WEAKER,
            Order.UNKNOWN,
            Order.UNKNOWN);
  }

  private static @Nullable Loss ofSides(
      Service before, Service after, String what, BiFunction<Side, Side, Order> compare) {
    List<Side> olds = Side.speaking(before);
    List<Side> news = Side.speaking(after);
    for (int i = 0; i < olds.size(); i++) {
      Loss loss = Loss.of(compare.apply(olds.get(i), news.get(i)), what, after);
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  static @Nullable Loss passwords(Service before, Service after) {
    return ofSides(before, after, "what keeps passwords inside TLS", SideStrength::passwords);
  }

  private static Order passwords(Side before, Side after) {
    Truth is = passwordsInClear(after);
    return passwordsInClear(before)
        .fold(
            () -> Order.NOT_WEAKER,
            () -> is.fold(() -> Order.WEAKER, () -> Order.NOT_WEAKER, doubt -> Order.UNKNOWN),
            doubt -> is.ifUnknown(false) ? Order.UNKNOWN : Order.NOT_WEAKER);
  }

  /** Whether passwords can be sent without TLS. */
  private static Truth passwordsInClear(Side side) {
    return side.service()
        .value(side.family().ofProgram("sasl_auth_enable"))
        .isYes()
        .and(() -> side.isMandatory().not())
        .and(() -> side.value("auth_only").isYes().not());
  }
}
