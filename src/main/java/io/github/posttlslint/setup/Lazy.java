package io.github.posttlslint.setup;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found when it is first asked for, and kept.
 *
 * @param <T> what it is
 */
final class Lazy<T> {

  private final Supplier<T> source;
  private @Nullable T known;

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  T get() {
    T value = known;
    if (value == null) {
      value = source.get();
      known = value;
    }
    return value;
  }
}
