package io.github.posttlslint.run;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.run.IgnoreComment.Named;
import io.github.posttlslint.run.IgnoreComment.Reach;
import io.github.posttlslint.run.rule.FormerRules;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ignore comments of a file by looking at its lines only, so that they count in files
 * that Postfix, or this program, cannot make sense of.
 */
final class IgnoreReader {

  /** What a comment begins with: everywhere but in zones. */
  private static final char SIGN = '#';

  private static final char ZONE_SIGN = ';';

  /** What an ignore comment begins with, after the signs of a comment. */
  static final String MARK = "posttls-lint:";

  private static final String FORM =
      "expected 'ignore[rule-id]' or 'ignore-file[rule-id]', then perhaps 'until=YYYY-MM-DD' and"
          + " '-- reason'";

  private final SourceText source;
  private final char sign;
  private final boolean isMaster;

  // between these two lines is no text
  private int lookedFrom;
  private int lookedTo;

  private int[] starts = {};
  private int[] ends = {};

  private IgnoreReader(SourceText source, char sign, boolean isMaster) {
    this.source = source;
    this.sign = sign;
    this.isMaster = isMaster;
  }

  /**
   * The comments of a file.
   *
   * @param comments those that count, at most {@link Limits#SUPPRESSIONS} names of rules
   * @param left how many further ones there are
   * @param firstLeft the line of the first of these; 0 if there is none
   */
  record Result(List<IgnoreComment> comments, int left, int firstLeft) {}

  /**
   * Reads any text but that of a zone.
   *
   * @param isMaster whether lines that begin with a blank are options of a service, each to be
   *     silenced by itself
   */
  static Result read(SourceText source, boolean isMaster) {
    return read(source, SIGN, isMaster);
  }

  /** Reads a zone, of which each line is to be silenced by itself. */
  static Result readZone(SourceText source) {
    return read(source, ZONE_SIGN, false);
  }

  private static Result read(SourceText source, char sign, boolean isMaster) {
    return source.text().contains(MARK)
        ? new IgnoreReader(source, sign, isMaster).read()
        : new Result(List.of(), 0, 0);
  }

  private Result read() {
    List<IgnoreComment> comments = new ArrayList<>();
    int named = 0;
    int left = 0;
    int firstLeft = 0;
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.line(line);
      int from = text.startsWith("\uFEFF") ? 1 : 0;
      while (from < text.length() && (isBlank(text.charAt(from)) || text.charAt(from) == sign)) {
        from++;
      }
      if (!isComment(line) || !text.startsWith(MARK, from)) {
        continue;
      }
      IgnoreComment comment =
          left > 0 ? null : new Parser(line, text, from + MARK.length()).parse();
      named += comment == null ? 0 : Math.max(1, comment.rules().size());
      if (comment != null && named <= Limits.SUPPRESSIONS) {
        comments.add(comment);
      } else {
        int kept = comment == null ? 0 : comment.rules().size() - (named - Limits.SUPPRESSIONS);
        if (comment != null && kept > 0) {
          comments.add(comment.first(kept));
        }
        left++;
        firstLeft = firstLeft == 0 ? line : firstLeft;
      }
    }
    return new Result(comments, left, firstLeft);
  }

  private boolean isComment(int line) {
    String text = source.line(line);
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == sign;
  }

  /** Whether a line is neither blank nor a comment. */
  private boolean isText(int line) {
    return !source.line(line).isBlank() && !isComment(line);
  }

  private boolean isContinuation(int line) {
    return isBlank(source.line(line).charAt(0));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The first line of text below a comment; 0 if there is none. */
  private int below(int comment) {
    if (comment < lookedFrom || comment >= lookedTo) {
      lookedFrom = comment;
      lookedTo = comment + 1;
      while (lookedTo <= source.lineCount() && !isText(lookedTo)) {
        lookedTo++;
      }
    }
    return lookedTo <= source.lineCount() ? lookedTo : 0;
  }

  /** The line at which the logical line starts that a line of text belongs to. */
  private int start(int text) {
    int start = starts()[text];
    return start == 0 ? text : start;
  }

  /** The last line of text of a logical line. */
  private int end(int start) {
    starts();
    return Math.max(start, ends[start]);
  }

  /** For each line of text that at which its logical line starts, found in one go. */
  private int[] starts() {
    if (starts.length == 0) {
      starts = new int[source.lineCount() + 1];
      ends = new int[source.lineCount() + 1];
      int start = 0;
      int first = 0;
      for (int line = 1; line <= source.lineCount(); line++) {
        if (isText(line)) {
          start = isContinuation(line) ? start : line;
          first = start == 0 && first == 0 ? line : first;
          starts[line] = start;
          ends[start == 0 ? first : start] = line;
        }
      }
    }
    return starts;
  }

  /** One comment on its way. */
  private final class Parser {
    private final int line;
    private final String text;
    private final int offset;
    private int at;
    private final List<Named> rules = new ArrayList<>();
    private @Nullable LocalDate until;
    private @Nullable String reason;
    private @Nullable String problem;

    Parser(int line, String text, int from) {
      this.line = line;
      this.text = text;
      this.offset = source.startOfLine(line);
      this.at = from;
    }

    IgnoreComment parse() {
      skipBlanks();
      boolean wholeFile = take("ignore-file[");
      if (wholeFile || take("ignore[")) {
        readRules();
        readRest();
      } else {
        problem = "found '" + rest() + "'; " + FORM;
      }
      int below = below(line);
      if (below == 0 && !wholeFile && problem == null) {
        problem = "nothing stands below it; expected the setting or service that it is for";
      }
      return comment(wholeFile, below);
    }

    private IgnoreComment comment(boolean wholeFile, int below) {
      int first = 1;
      int last = source.lineCount();
      Reach reach = Reach.FILE;
      if (!wholeFile) {
        boolean isOption = isMaster && below > 0 && isContinuation(below);
        boolean single = below > 0 && (isOption || sign == ZONE_SIGN);
        reach = single ? Reach.LINE : Reach.LOGICAL_LINE;
        first = below == 0 ? line : single ? below : start(below);
        last = below == 0 || single ? first : end(first);
      }
      int begin = text.indexOf(sign);
      return new IgnoreComment(
          source.span(offset + begin, offset + text.stripTrailing().length()),
          reach,
          rules,
          until,
          reason,
          first,
          last,
          problem);
    }

    private void readRules() {
      int close = text.indexOf(']', at);
      if (close < 0) {
        problem = "the bracket is not closed; " + FORM;
        return;
      }
      while (at < close) {
        int comma = text.indexOf(',', at);
        int end = comma < 0 || comma > close ? close : comma;
        String word = text.substring(at, end).strip();
        if (!word.isEmpty()) {
          int start = offset + text.indexOf(word, at);
          String id = word.toLowerCase(Locale.ROOT);
          rules.add(new Named(id, FormerRules.now(id), source.span(start, start + word.length())));
        }
        at = end + 1;
      }
      at = close + 1;
      if (rules.isEmpty()) {
        problem = "it names no rule; " + FORM;
      }
    }

    private void readRest() {
      skipBlanks();
      while (problem == null && at < text.length()) {
        if (take("--")) {
          reason = rest().isEmpty() ? null : rest();
          return;
        }
        if (!take("until=")) {
          problem = "found '" + rest() + "'; expected 'until=YYYY-MM-DD' or '-- reason'";
          return;
        }
        readDate(word());
        skipBlanks();
      }
    }

    private void readDate(String word) {
      try {
        until = LocalDate.parse(word);
      } catch (DateTimeException e) {
        problem = "until=" + word + ": expected a day such as 2027-01-31";
      }
    }

    private String word() {
      int from = at;
      while (at < text.length() && !isBlank(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private String rest() {
      return text.substring(Math.min(at, text.length())).strip();
    }

    private boolean take(String expected) {
      boolean there = text.startsWith(expected, at);
      at += there ? expected.length() : 0;
      return there;
    }

    private void skipBlanks() {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
    }
  }
}
