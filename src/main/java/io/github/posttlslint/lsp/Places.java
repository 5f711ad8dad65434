package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Span;
import java.nio.file.Path;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Places of reports as the protocol counts them: lines and columns from 0. */
final class Places {

  private Places() {}

  static Range range(Span span) {
    return new Range(
        new Position(span.startLine() - 1, span.startColumn() - 1),
        new Position(span.endLine() - 1, span.endColumn() - 1));
  }

  /** The line of a number from 1, which may be 0 for no line. */
  static Range line(int line) {
    int index = Math.max(0, line - 1);
    return new Range(new Position(index, 0), new Position(index, Integer.MAX_VALUE));
  }

  /** Whether two ranges have a place in common, be it their ends. */
  static boolean touch(Range one, Range other) {
    return !isBefore(one.getEnd(), other.getStart()) && !isBefore(other.getEnd(), one.getStart());
  }

  private static boolean isBefore(Position one, Position other) {
    return one.getLine() < other.getLine()
        || (one.getLine() == other.getLine() && one.getCharacter() < other.getCharacter());
  }

  /** Whether a position is in a span or at one of its ends. */
  static boolean has(Span span, Position position) {
    return touch(range(span), new Range(position, position));
  }

  /** A URI as the client names an open file, or as a path makes it. */
  static String uri(Path path, OpenTexts texts) {
    OpenText open = texts.find(path);
    return open != null ? open.uri() : path.toUri().toString();
  }

  static Location location(Path path, Range range, OpenTexts texts) {
    return new Location(uri(path, texts), range);
  }
}
