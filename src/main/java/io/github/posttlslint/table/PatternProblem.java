package io.github.posttlslint.table;

import io.github.posttlslint.input.Span;

/**
 * A line of a cidr, regexp or pcre table that Postfix warns of.
 *
 * @param kind what is wrong
 * @param span the text that is wrong
 * @param detail the text that is wrong, or what is wrong with it, for people; can be empty
 */
public record PatternProblem(Kind kind, Span span, String detail) {

  /** What is wrong. Unless said otherwise Postfix leaves the line out. */
  public enum Kind {
    /** White space begins the line, and there is none before it that it could continue. */
    INDENTED_FIRST_LINE,
    /** No pattern at all. */
    NO_PATTERN,
    /** The delimiter that opens the pattern does not occur again; it is the detail. */
    NO_DELIMITER,
    /** The detail is a letter behind the pattern that is no flag. */
    UNKNOWN_FLAG,
    /** The library does not accept the regular expression; the detail says why. */
    BAD_EXPRESSION,
    /** Postfix says nothing: the detail is an escape that means something to Perl only. */
    PERL_SYNTAX,
    /** There is no result: a cidr table drops the line, the others take the empty string. */
    NO_RESULT,
    /** The result has a {@code $} that is neither {@code $$} nor {@code $number}. */
    BAD_RESULT,
    /** The result has a {@code $number}, the detail, that the pattern has no group for. */
    NO_GROUP,
    /** The result of a pattern with {@code !} has a {@code $number}. */
    GROUP_OF_NEGATION,
    /** The detail follows the pattern of an {@code if}, or an {@code endif}, on the same line. */
    TEXT_AFTER_CONDITION,
    /** An {@code endif} that ends nothing. */
    ENDIF_WITHOUT_IF,
    /** An {@code if} that nothing ends: it reaches to the end of the table. */
    IF_WITHOUT_ENDIF,
    /** Neither a pattern nor {@code if} or {@code endif}. */
    NO_STATEMENT,
    /** The detail is neither an address nor a network. */
    BAD_ADDRESS,
    /** Bits of the address are beyond the length of the network; the detail is the network. */
    HOST_BITS
  }
}
