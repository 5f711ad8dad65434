package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;

/**
 * A place where a file is not what Postfix's readers expect.
 *
 * @param kind what is wrong
 * @param span the text that is wrong
 * @param detail the words in question, as Postfix's own message quotes them; can be empty
 */
public record SyntaxProblem(Kind kind, Span span, String detail) {

  /** What is wrong. */
  public enum Kind {
    /** A main.cf line has no {@code =} after its first word: fatal in every program. */
    MISSING_EQUALS,
    /** A main.cf line begins with {@code =}, or with a null byte: fatal as of Postfix 3.4. */
    MISSING_NAME,
    /** The text of main.cf is no main.cf at all, but a script, a README, a certificate. */
    OTHER_FILE,
    /** Text with white space before it has no line to continue: the logical line is dropped. */
    INDENTED_FIRST_LINE,
    /** The same in a file that is appended to another, whose last line it continues. */
    INDENTED_APPENDED_LINE,
    /** A null byte; Postfix ignores what follows it in the logical line. */
    NULL_BYTE,
    /** A master.cf line has less than eight fields: fatal; detail names the first missing one. */
    MISSING_FIELD,
    /** A field of master.cf has a value that master(8) does not know; detail names the field. */
    BAD_FIELD,
    /** An inet service whose "private" field is not {@code n}: fatal for master(8). */
    PRIVATE_INET,
    /** An argument's opening brace has no closing one: fatal for master(8). */
    MISSING_BRACE,
    /** Text follows the closing brace of an argument: fatal for master(8). */
    TEXT_AFTER_BRACE,
    /** The argument of {@code -o} has no {@code =} after its first word: fatal for the service. */
    OVERRIDE_WITHOUT_EQUALS,
    /** The argument of {@code -o} begins with {@code =}: fatal for the service. */
    OVERRIDE_WITHOUT_NAME,
    /** A daemon's option that needs an argument is the last word. */
    OPTION_WITHOUT_ARGUMENT,
    /** An option letter that no daemon knows; the daemon warns and goes on. */
    UNKNOWN_OPTION,
    /** A line for {@code postconf -P} is no {@code service/type/parameter=value}: ignored. */
    POSTCONF_FORM,
    /** The value of a line for {@code postconf -P} has white space: fatal, the line is ignored. */
    POSTCONF_BLANKS,
    /** A line for {@code postconf -P} names no service; detail has name and type. */
    POSTCONF_SERVICE
  }
}
