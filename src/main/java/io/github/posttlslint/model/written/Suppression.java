package io.github.posttlslint.model.written;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that an ignore comment names, or a comment that cannot be understood.
 *
 * @param place the comment
 * @param rule the rule; null where the comment cannot be understood
 * @param problem what is wrong with the comment; null if nothing is
 * @param until the last day on which it counts; null if it has no end
 * @param isExpired whether that day is over
 * @param reason the reason that it gives; null if none
 * @param isReasonDemanded whether a comment without reason does not count
 * @param isUnused whether the comment counts, its rule was judged, and there was nothing to silence
 */
public record Suppression(
    Setup setup,
    Span place,
    @Nullable NamedRule rule,
    @Nullable String problem,
    @Nullable LocalDate until,
    boolean isExpired,
    @Nullable String reason,
    boolean isReasonDemanded,
    Truth isUnused)
    implements Thing {

  /**
   * A rule that a comment names.
   *
   * @param id as written
   * @param span where
   * @param isKnown whether there is such a rule, or was one
   * @param now the rules that tell the same as one that is gone; null if it is not gone
   * @param isSuppressible whether it can be silenced; true where it is disabled
   * @param nearest the nearest id there is; null if it is known, or none is near
   */
  public record NamedRule(
      String id,
      Span span,
      boolean isKnown,
      @Nullable List<String> now,
      boolean isSuppressible,
      @Nullable String nearest) {}
}
