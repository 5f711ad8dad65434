package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.SourceText;
import java.nio.charset.StandardCharsets;

/**
 * One logical line of a table's source.
 *
 * @param line all of it
 * @param key up to the first white space outside double quotes, quotes included
 * @param value the rest, without white space at its ends; empty if there is none, and then postmap
 *     skips the line
 * @param unbalanced whether a double quote of the key is not closed: postmap skips the line
 * @param conditional whether a template may leave the line out
 */
public record TableEntry(
    LogicalText line, LogicalText key, LogicalText value, boolean unbalanced, boolean conditional) {

  /** Whether postmap takes the line, so that lookups can find the key. */
  public boolean isStored() {
    return !unbalanced && !value.isEmpty();
  }

  /**
   * Whether its bytes are UTF-8: postmap leaves other lines out, unless smtputf8_enable is off
   * (postmap.c, dict_thash.c).
   */
  public boolean isUtf8() {
    if (line.source().charset().equals(StandardCharsets.UTF_8)) {
      return true;
    }
    byte[] bytes = line.original().getBytes(line.source().charset());
    return SourceText.of("", bytes).charset().equals(StandardCharsets.UTF_8);
  }

  /** Takes a logical line apart as postmap does (postmap.c, postmap()). */
  static TableEntry split(LogicalText line, boolean conditional) {
    String text = line.text();
    boolean quoted = false;
    int end = 0;
    for (; end < text.length(); end++) {
      char c = text.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && Chars.isSpace(c)) {
        break;
      }
    }
    end = Math.min(end, text.length());
    return new TableEntry(line, line.slice(0, end), line.slice(end).trim(), quoted, conditional);
  }
}
