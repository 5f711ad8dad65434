package io.github.posttlslint.language;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Thing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing that rules judge, by the table of its kind. Each fact is found once: many rules ask for
 * the same ones.
 *
 * @param <T> the things of the kind
 */
public final class Subject<T extends Thing> {

  private final Kind<T> kind;
  private final T thing;
  private final Subjects subjects;
  private final Map<String, Fact> found = new HashMap<>();

  Subject(Kind<T> kind, T thing, Subjects subjects) {
    this.kind = kind;
    this.thing = thing;
    this.subjects = subjects;
  }

  /** The thing. */
  public T thing() {
    return thing;
  }

  /**
   * A fact of the thing.
   *
   * @return {@link Fact.Absent} where the thing has no such property; null where its kind has no
   *     fact of the name
   */
  public @Nullable Fact fact(String name) {
    Fact fact = found.get(name);
    if (fact == null) {
      fact = kind.find(name, thing, subjects);
      if (fact != null) {
        found.put(name, fact);
      }
    }
    return fact;
  }

  /** The parameter that is set at an anchor of its kind; null where the anchor does not tell. */
  public @Nullable String parameterAt(String anchor) {
    return kind.parameterAt(anchor, thing);
  }

  /**
   * The place of one of its parts, such as {@code name} or {@code value}; null if there is none.
   */
  public @Nullable Span place(String anchor) {
    return kind.place(anchor, thing);
  }
}
