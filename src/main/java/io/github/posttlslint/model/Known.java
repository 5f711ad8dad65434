package io.github.posttlslint.model;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known, known to be unset, or hidden: by a template, an unseen file, a reference
 * that cannot be expanded. There is no way to take it without saying what counts in each case.
 *
 * @param <T> what is known
 */
public final class Known<T> {

  private static final Known<?> UNSET = new Known<>(null, null);

  private final @Nullable T value;
  private final @Nullable Doubt doubt;

  private Known(@Nullable T value, @Nullable Doubt doubt) {
    this.value = value;
    this.doubt = doubt;
  }

  /** It is known. */
  public static <T> Known<T> of(T value) {
    return new Known<>(value, null);
  }

  /** It is known; nothing is set where it is null. */
  public static <T> Known<T> ofNullable(@Nullable T value) {
    return value == null ? unset() : of(value);
  }

  /** It is known that nothing is set. */
  @SuppressWarnings("unchecked") // nothing of any type is the same
  public static <T> Known<T> unset() {
    return (Known<T>) UNSET;
  }

  /** It cannot be told. */
  public static <T> Known<T> unknown(Doubt doubt) {
    return new Known<>(null, doubt);
  }

  /** Takes every case. */
  public <R extends @Nullable Object> R fold(
      Function<? super T, ? extends R> whenKnown,
      Supplier<? extends R> whenUnset,
      Function<Doubt, ? extends R> whenUnknown) {
    if (doubt != null) {
      return whenUnknown.apply(doubt);
    }
    return value == null ? whenUnset.get() : whenKnown.apply(value);
  }

  /** The value, with what counts in its stead where nothing is set, and where it is hidden. */
  public <R extends @Nullable Object> R or(
      Function<? super T, ? extends R> whenKnown, R whenUnset, R whenUnknown) {
    if (doubt != null) {
      return whenUnknown;
    }
    return value == null ? whenUnset : whenKnown.apply(value);
  }

  /**
   * The value itself, with what counts in its stead where nothing is set, and where it is hidden.
   */
  public T or(T whenUnset, T whenUnknown) {
    if (doubt != null) {
      return whenUnknown;
    }
    return value == null ? whenUnset : value;
  }

  /** Why it cannot be told; null if it can. */
  public @Nullable Doubt doubt() {
    return doubt;
  }

  /** Whether it cannot be told. */
  public boolean isHidden() {
    return doubt != null;
  }

  /** Something made of the value. */
  public <R> Known<R> map(Function<? super T, ? extends R> function) {
    return then(one -> of(function.apply(one)));
  }

  /** Something made of the value, which may itself be unset or hidden. */
  @SuppressWarnings("unchecked") // without a value it is one of any type
  public <R> Known<R> then(Function<? super T, Known<R>> function) {
    return value == null ? (Known<R>) this : function.apply(value);
  }

  /** Something made of this value and another one. */
  public <U, R> Known<R> with(
      Known<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
    return then(one -> other.map(two -> function.apply(one, two)));
  }

  /** The same, with a value that counts where nothing is set. */
  public Known<T> orUnset(T whenUnset) {
    return value == null && doubt == null ? of(whenUnset) : this;
  }

  /** Whether the value is so; nothing is not. */
  public Truth is(Predicate<? super T> predicate) {
    if (doubt != null) {
      return Truth.unknown(doubt);
    }
    return Truth.of(value != null && predicate.test(value));
  }

  /** Whether something is set. */
  public Truth isSet() {
    return is(one -> true);
  }

  /** Whether two values are equal; nothing is equal to nothing. */
  public Truth equalTo(Known<T> other) {
    if (doubt != null) {
      return Truth.unknown(doubt);
    }
    return other.doubt == null
        ? Truth.of(Objects.equals(value, other.value))
        : Truth.unknown(other.doubt);
  }

  /** Whether both are unset, or both are hidden for the same reason, or have equal values. */
  public boolean isSame(Known<T> other) {
    return Objects.equals(value, other.value) && Objects.equals(doubt, other.doubt);
  }

  @Override
  public String toString() {
    return doubt == null ? String.valueOf(value) : doubt.toString();
  }
}
