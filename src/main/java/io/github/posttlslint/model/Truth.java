package io.github.posttlslint.model;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Yes, no, or "cannot tell" with its reason: Kleene's logic of three values. Whoever needs a plain
 * yes or no says with {@link #ifUnknown} what counts where it cannot be told.
 */
public final class Truth {

  /** It holds. */
  public static final Truth YES = new Truth(true, null);

  /** It does not. */
  public static final Truth NO = new Truth(false, null);

  private final boolean yes;
  private final @Nullable Doubt doubt;

  private Truth(boolean yes, @Nullable Doubt doubt) {
    this.yes = yes;
    this.doubt = doubt;
  }

  /** Yes or no. */
  public static Truth of(boolean yes) {
    return yes ? YES : NO;
  }

  /** It cannot be told. */
  public static Truth unknown(Doubt doubt) {
    return new Truth(false, doubt);
  }

  /** Takes every case. */
  public <R extends @Nullable Object> R fold(
      Supplier<? extends R> whenYes,
      Supplier<? extends R> whenNo,
      Function<Doubt, ? extends R> whenUnknown) {
    if (doubt != null) {
      return whenUnknown.apply(doubt);
    }
    return yes ? whenYes.get() : whenNo.get();
  }

  /** What there is if it holds; unset if it does not. */
  public <R> Known<R> then(Supplier<Known<R>> whenYes) {
    return fold(whenYes, Known::unset, Known::unknown);
  }

  /** One of two values. */
  public <R> Known<R> choose(R whenYes, R whenNo) {
    return doubt == null ? Known.of(yes ? whenYes : whenNo) : Known.unknown(doubt);
  }

  /** Yes or no, with the answer that counts where it cannot be told. */
  public boolean ifUnknown(boolean answer) {
    return doubt == null ? yes : answer;
  }

  /** Why it cannot be told; null if it can. */
  public @Nullable Doubt doubt() {
    return doubt;
  }

  /** The opposite. */
  public Truth not() {
    return doubt == null ? of(!yes) : this;
  }

  /** No if one of the two is; else the first doubt. */
  public Truth and(Supplier<Truth> other) {
    if (!ifUnknown(true)) {
      return NO;
    }
    Truth second = other.get();
    return doubt != null && second.ifUnknown(true) ? this : second;
  }

  /** Yes if one of the two is; else the first doubt. */
  public Truth or(Supplier<Truth> other) {
    if (ifUnknown(false)) {
      return YES;
    }
    Truth second = other.get();
    return doubt != null && !second.ifUnknown(false) ? this : second;
  }

  /** Whether all hold. */
  public static Truth all(Truth... truths) {
    Truth outcome = YES;
    for (Truth one : truths) {
      outcome = outcome.and(() -> one);
    }
    return outcome;
  }

  /** Whether something holds for all of several. */
  public static <T> Truth all(Iterable<T> several, Function<? super T, Truth> holds) {
    Truth outcome = YES;
    for (T one : several) {
      outcome = outcome.and(() -> holds.apply(one));
    }
    return outcome;
  }

  /** Whether something holds for one of several. */
  public static <T> Truth any(Iterable<T> several, Function<? super T, Truth> holds) {
    Truth outcome = NO;
    for (T one : several) {
      outcome = outcome.or(() -> holds.apply(one));
    }
    return outcome;
  }

  /** Whether one of them holds. */
  public static Truth any(Truth... truths) {
    Truth outcome = NO;
    for (Truth one : truths) {
      outcome = outcome.or(() -> one);
    }
    return outcome;
  }

  @Override
  public String toString() {
    return doubt == null ? Boolean.toString(yes) : doubt.toString();
  }
}
