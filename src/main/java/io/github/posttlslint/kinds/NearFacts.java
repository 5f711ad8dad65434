package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.Thing;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a file is called that is not there under the name that is given. */
final class NearFacts {

  private NearFacts() {}

  /** Adds the facts to a kind. */
  static <T extends Thing> Kind<T> in(Kind<T> kind, Function<T, @Nullable NearMiss> near) {
    return kind.text(
            "near",
            "the name of a file or directory that is there and nearly the same, if it is missing",
            near,
            NearMiss::name)
        .text(
            "near.question",
            "the question whether that is meant, with a blank before it",
            near,
            one -> " Did you mean '" + one.name() + "'?");
  }
}
