package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.change.Strength.Loss;
import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of {@link Strength}: what the clients of a listener meet, all settings taken together. */
final class ListenerStrength {

  private ListenerStrength() {}

  static @Nullable Loss loss(Setup before, Setup after) {
    List<Listener> olds = Listeners.of(before);
    List<Listener> news = Listeners.of(after);
    if (olds.size() != news.size()) {
      return new Loss("It changes which services accept connections.");
    }
    for (int i = 0; i < olds.size(); i++) {
      Loss loss = loss(olds.get(i), news.get(i));
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  private static @Nullable Loss loss(Listener old, Listener now) {
    boolean worked = old.fault().isSet().not().ifUnknown(false);
    boolean hadTls = worked && old.tls() != Tls.OFF;
    boolean fails = now.fault().isSet().ifUnknown(false);
    String id = now.service().id();
    if (hadTls && fails) {
      return new Loss("After it, the clients of " + id + " get no TLS.");
    }
    if (worked && rank(now.tls()) < rank(old.tls())) {
      return new Loss("It weakens the TLS that the clients of " + id + " meet.");
    }
    return now.auth() == Auth.IN_CLEAR && (old.auth() == Auth.NONE || old.auth() == Auth.UNDER_TLS)
        ? new Loss("After it, passwords can go to " + id + " without TLS.")
        : null;
  }

  private static int rank(Tls tls) {
    return switch (tls) {
      case UNKNOWN -> 0;
      case OFF -> 1;
      case OFFERED -> 2;
      case DEMANDED, IMMEDIATE -> 3;
    };
  }
}
