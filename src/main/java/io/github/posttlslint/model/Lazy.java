package io.github.posttlslint.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found when it is first asked for, and kept.
 *
 * @param <T> what it is
 */
public final class Lazy<T> {

  private final Supplier<T> source;
  private @Nullable T known;

  /** Something that a source finds. */
  public Lazy(Supplier<T> source) {
    this.source = source;
  }

  /** What it is. */
  public T get() {
    T value = known;
    if (value == null) {
      value = source.get();
      known = value;
    }
    return value;
  }
}
