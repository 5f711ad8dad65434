package io.github.posttlslint.setup;

import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.setup.Scale.Order;
import io.github.posttlslint.setup.Strength.Loss;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Part of {@link Strength}: what holds for the TLS of a service as server and as client. */
final class SideStrength {

  private SideStrength() {}

  static @Nullable Loss level(Service before, Service after) {
    List<Levels> olds = Levels.all(before);
    List<Levels> news = Levels.all(after);
    for (int i = 0; i < olds.size(); i++) {
      Levels old = olds.get(i);
      Levels now = news.get(i);
      boolean same = old.name().equals(now.name()) && Objects.equals(old.reason(), now.reason());
      boolean mended =
          old.reason() == null
              && now.reason() == null
              && Mended.is(old.name(), now.name())
              && !isLessThanMainCf(now, after);
      boolean broken = Mended.wasBroken(before.value(old.decidedBy()), now.reason() != null);
      if (same || mended || broken) {
        continue;
      }
      boolean unknown = old.reason() != null || now.reason() != null;
      Order order = unknown ? Order.UNKNOWN : LevelOrder.compare(old.name(), now.name());
      if (order == Order.WEAKER) {
        String text = "It lowers the TLS level of %s from %s to %s.";
        return new Loss(text.formatted(after.id(), old.name(), now.name()));
      } else if (order == Order.UNKNOWN) {
        return Loss.of(Order.UNKNOWN, "the TLS level", after);
      }
    }
    return null;
  }

  /** Whether an option sets a lower level than main.cf does. */
  private static boolean isLessThanMainCf(Levels now, Service after) {
    Value main = after.setup().value(now.decidedBy());
    return after.override(now.decidedBy()) != null
        && main.isExplicit()
        && !main.isUnknown()
        && LevelOrder.compare(main.text(), now.name()) == Order.WEAKER;
  }

  static @Nullable Loss protocols(Service before, Service after) {
    return ofSides(
        before,
        after,
        (old, now) -> {
          boolean known = old.protocols() != null && now.protocols() != null;
          Order order =
              known ? Scale.protocols(old.protocols(), now.protocols()) : Order.NOT_WEAKER;
          return Loss.of(order, "the TLS protocols", now.service());
        });
  }

  static @Nullable Loss ciphers(Service before, Service after) {
    return ofSides(
        before, after, (old, now) -> Loss.of(ciphers(old, now), "the ciphers", now.service()));
  }

  private static Order ciphers(TlsSide before, TlsSide after) {
    CipherChoice old = CipherChoice.of(before);
    CipherChoice now = CipherChoice.of(after);
    boolean same =
        old == null
            || (now != null
                && old.string().equals(now.string())
                && Objects.equals(old.reason(), now.reason()));
    if (same) {
      return Order.NOT_WEAKER;
    }
    CipherString was = old == null ? null : old.resolve();
    CipherString is = now == null ? null : now.resolve();
    if (was == null || was.problem() != null) {
      // the parameters are compared each by itself
      boolean seen = old == null || old.reason() == null || old.reason().equals(Resolver.BROKEN);
      return seen ? Order.NOT_WEAKER : Order.UNKNOWN;
    }
    if (is == null || is.problem() != null) {
      return Order.UNKNOWN;
    }
    Set<CipherSuite> suites = new HashSet<>(was.usable());
    return suites.containsAll(is.usable()) ? Order.NOT_WEAKER : Order.WEAKER;
  }

  /** Compares one thing of a side; null if it is no less than before. */
  private interface SideCheck {
    @Nullable Loss loss(TlsSide before, TlsSide after);
  }

  private static @Nullable Loss ofSides(Service before, Service after, SideCheck check) {
    List<TlsSide> olds = TlsSide.of(before);
    List<TlsSide> news = TlsSide.of(after);
    for (int i = 0; i < olds.size(); i++) {
      Loss loss = check.loss(olds.get(i), news.get(i));
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  static @Nullable Loss passwords(Service before, Service after) {
    return ofSides(
        before,
        after,
        (old, now) -> {
          String was = passwordsInClear(old);
          String is = passwordsInClear(now);
          boolean fine = was.equals(is) || was.equals("yes") || is.equals("no");
          boolean known = was.equals("no") && is.equals("yes");
          Order order = fine ? Order.NOT_WEAKER : known ? Order.WEAKER : Order.UNKNOWN;
          return Loss.of(order, "what keeps passwords inside TLS", now.service());
        });
  }

  /** Whether passwords can be sent without TLS: yes, no, or unknown. */
  private static String passwordsInClear(TlsSide side) {
    String family = side.name("");
    String prefix = family.substring(0, family.length() - "tls_".length());
    Value enabled = side.service().value(prefix + "sasl_auth_enable");
    Value inside = side.service().value(family + "auth_only");
    if (!enabled.isUnknown() && !enabled.text().equalsIgnoreCase("yes")) {
      return "no";
    }
    if (side.isMandatory() || inside.text().equalsIgnoreCase("yes")) {
      return "no";
    }
    boolean unknown = enabled.isUnknown() || inside.isUnknown() || side.level().reason() != null;
    return unknown ? "unknown" : "yes";
  }
}
