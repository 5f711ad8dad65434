package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.PemProblem.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a file into PEM blocks exactly where OpenSSL 1.1.1 to 3.x does ({@code PEM_read_bio} with
 * its default flags), so that a chain loader sees what Postfix sees.
 */
final class PemParser {

  private static final String BEGIN = "-----BEGIN ";
  static final String END = "-----END ";
  static final String DASHES = "-----";
  private static final byte[] NOTHING = new byte[0];

  /** Lines of one block whose places are kept, to tell where it is broken. */
  private static final int MOST_LINES = 100_000;

  /** How often a broken block is entered again, so that a hostile file costs linear time. */
  private static final int MOST_RECOVERIES = 50;

  /** How many problems are told, for the same reason. */
  private static final int MOST_PROBLEMS = 100;

  private final String file;
  private final byte[] bytes;
  private final PemLines lines;
  private final List<PemBlock> blocks = new ArrayList<>();
  private final List<PemProblem> problems = new ArrayList<>();
  private int recoveries;
  private boolean recovering;
  private boolean behindZero;

  PemParser(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
    this.lines = new PemLines(file, bytes);
  }

  List<PemBlock> blocks() {
    return blocks;
  }

  List<PemProblem> problems() {
    return problems;
  }

  void run() {
    boolean first = true;
    while (blocks.size() < Limits.PEM_OBJECTS && (lines.advance() || skipZero())) {
      if (first && lines.skipByteOrderMark()) {
        note(Kind.BYTE_ORDER_MARK, lines.line(), "a byte order mark stands before the text");
      }
      String label = beginLabel();
      if (label == null) {
        first = false;
        lookAtTextOutside();
      } else {
        readBlock(label);
        first = true;
      }
    }
    noteLineEnds();
  }

  /** The label if the current line begins a block, else null. */
  private @Nullable String beginLabel() {
    int end = lines.trimmedEnd();
    int from = lines.start() + BEGIN.length();
    boolean begins =
        lines.startsWith(BEGIN)
            && end - DASHES.length() >= from
            && lines.matchesAt(end - DASHES.length(), DASHES);
    return begins ? latin(from, end - DASHES.length()) : null;
  }

  private void lookAtTextOutside() {
    int start = lines.start();
    int end = lines.trimmedEnd();
    if (start == end) {
      return;
    }
    if (bytes[start] != '-' && bytes[start] > ' ') {
      return;
    }
    int at = start;
    while (at < end && bytes[at] <= ' ') {
      at++;
    }
    if (lines.startsWith(END)) {
      note(Kind.END_WITHOUT_BEGIN, "an END line without a BEGIN line before it");
    } else if (at > start && lines.matchesAt(at, BEGIN)) {
      note(Kind.INDENTED_BEGIN, "white space before -----BEGIN hides the block from OpenSSL");
    } else if (looksLikeBegin(at, end)) {
      note(Kind.MALFORMED_BEGIN, "a BEGIN line needs exactly five hyphens on either side");
    }
  }

  /** Hyphens, perhaps white space, and BEGIN in capitals: not what prose would contain. */
  private boolean looksLikeBegin(int start, int end) {
    int at = start;
    while (at < end && bytes[at] == '-') {
      at++;
    }
    boolean dashes = at > start + 1;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return dashes && lines.matchesAt(at, "BEGIN ");
  }

  /** Reads up to the END line; the current line is the BEGIN line. */
  private void readBlock(String label) {
    Span begin = lines.span();
    PlainBlock plain = lines.skipPlainBlock(label);
    if (plain != null) {
      add(label, begin, "", plain.der(), null);
      recovering = false;
      return;
    }
    Body body = new Body(label, begin);
    PemProblem problem = body.read();
    byte[] der = NOTHING;
    if (problem == null) {
      Base64 base64 = new Base64(body.data());
      der = base64.decode();
      problem = base64.isBad() ? body.badBase64(base64.badAt()) : null;
    }
    if (problem == null && der.length == 0) {
      problem = new PemProblem(Kind.EMPTY_BLOCK, begin, "nothing stands between BEGIN and END");
    }
    String headers = problem == null || body.sawHeader ? body.headers() : "";
    add(label, begin, headers, problem == null ? der : NOTHING, problem);
    if (problem != null) {
      tell(problem);
      PemLines.Mark inner = body.innerBegin;
      recovering = inner != null && recoveries++ < MOST_RECOVERIES;
      if (inner != null && recovering) {
        lines.rewind(inner);
      }
    } else {
      recovering = false;
    }
  }

  private void add(
      String label, Span begin, String headers, byte[] der, @Nullable PemProblem problem) {
    Span span = begin.to(lines.span());
    blocks.add(
        new PemBlock(
            masked(label),
            span.compareTo(begin) < 0 ? begin : span,
            begin,
            headers,
            der,
            problem,
            reach()));
  }

  private PemBlock.Reach reach() {
    if (recovering) {
      return PemBlock.Reach.INSIDE_BROKEN;
    }
    return behindZero ? PemBlock.Reach.BEHIND_ZERO : PemBlock.Reach.OPEN;
  }

  /** What stands between BEGIN and END, as {@code get_header_and_data} of OpenSSL collects it. */
  private final class Body {
    private final String label;
    private final Span begin;
    private ByteArrayOutputStream headers = new ByteArrayOutputStream();
    private ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<int[]> lineStarts = new ArrayList<>();
    private boolean sawHeader;
    private boolean behindBlank;
    PemLines.@Nullable Mark innerBegin;

    Body(String label, Span begin) {
      this.label = label;
      this.begin = begin;
    }

    @Nullable PemProblem read() {
      boolean shortLine = false;
      boolean partial = false;
      while (lines.advance()) {
        boolean wasPartial = partial;
        partial = lines.isPartial();
        sawHeader |= !behindBlank && lines.contains(':');
        int length = lines.trimmedEnd() - lines.start();
        if (length == 0) {
          if (wasPartial) {
            continue;
          }
          if (behindBlank) {
            return badLine("a second blank line inside the block");
          }
          behindBlank = true;
          continue;
        }
        if (lines.startsWith(END)) {
          return endLine();
        }
        if (shortLine) {
          return badLine("a line after a blank line is shorter than 64 characters");
        }
        noteInnerBegin();
        take(length);
        if (behindBlank && length > 64) {
          return badLine("a line after a blank line is longer than 64 characters");
        }
        shortLine = behindBlank && length < 64;
      }
      return new PemProblem(Kind.MISSING_END, begin, "the file ends before the block's END line");
    }

    private void take(int length) {
      ByteArrayOutputStream to = behindBlank ? data : headers;
      if (lineStarts.size() < MOST_LINES) {
        lineStarts.add(new int[] {to.size(), lines.line(), behindBlank ? 1 : 0});
      }
      to.write(bytes, lines.start(), length);
      to.write('\n');
    }

    private @Nullable PemProblem endLine() {
      int at = lines.start() + END.length();
      boolean right = lines.matchesAt(at, label);
      int rest = at + label.length();
      right = right && lines.matchesAt(rest, DASHES) && rest + 5 == lines.trimmedEnd();
      if (!right) {
        return new PemProblem(
            Kind.WRONG_END, lines.span(), "the END line does not fit the BEGIN line");
      }
      if (!behindBlank && !sawHeader) {
        // no header after all: what was collected is the data
        ByteArrayOutputStream swap = headers;
        headers = data;
        data = swap;
      }
      return null;
    }

    private void noteInnerBegin() {
      if (innerBegin == null && lines.startsWith(BEGIN)) {
        innerBegin = lines.mark();
        note(Kind.BEGIN_INSIDE_BLOCK, "a block begins before the one above it has ended");
      }
    }

    private PemProblem badLine(String detail) {
      return new PemProblem(Kind.BAD_LINE, lines.span(), detail);
    }

    PemProblem badBase64(int offset) {
      int line = begin.startLine();
      int column = 1;
      int inData = behindBlank ? 1 : 0;
      for (int[] start : lineStarts) {
        if (start[2] == inData && start[0] <= offset) {
          line = start[1];
          column = offset - start[0] + 1;
        }
      }
      Span span = new Span(file, line, column, line, column + 1);
      return new PemProblem(Kind.BAD_BASE64, span, "this is not base64");
    }

    byte[] data() {
      return data.toByteArray();
    }

    String headers() {
      return headers.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** Goes on behind a line that begins with a zero byte, if that is why reading stopped. */
  private boolean skipZero() {
    if (!lines.stoppedAtZero()) {
      return false;
    }
    if (!behindZero) {
      note(Kind.NUL_BYTE, lines.line(), "a line begins with a zero byte, where OpenSSL stops");
    }
    behindZero = true;
    return true;
  }

  private void noteLineEnds() {
    if (!lines.sawReturn()) {
      return;
    }
    if (!lines.sawFeed() && latin(0, Math.min(bytes.length, 100_000)).contains(BEGIN)) {
      note(Kind.NO_LINE_FEED, 1, "no line ends in a line feed, so OpenSSL sees a single line");
    } else if (!blocks.isEmpty()) {
      note(Kind.CARRIAGE_RETURN, 1, "lines end in carriage return and line feed");
    }
  }

  private void note(Kind kind, String detail) {
    tell(new PemProblem(kind, lines.span(), detail));
  }

  private void note(Kind kind, int line, String detail) {
    tell(new PemProblem(kind, new Span(file, line, 1, line, 1), detail));
  }

  private void tell(PemProblem problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  private String latin(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Labels come from the file and go to terminals. */
  private static String masked(String label) {
    StringBuilder text = new StringBuilder(Math.min(label.length(), 64));
    for (int i = 0; i < label.length() && i < 64; i++) {
      char c = label.charAt(i);
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.toString();
  }
}
