package io.github.posttlslint.zone;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/**
 * A line of a zone file that says nothing that is known.
 *
 * @param place the line
 * @param owner the name that it is about; null if it can be any
 * @param cause why
 * @param reason the same for people, a clause without a full stop
 */
public record Gap(Span place, @Nullable String owner, Cause cause, String reason) {

  /** Why a line says nothing. */
  public enum Cause {
    /** A name server refuses it. */
    MALFORMED,
    /** A template fills it in. */
    TEMPLATE,
    /** It includes a file that is not read. */
    INCLUDE,
    /** More than is read. */
    LIMIT
  }
}
