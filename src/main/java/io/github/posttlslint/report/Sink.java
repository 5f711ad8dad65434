package io.github.posttlslint.report;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one way out, to standard output, standard error and reports in files. Whatever is written, no
 * control character but line feed and tab, no mark that turns text around, no tag and no broken
 * surrogate gets through: a visible sign stands for each. In CI, where the log is read for
 * commands, a backslash breaks up what looks like one: {@code ::} at the start of a line, and
 * {@code ##[}, {@code ##vso[} and the like anywhere. For one thread.
 */
public final class Sink extends Writer {

  /** Variables by which CI servers and their runners make themselves known. */
  private static final List<String> CI =
      List.of("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL");

  /** Who reads what is written. */
  public enum Reader {
    /** A program or file. */
    PROGRAM,
    /** Somebody at a terminal. */
    PERSON,
    /** The log of a CI server, which obeys commands. */
    LOG;

    /**
     * The reader in this environment.
     *
     * @param terminal whether the output is a terminal
     */
    public static Reader of(Map<String, String> environment, boolean terminal) {
      for (String variable : CI) {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty() && !value.equals("false") && !value.equals("0")) {
          return LOG;
        }
      }
      return terminal ? PERSON : PROGRAM;
    }
  }

  private final Appendable target;
  private final Reader reader;

  /** Where the characters of the target end up as UTF-8; null if that is not known. */
  private final @Nullable OutputStream bytes;

  /** The first half of a surrogate pair whose second half is still to come; else 0. */
  private char half;

  /** Whether the line has nothing but white space so far. */
  private boolean blank = true;

  /** Whether its first sign is a colon, and nothing came after. */
  private boolean colon;

  /** How many number signs came last, letters after two of them aside; at most 2. */
  private int marks;

  /**
   * A sink.
   *
   * @param target gets what may be written; flushed and closed with the sink where it can be
   */
  public Sink(Appendable target, Reader reader) {
    this(target, null, reader);
  }

  /**
   * A sink that can write in other encodings, too.
   *
   * @param target gets what may be written
   * @param bytes gets what the target writes, in UTF-8, and lines in other encodings
   */
  public Sink(Appendable target, @Nullable OutputStream bytes, Reader reader) {
    this.target = target;
    this.bytes = bytes;
    this.reader = reader;
  }

  /**
   * The way past it, for a protocol whose messages are escaped as JSON is, and read by a program;
   * null where there are no bytes.
   */
  public @Nullable OutputStream bytes() {
    return bytes;
  }

  /** Writes control sequences or commands of our own: never anything that came from outside. */
  public Sink own(String text) throws IOException {
    endHalf();
    target.append(text);
    if (!text.isEmpty()) {
      blank = text.charAt(text.length() - 1) == '\n' || (blank && !text.contains("\n"));
      colon = false;
      marks = 0;
    }
    return this;
  }

  /**
   * Writes a line that a program has to find as it is, such as one of a patch: exactly where a
   * program reads it, in the encoding of the file that it is from, else like any other.
   */
  Sink exact(String line, Charset charset) throws IOException {
    if (reader == Reader.PROGRAM) {
      endHalf();
      if (bytes != null && !charset.equals(StandardCharsets.UTF_8)) {
        flush();
        bytes.write((line + "\n").getBytes(charset));
      } else {
        target.append(line).append('\n');
      }
    } else {
      append(Characters.visible(line)).append('\n');
    }
    return this;
  }

  @Override
  public Sink append(CharSequence text) throws IOException {
    put(text, 0, text.length());
    return this;
  }

  @Override
  public Sink append(CharSequence text, int start, int end) throws IOException {
    put(text, start, end);
    return this;
  }

  @Override
  public Sink append(char c) throws IOException {
    put(c);
    return this;
  }

  @Override
  public void write(int c) throws IOException {
    put((char) c);
  }

  @Override
  public void write(String text) throws IOException {
    put(text, 0, text.length());
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    put(text, offset, offset + length);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      put(text[i]);
    }
  }

  /** Writes runs of ordinary characters at once. */
  private void put(CharSequence text, int start, int end) throws IOException {
    if (reader == Reader.LOG || half != 0) {
      for (int i = start; i < end; i++) {
        put(text.charAt(i));
      }
      return;
    }
    int done = start;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n') || c > '~') {
        target.append(text, done, i);
        put(c);
        done = i + 1;
        // the rest of a pair
        while (half != 0 && done < end) {
          put(text.charAt(done));
          done++;
          i++;
        }
      }
    }
    target.append(text, done, end);
  }

  private void put(char c) throws IOException {
    if (half != 0 && Character.isLowSurrogate(c)) {
      boolean tag = Characters.isTag(half);
      target.append(tag ? Characters.REPLACEMENT : half);
      target.append(tag ? Characters.REPLACEMENT : c);
      half = 0;
      return;
    }
    endHalf();
    if (Character.isHighSurrogate(c)) {
      half = c;
      follow(c);
      return;
    }
    if (reader == Reader.LOG && endsCommand(c)) {
      target.append('\\');
    }
    follow(c);
    target.append(Characters.isHarmful(c) || Character.isSurrogate(c) ? Characters.sign(c) : c);
  }

  private void endHalf() throws IOException {
    if (half != 0) {
      half = 0;
      target.append(Characters.REPLACEMENT);
    }
  }

  /** Whether a log would take what was written for a command, were this character next. */
  private boolean endsCommand(char c) {
    return (c == ':' && colon) || (c == '[' && marks == 2);
  }

  /** Keeps in mind what the next character could make a command of. */
  private void follow(char c) {
    colon = c == ':' && blank;
    blank = c == '\n' || (blank && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    if (c == '#') {
      marks = Math.min(2, marks + 1);
    } else if (marks != 2 || !Character.isLetterOrDigit(c)) {
      marks = 0;
    }
  }

  /** Whether the bracket there ends {@code ##[} or the like. */
  static boolean isCommand(CharSequence text, int bracket) {
    int i = bracket - 1;
    while (i > 0 && Character.isLetterOrDigit(text.charAt(i))) {
      i--;
    }
    return i > 0 && text.charAt(i) == '#' && text.charAt(i - 1) == '#';
  }

  @Override
  public void flush() throws IOException {
    if (target instanceof Flushable flushable) {
      flushable.flush();
    }
  }

  @Override
  public void close() throws IOException {
    endHalf();
    if (target instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
