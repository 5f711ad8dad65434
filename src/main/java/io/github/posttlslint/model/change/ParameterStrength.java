package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.change.Scale.Order;
import io.github.posttlslint.model.change.Strength.Loss;
import io.github.posttlslint.postfix.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Part of {@link Strength}: every parameter, by the order of its values, if that is known. */
final class ParameterStrength {

  private static final List<String> PREFIXES =
      List.of("smtpd_", "smtp_", "lmtp_", "postscreen_", "tlsproxy_");

  private ParameterStrength() {}

  static @Nullable Loss loss(Service before, Service after, Collection<String> names) {
    for (String name : names) {
      if (!isListed(name, before)) {
        Order order = compareOther(name, last(name, before), last(name, after));
        if (order != Order.NOT_WEAKER) {
          return Loss.of(order, name, after);
        }
      } else if (isRead(name, before.program())) {
        Order order = compare(name, before.value(name), after.value(name));
        boolean mended = order == Order.UNKNOWN && isMadeOfMended(name, before, after);
        if (order == Order.NOT_WEAKER && isLessThanMainCf(name, before, after)) {
          order = Order.WEAKER;
        }
        if (order != Order.NOT_WEAKER && !mended) {
          return Loss.of(order, name, after);
        }
      }
    }
    return null;
  }

  /** Whether a changed option sets something that protects less than what main.cf sets. */
  private static boolean isLessThanMainCf(String name, Service before, Service after) {
    Value main = after.setup().value(name);
    Value now = after.value(name);
    return after.override(name) != null
        && !before.value(name).known().equalTo(now.known()).ifUnknown(false)
        && main.isExplicit()
        && compare(main, now, Scale.of(name)::compare) == Order.WEAKER;
  }

  /** For an old name, or one of the user's own: it may be a class of restrictions, or a table's. */
  private static Order compareOther(String name, @Nullable String before, @Nullable String after) {
    if (after == null || after.equals(before)) {
      return Order.NOT_WEAKER;
    }
    return compare(Scale.of(name), before == null ? "" : before, after);
  }

  private static boolean isListed(String name, Service service) {
    Parameter parameter = service.setup().parameters().find(name);
    return parameter != null && parameter.isListedIn(service.setup().version());
  }

  /** What an option or else main.cf sets a name to; null if neither does. */
  private static @Nullable String last(String name, Service service) {
    Assignment line = service.assignment(name);
    return line == null ? null : line.value().text();
  }

  /** Whether a program can look at a parameter: not if it is another program's own. */
  private static boolean isRead(String name, String program) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix) && PREFIXES.contains(program + "_")) {
        return prefix.startsWith(program) && prefix.length() == program.length() + 1;
      }
    }
    return true;
  }

  private static Order compare(String name, Value before, Value after) {
    boolean known = !before.known().isHidden();
    if (before.known().isSame(after.known())
        && (known || (before.raw().equals(after.raw()) && before.shown().equals(after.shown())))) {
      return Order.NOT_WEAKER;
    }
    Scale scale = Scale.of(name);
    if (scale == Scale.ELSEWHERE) {
      return Order.NOT_WEAKER;
    }
    boolean hidden = after.known().isHidden();
    if (Mended.wasBroken(before, hidden)
        || (scale == Scale.OWN_KEY && known && !hidden && !before.isExplicit())) {
      return Order.NOT_WEAKER;
    }
    return compare(before, after, (was, is) -> compare(scale, was, is));
  }

  private static Order compare(Value before, Value after, BiFunction<String, String, Order> order) {
    return before
        .known()
        .orUnset("")
        .with(after.known().orUnset(""), order)
        .or(Order.UNKNOWN, Order.UNKNOWN);
  }

  /** Postfix may live with a value that it does not understand: only a known scale tells. */
  private static Order compare(Scale scale, String before, String after) {
    Order order = scale.compare(before, after);
    boolean mended = order == Order.UNKNOWN && scale != Scale.NONE && Mended.is(before, after);
    return mended ? Order.NOT_WEAKER : order;
  }

  /** Whether all that a value is made of, and that has changed, was mended. */
  private static boolean isMadeOfMended(String name, Service before, Service after) {
    boolean any = false;
    Set<String> changed = ChangedSettings.ofMain(before.setup(), after.setup());
    for (String other : before.setup().resolved(name).used()) {
      if (changed.contains(other)) {
        if (!Mended.is(before.value(other), after.value(other))) {
          return false;
        }
        any = true;
      }
    }
    boolean own = before.override(name) != null || after.override(name) != null;
    return any && !own && before.value(name).raw().equals(after.value(name).raw());
  }
}
