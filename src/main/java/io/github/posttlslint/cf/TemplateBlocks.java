package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one expression of each block of a template that begins in the middle of a line: the text of
 * that line is then neither there nor absent but unknown.
 */
final class TemplateBlocks {

  private final String text;
  private final List<Mark> marks;
  private final int[] closings;
  private int lineEnd = -1;

  private TemplateBlocks(String text, List<Mark> marks) {
    this.text = text;
    this.marks = marks;
    this.closings = closings(marks);
  }

  static List<Mark> join(String text, List<Mark> marks) {
    return new TemplateBlocks(text, marks).join();
  }

  private List<Mark> join() {
    List<Mark> joined = new ArrayList<>();
    int position = 0;
    boolean textBefore = false;
    boolean comment = false;
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      for (int k = position; k < mark.from(); k++) {
        char c = text.charAt(k);
        comment = c != '\n' && (comment || (!textBefore && c == '#'));
        textBefore = c != '\n' && (textBefore || !Chars.isSpace(c));
      }
      position = mark.to();
      Kind whole = comment || closings[i] < 0 ? null : whole(mark, i, textBefore);
      if (whole != null) {
        i = closings[i];
        position = marks.get(i).to();
        mark = new Mark(mark.from(), position, whole, "");
      }
      textBefore |= mark.kind() == Kind.EXPRESSION || mark.kind() == Kind.INCLUDE;
      joined.add(mark);
    }
    return joined;
  }

  /** What becomes of all of a block; null if its lines are looked at one by one. */
  private @Nullable Kind whole(Mark mark, int index, boolean textBefore) {
    return switch (mark.kind()) {
      case OPEN_HIDDEN -> Kind.NOTHING;
      case OPEN, OPEN_REPEATED ->
          textBefore || isMixed(index, closings[index]) ? Kind.EXPRESSION : null;
      default -> null;
    };
  }

  /** For each mark that opens a block the index of the one that closes it, or -1. */
  static int[] closings(List<Mark> marks) {
    int[] closings = new int[marks.size()];
    Arrays.fill(closings, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < closings.length; i++) {
      Kind kind = marks.get(i).kind();
      switch (kind) {
        case OPEN, OPEN_REPEATED, OPEN_ALWAYS, OPEN_HIDDEN -> open.addLast(i);
        case CLOSE -> {
          if (!open.isEmpty()) {
            closings[open.removeLast()] = i;
          }
        }
        default -> {}
      }
    }
    return closings;
  }

  /** Whether a block ends in the line it begins in, and is not all of that line or has branches. */
  private boolean isMixed(int open, int close) {
    int end = lineEnd(marks.get(open).to());
    if (marks.get(close).to() > end) {
      return false;
    }
    for (int i = open + 1; i < close; i++) {
      if (marks.get(i).kind() == Kind.ELSE) {
        return true;
      }
    }
    for (int i = marks.get(close).to(); i < end; i++) {
      if (!Chars.isSpace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private int lineEnd(int from) {
    if (lineEnd < from) {
      int newline = text.indexOf('\n', from);
      lineEnd = newline < 0 ? text.length() : newline;
    }
    return lineEnd;
  }
}
