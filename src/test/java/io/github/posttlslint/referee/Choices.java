package io.github.posttlslint.referee;

import java.util.List;
import java.util.Random;

/** Random choices, always the same ones for a seed. */
final class Choices {

  private final Random random;

  Choices(long seed) {
    random = new Random(seed);
  }

  /** A number below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean likely(int percent) {
    return below(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }
}
