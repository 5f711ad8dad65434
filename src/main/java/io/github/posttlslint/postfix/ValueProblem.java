package io.github.posttlslint.postfix;

import org.jspecify.annotations.Nullable;

/**
 * A value, or a part of it, that a version of Postfix does not take.
 *
 * @param kind what is wrong
 * @param text the part itself
 * @param nearest what was probably meant; null if nothing is near
 */
public record ValueProblem(Kind kind, String text, @Nullable String nearest) {

  /** What is wrong, and what Postfix says to it. */
  public enum Kind {
    /** Neither yes nor no. Fatal: {@code bad boolean configuration}. */
    BAD_BOOLEAN,
    /** Not a decimal number. Fatal: {@code bad numerical configuration}. */
    BAD_INTEGER,
    /** Not a number with a unit. Fatal: {@code bad time value or unit}. */
    BAD_TIME,
    /** Fatal: {@code invalid NAME parameter value V < MIN}. */
    TOO_SMALL,
    /** Fatal: {@code invalid NAME parameter value V > MAX}. */
    TOO_LARGE,
    /** Most often: empty. Fatal: {@code bad string length L < MIN}. */
    TOO_SHORT,
    /** Fatal: {@code bad string length L > MAX}. */
    TOO_LONG,
    /** A level that cannot be read. Fatal: {@code malformed compatibility level syntax}. */
    BAD_COMPATIBILITY_LEVEL,
    /** A word that no known version accepts. */
    NOT_ACCEPTED,
    /** A word that a later version accepts. */
    NOT_YET_ACCEPTED,
    /** A word that an earlier version accepted. */
    NO_LONGER_ACCEPTED,
    /**
     * {@code >=} or {@code <=} with nothing after it in a protocol list: taken as 0 without a
     * warning, and the version after the blank becomes a list of its own.
     */
    EMPTY_BOUND
  }
}
