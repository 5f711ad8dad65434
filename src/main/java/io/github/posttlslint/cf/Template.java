package io.github.posttlslint.cf;

import java.util.List;

/**
 * The marks that a template language left in a text.
 *
 * @param marks the marks in the order of the text; they do not overlap
 */
record Template(List<Mark> marks) {

  /** No marks at all. */
  static final Template NONE = new Template(List.of());

  /**
   * One mark.
   *
   * @param from offset of its first character
   * @param to offset after its last character
   * @param kind what becomes of it
   * @param code what stands between its brackets
   */
  record Mark(int from, int to, Kind kind, String code) {

    /** The same from another offset on. */
    Mark from(int other) {
      return new Mark(other, to, kind, code);
    }
  }

  /** What becomes of a mark when the template is filled in. */
  enum Kind {
    /** Text that is not known here. */
    EXPRESSION,
    /** Text that is known: the code is the text. */
    TEXT,
    /** Nothing: a comment, an assignment. */
    NOTHING,
    /** Nothing, and the rest of the line may be absent. */
    LINE,
    /** Whole lines that are not known here: an included file. */
    INCLUDE,
    /** Nothing, and the text up to the matching {@link #CLOSE} may be absent. */
    OPEN,
    /** Nothing, and the text up to the matching {@link #CLOSE} may be absent or repeated. */
    OPEN_REPEATED,
    /** Nothing, and the text up to the matching {@link #CLOSE} is there once. */
    OPEN_ALWAYS,
    /** Nothing, and neither is the text up to the matching {@link #CLOSE}: a definition. */
    OPEN_HIDDEN,
    /** Nothing: the next branch of an {@link #OPEN}. */
    ELSE,
    /** Nothing: the end of a block. */
    CLOSE
  }
}
