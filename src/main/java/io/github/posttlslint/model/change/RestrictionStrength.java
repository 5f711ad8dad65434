package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Restriction;
import io.github.posttlslint.model.RestrictionList;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.change.Scale.Order;
import io.github.posttlslint.model.change.Strength.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Part of {@link Strength}: whom a server lets in. */
final class RestrictionStrength {

  private RestrictionStrength() {}

  static @Nullable Loss loss(Service before, Service after) {
    if (!before.program().equals("smtpd")) {
      return null;
    }
    for (String parameter : RestrictionList.PARAMETERS) {
      RestrictionList old = before.restrictions(parameter);
      RestrictionList now = after.restrictions(parameter);
      if (opensRelay(parameter, before, after)) {
        return Loss.of(Order.UNKNOWN, parameter, after);
      }
      if (Objects.equals(old.reason(), now.reason())) {
        Order order = restrictions(old.restrictions(), now.restrictions());
        boolean mended =
            Mended.is(before.value(parameter), after.value(parameter))
                && old.refusesRelay() == now.refusesRelay()
                && before
                    .value(parameter)
                    .known()
                    .is(text -> text.indexOf('#') < 0)
                    .ifUnknown(false);
        if (order != Order.NOT_WEAKER && !mended) {
          return Loss.of(order, parameter, after);
        }
      } else if (!Mended.wasBroken(before.value(parameter), now.known().isHidden())) {
        return Loss.of(Order.UNKNOWN, parameter, after);
      }
    }
    return null;
  }

  /** Whether a new list lets everybody relay, be it that no mail passed before. */
  private static boolean opensRelay(String parameter, Service before, Service after) {
    RestrictionList now = after.restrictions(parameter);
    return parameter.equals("smtpd_relay_restrictions")
        && !before.value(parameter).known().isSame(after.value(parameter).known())
        && !now.known().isHidden()
        && !now.restrictions().isEmpty()
        && !now.refusesRelay();
  }

  /**
   * Nothing may be gone. What is new may only refuse, but for the end: there whoever is not refused
   * is let in anyway.
   */
  private static Order restrictions(List<Restriction> before, List<Restriction> after) {
    List<String> gone = new ArrayList<>(words(before));
    for (String word : words(after)) {
      boolean refuses = word.startsWith("reject") || word.startsWith("defer");
      if (!gone.isEmpty() && gone.get(0).equals(word)) {
        gone.remove(0);
      } else if (!refuses && !gone.isEmpty()) {
        return Order.UNKNOWN;
      }
    }
    return gone.isEmpty() ? Order.NOT_WEAKER : Order.WEAKER;
  }

  private static List<String> words(List<Restriction> restrictions) {
    List<String> words = new ArrayList<>();
    for (Restriction one : restrictions) {
      words.add(
          (one.warnOnly() ? "warn_if_reject " : "")
              + one.name().toLowerCase(Locale.ROOT)
              + " "
              + one.argument());
    }
    return words;
  }
}
