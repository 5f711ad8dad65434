package io.github.posttlslint.model.tls;

import io.github.posttlslint.zone.Promises;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user can tell about how to judge.
 *
 * @param now the moment certificates are judged at
 * @param expiryDays how many days before its end a certificate is said to expire soon
 * @param names host names that the server certificates must cover besides myhostname
 * @param reasonsDemanded whether comments that silence a rule count only if they give a reason
 * @param promises zones and the like; null if none are given
 */
public record JudgeSettings(
    Instant now,
    int expiryDays,
    List<String> names,
    boolean reasonsDemanded,
    @Nullable Promises promises) {

  /** The usual horizon of the expiry warning, in days. */
  public static final int DEFAULT_EXPIRY_DAYS = 21;

  public JudgeSettings {
    names = List.copyOf(names);
  }

  /** Settings that demand no reasons, without zones. */
  public JudgeSettings(Instant now, int expiryDays, List<String> names) {
    this(now, expiryDays, names, false, null);
  }
}
