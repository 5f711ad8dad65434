package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;

/**
 * Something about the text of a PEM file, as opposed to what its blocks hold.
 *
 * @param kind what it is
 * @param span where it is
 * @param detail a clause for people that begins in lower case and never quotes the block's content
 */
public record PemProblem(Kind kind, Span span, String detail) {

  /** The same problem of a file with another name. */
  PemProblem in(String file) {
    return new PemProblem(kind, span.in(file), detail);
  }

  /** The kinds, those first at which OpenSSL stops reading the file. */
  public enum Kind {
    /** The file ends inside the block. */
    MISSING_END,
    /** The END line does not have the label of the BEGIN line. */
    WRONG_END,
    /** A character that base64 does not have, or padding in the wrong place. */
    BAD_BASE64,
    /** Nothing between BEGIN and END. */
    EMPTY_BLOCK,
    /** A blank line inside the block, or a line that is too long or too short behind headers. */
    BAD_LINE,
    /** A BEGIN line inside another block: OpenSSL reads on and loses one of the two. */
    BEGIN_INSIDE_BLOCK,
    /** An END line without a BEGIN line: OpenSSL takes it for text. */
    END_WITHOUT_BEGIN,
    /** A BEGIN line with white space before it: OpenSSL takes it for text. */
    INDENTED_BEGIN,
    /** A line that was meant as a BEGIN line but does not have five hyphens on either side. */
    MALFORMED_BEGIN,
    /** A line that starts with a zero byte: OpenSSL takes it for the end of the file. */
    NUL_BYTE,
    /** Lines end in a carriage return alone, so that OpenSSL sees but one line. */
    NO_LINE_FEED,
    /** A UTF-8 byte order mark: OpenSSL 3 skips it, older releases do not. */
    BYTE_ORDER_MARK,
    /** Lines end in carriage return and line feed, which does no harm. */
    CARRIAGE_RETURN
  }
}
