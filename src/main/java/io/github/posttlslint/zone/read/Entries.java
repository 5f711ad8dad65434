package io.github.posttlslint.zone.read;

import io.github.posttlslint.input.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a master file, one after another: a line, or several that parentheses hold
 * together (RFC 1035, section 5.1). Lines of blanks and comments alone are left out.
 */
final class Entries {

  /** Windows editors write it; name servers take it for a part of the first name. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String text;
  private int at;
  private int depth;

  // where the comment of an entry's first line begins
  private int comment;

  Entries(String text) {
    this.text = text;
    this.at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  }

  /**
   * One entry.
   *
   * @param from the offset of its first character
   * @param to that after its first line, without comment and blanks at the end
   * @param text all of it, comments included; empty where it is too long
   * @param isOpen whether a parenthesis in it is never closed
   */
  record Entry(int from, int to, String text, boolean isOpen) {}

  /** The next one; null at the end. */
  @Nullable Entry next() {
    while (at < text.length()) {
      int from = at;
      int line = text.indexOf('\n', from);
      int to = line < 0 ? text.length() : line;
      comment = to;
      boolean isBlank = skip();
      if (!isBlank) {
        boolean isTooLong = at - from > Limits.ZONE_ENTRY;
        String all = isTooLong ? "" : text.substring(from, at);
        return new Entry(from, trimmed(from, Math.min(to, comment)), all, depth > 0);
      }
    }
    return null;
  }

  /** Goes behind the end of an entry; whether there is nothing in it. */
  private boolean skip() {
    boolean isBlank = true;
    boolean isQuoted = false;
    depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        isQuoted = false;
        if (depth == 0) {
          return isBlank;
        }
      } else if (c == '\\') {
        at = Math.min(text.length(), at + 1);
        isBlank = false;
      } else if (c == '"') {
        isQuoted = !isQuoted;
        isBlank = false;
      } else if (c == ';' && !isQuoted) {
        comment = Math.min(comment, at - 1);
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (!isQuoted && (c == '(' || c == ')')) {
        depth = Math.max(0, depth + (c == '(' ? 1 : -1));
        isBlank = false;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        isBlank = false;
      }
    }
    return isBlank;
  }

  private int trimmed(int from, int to) {
    int end = to;
    while (end > from + 1 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }
}
