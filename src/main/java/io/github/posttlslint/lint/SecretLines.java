package io.github.posttlslint.lint;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.BitSet;

/**
 * The lines of a configuration file that may hold a password: settings with a table written into
 * them ({@code static:user:password}, {@code inline:{...}}), commented-out ones too. What is no
 * parameter of Postfix counts as well, for other settings may refer to it, or its name may be
 * misspelt. Rather a line too many is hidden than one too few.
 */
final class SecretLines {

  private final SourceText text;
  private final Parameters parameters;
  private final boolean isMain;
  private final BitSet hidden = new BitSet();

  private SecretLines(SourceText text, Parameters parameters, boolean isMain) {
    this.text = text;
    this.parameters = parameters;
    this.isMain = isMain;
  }

  /**
   * Finds them.
   *
   * @param isMain whether the file is a main.cf; else it is a master.cf
   * @return the numbers of the lines, from 1
   */
  static BitSet of(SourceText text, Parameters parameters, boolean isMain) {
    SecretLines lines = new SecretLines(text, parameters, isMain);
    int line = 1;
    while (line <= text.lineCount()) {
      int end = lines.end(line);
      lines.hide(line, end);
      line = end;
    }
    return lines.hidden;
  }

  /**
   * The line after the last one of what starts at a line: a run of comments, or a setting, in which
   * comments and blank lines may stand (postconf(5)).
   */
  private int end(int start) {
    int end = start + 1;
    if (text.line(start).isBlank()) {
      return end;
    }
    boolean inComments = isComment(text.line(start));
    for (int line = end; line <= text.lineCount(); line++) {
      String current = text.line(line);
      boolean between = current.isBlank() || isComment(current);
      if (inComments ? !isComment(current) : !between && !isBlank(current.charAt(0))) {
        break;
      }
      if (inComments || !between) {
        end = line + 1;
      }
    }
    return end;
  }

  private void hide(int start, int end) {
    int first = start;
    if (isComment(text.line(start))) {
      while (first < end && isSafe(name(text.line(first)))) {
        first++;
      }
    } else if (isMain && isSafe(name(text.line(start)))) {
      return;
    }
    for (int line = first; line < end; line++) {
      String current = text.line(line);
      if (current.contains("static:") || current.contains("inline:")) {
        hidden.set(first, end);
        return;
      }
    }
  }

  /** Whether tables of that parameter hold no passwords. */
  private boolean isSafe(String name) {
    return parameters.find(name) != null && !name.endsWith("_sasl_password_maps");
  }

  /** What a line sets, or would set if it were no comment. */
  private static String name(String line) {
    int start = 0;
    while (start < line.length() && (isBlank(line.charAt(start)) || line.charAt(start) == '#')) {
      start++;
    }
    int end = line.indexOf('=', start);
    return end < 0 ? "" : line.substring(start, end).strip();
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
