package io.github.posttlslint.cf;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines together to logical lines, as Postfix's {@code readllines()} does: empty lines and
 * comments vanish wherever they are, and a line that begins with white space continues the line
 * before it. Statements of a template language vanish, too.
 */
final class LineReader {

  private final SourceText source;
  private final String text;
  private final List<Mark> marks;
  private int nextMark;
  private int position;
  private int lineEnd = -1;

  /** For each open block its number, or for one that is always there that of the block around. */
  private final Deque<Integer> blocks = new ArrayDeque<>();

  private int blockCount;
  private boolean included;

  private final List<LogicalLine> lines = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final List<SyntaxProblem> problems = new ArrayList<>();
  private final List<Comment> commentsSinceLine = new ArrayList<>();
  private @Nullable Unfinished current;

  private LineReader(SourceText source, Template template) {
    this.source = source;
    this.text = source.text();
    this.marks = template.marks();
  }

  /**
   * What was read.
   *
   * @param lines the logical lines in order, without those that Postfix drops
   * @param comments all comments in order
   * @param problems null bytes and lines without a beginning
   * @param included whether the template takes whole lines from elsewhere
   */
  record Result(
      List<LogicalLine> lines,
      List<Comment> comments,
      List<SyntaxProblem> problems,
      boolean included) {}

  static Result read(SourceText source, Template template) {
    return new LineReader(source, template).read();
  }

  private Result read() {
    while (position < text.length()) {
      accept(nextLine());
    }
    finish();
    return new Result(List.copyOf(lines), List.copyOf(comments), List.copyOf(problems), included);
  }

  private void accept(Line line) {
    if (line.firstText < 0) {
      return;
    }
    LogicalText lineText = line.build(source);
    checkNullByte(lineText);
    if (text.charAt(line.firstText) == '#' && !line.beginsOpaque) {
      Comment comment = comment(line);
      comments.add(comment);
      commentsSinceLine.add(comment);
      return;
    }
    Unfinished unfinished = current;
    if (unfinished == null || !Chars.isSpace(lineText.text().charAt(0))) {
      finish();
      unfinished = new Unfinished(source, line);
      current = unfinished;
    } else {
      unfinished.comments.addAll(commentsSinceLine);
    }
    commentsSinceLine.clear();
    unfinished.add(line, lineText);
  }

  private Comment comment(Line line) {
    int end = line.end;
    while (end > line.firstText && Chars.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return new Comment(text.substring(line.firstText, end), source.span(line.firstText, end));
  }

  private void checkNullByte(LogicalText lineText) {
    int at = lineText.text().indexOf('\0');
    if (at >= 0) {
      problems.add(new SyntaxProblem(Kind.NULL_BYTE, lineText.span(at, at + 1), ""));
    }
  }

  private void finish() {
    Unfinished unfinished = current;
    current = null;
    if (unfinished == null) {
      return;
    }
    LogicalText whole = unfinished.certain.build();
    if (Chars.isSpace(whole.text().charAt(0))) {
      LogicalText first = unfinished.parts.get(0).trim();
      problems.add(new SyntaxProblem(Kind.INDENTED_FIRST_LINE, first.span(), first.original()));
      return;
    }
    lines.add(
        new LogicalLine(
            beforeNullByte(whole),
            unfinished.maybe.isEmpty()
                ? beforeNullByte(whole)
                : beforeNullByte(unfinished.everything.build()),
            unfinished.maybe,
            List.copyOf(unfinished.parts),
            List.copyOf(unfinished.comments),
            unfinished.block != 0));
  }

  private static LogicalText beforeNullByte(LogicalText text) {
    int end = text.text().indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }

  /** Reads up to the next line end that is not inside a mark. */
  private Line nextLine() {
    Line line = new Line(position);
    while (true) {
      int lineEnd = lineEnd();
      if (nextMark >= marks.size() || marks.get(nextMark).from() > lineEnd) {
        addText(line, position, lineEnd);
        line.end = lineEnd;
        position = Math.min(text.length(), lineEnd + 1);
        return line;
      }
      Mark mark = marks.get(nextMark++);
      addText(line, position, mark.from());
      addMark(line, mark);
      position = mark.to();
    }
  }

  /** The first line end at or after the position; the length of the text if there is none. */
  private int lineEnd() {
    if (lineEnd < position) {
      int newline = text.indexOf('\n', position);
      lineEnd = newline < 0 ? text.length() : newline;
    }
    return lineEnd;
  }

  private void addText(Line line, int from, int to) {
    line.add(from, to, false);
    for (int i = from; i < to && line.firstText < 0; i++) {
      if (!Chars.isSpace(text.charAt(i))) {
        beginText(line, i);
      }
    }
  }

  private void beginText(Line line, int at) {
    line.firstText = at;
    line.block = line.conditional ? ++blockCount : block();
  }

  /** The number of the innermost block that may be left out; 0 outside all of them. */
  private int block() {
    return blocks.isEmpty() ? 0 : blocks.getLast();
  }

  private void addMark(Line line, Mark mark) {
    switch (mark.kind()) {
      case NOTHING -> {}
      case EXPRESSION, INCLUDE -> {
        included |= mark.kind() == Template.Kind.INCLUDE;
        if (line.firstText < 0) {
          line.beginsOpaque = true;
          beginText(line, mark.from());
        }
        addUnknown(line, mark);
      }
      case TEXT -> addWritten(line, mark);
      case LINE -> line.conditional = true;
      case OPEN, OPEN_REPEATED, OPEN_HIDDEN -> blocks.addLast(++blockCount);
      case OPEN_ALWAYS -> blocks.addLast(block());
      case ELSE -> {
        if (!blocks.isEmpty()) {
          blocks.removeLast();
        }
        blocks.addLast(++blockCount);
      }
      case CLOSE -> {
        if (!blocks.isEmpty()) {
          blocks.removeLast();
        }
      }
    }
  }

  /** Text that is not known, and the blank in it before an option that a block may add. */
  private void addUnknown(Line line, Mark mark) {
    int blank = mark.code().isEmpty() ? text.indexOf(" -o", mark.from()) : -1;
    if (blank < 0 || blank >= mark.to()) {
      line.add(mark.from(), mark.to(), true);
      return;
    }
    line.add(mark.from(), blank, true);
    line.add(blank, blank + 1, false);
    line.add(blank + 1, mark.to(), true);
  }

  /** A text that begins a line may make a comment or a continuation of it: it is not known then. */
  private void addWritten(Line line, Mark mark) {
    String written = mark.code();
    if (written.isEmpty()) {
      return;
    }
    int first = 0;
    while (first < written.length() && Chars.isSpace(written.charAt(first))) {
      first++;
    }
    boolean isFirst = line.firstText < 0;
    boolean beginsLine = isFirst && first > 0 && line.pieces.isEmpty();
    boolean isComment = isFirst && written.startsWith("#", first);
    if (isFirst && (beginsLine || first < written.length())) {
      line.beginsOpaque = true;
      beginText(line, mark.from());
    }
    boolean isOpaque = beginsLine || isComment;
    line.pieces.add(
        isOpaque ? new Mark(mark.from(), mark.to(), Template.Kind.EXPRESSION, "") : mark);
  }

  /** One line of the file, or more where a mark extends over a line end. */
  private static final class Line {
    private final int start;
    private final List<Mark> pieces = new ArrayList<>(1);
    private int end;
    private int firstText = -1;
    private boolean beginsOpaque;
    private boolean conditional;
    private int block;

    Line(int start) {
      this.start = start;
    }

    void add(int from, int to, boolean opaque) {
      if (from < to) {
        pieces.add(
            new Mark(from, to, opaque ? Template.Kind.EXPRESSION : Template.Kind.NOTHING, ""));
      }
    }

    void appendTo(LogicalText.Builder builder) {
      for (Mark piece : pieces) {
        if (piece.kind() == Template.Kind.EXPRESSION) {
          builder.appendOpaque(piece.from(), piece.to());
        } else if (piece.kind() == Template.Kind.TEXT) {
          builder.appendWritten(piece.from(), piece.to(), piece.code());
        } else {
          builder.append(piece.from(), piece.to());
        }
      }
    }

    LogicalText build(SourceText source) {
      LogicalText.Builder builder = new LogicalText.Builder(source, start);
      appendTo(builder);
      return builder.build();
    }
  }

  /** A logical line that may go on. */
  private static final class Unfinished {
    private final LogicalText.Builder certain;
    private final LogicalText.Builder everything;
    private final BitSet maybe = new BitSet();
    private final int block;
    private final List<LogicalText> parts = new ArrayList<>(2);
    private final List<Comment> comments = new ArrayList<>(0);

    Unfinished(SourceText source, Line first) {
      this.certain = new LogicalText.Builder(source, first.start);
      this.everything = new LogicalText.Builder(source, first.start);
      this.block = first.block;
    }

    /** A line of another branch of the template is there or not: its text is unknown. */
    void add(Line line, LogicalText lineText) {
      parts.add(lineText);
      int before = everything.length();
      line.appendTo(everything);
      if (line.block == block) {
        line.appendTo(certain);
      } else {
        maybe.set(before, everything.length());
        int blank = line.pieces.get(0).from();
        certain.append(blank, blank + 1);
        certain.appendOpaque(line.firstText, line.end);
      }
    }
  }
}
