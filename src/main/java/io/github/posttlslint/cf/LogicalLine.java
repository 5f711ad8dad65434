package io.github.posttlslint.cf;

import java.util.BitSet;
import java.util.List;

/**
 * A logical line: a line and the lines that continue it.
 *
 * @param text all of it, up to the first null byte; continuations that a template may leave out are
 *     {@linkplain LogicalText#OPAQUE opaque}
 * @param everything the same, but with the text of those continuations
 * @param maybe the positions of {@code everything} that a template may leave out
 * @param parts the lines of the file it is made of, the first one first; never empty
 * @param comments the comments between those lines, which do not end a logical line
 * @param conditional whether it stands below an {@code if} or in a loop of a template
 */
public record LogicalLine(
    LogicalText text,
    LogicalText everything,
    BitSet maybe,
    List<LogicalText> parts,
    List<Comment> comments,
    boolean conditional) {}
