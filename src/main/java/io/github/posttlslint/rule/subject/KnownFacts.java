package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The facts of one subject, each found once: many rules ask for the same ones. */
final class KnownFacts {

  private final Map<String, Fact> known = new HashMap<>();
  private final Function<String, @Nullable Fact> finder;

  /**
   * Makes them.
   *
   * @param finder finds the fact of a name, or null if there is none of it; may ask for other facts
   */
  KnownFacts(Function<String, @Nullable Fact> finder) {
    this.finder = finder;
  }

  /** The fact of a name; null if there is none. */
  @Nullable Fact get(String name) {
    Fact fact = known.get(name);
    if (fact == null) {
      fact = finder.apply(name);
      if (fact != null) {
        known.put(name, fact);
      }
    }
    return fact;
  }
}
