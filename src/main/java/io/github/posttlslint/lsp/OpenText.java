package io.github.posttlslint.lsp;

import io.github.posttlslint.input.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * A file that the editor has open, as the editor has it now.
 *
 * @param uri as the client names it
 * @param path the same as a path
 * @param language the client's word for what it is, such as {@code postfix-main}; may be empty
 * @param version counts the changes
 * @param text all of it
 */
record OpenText(String uri, Path path, String language, int version, SourceText text) {

  static OpenText of(String uri, Path path, String language, int version, String text) {
    return new OpenText(uri, path, language, version, SourceText.of(path.toString(), text));
  }

  /** The text after changes, which follow one another; each without a range is all of it. */
  OpenText with(int newVersion, List<TextDocumentContentChangeEvent> changes) {
    String now = text.text();
    for (TextDocumentContentChangeEvent change : changes) {
      Range range = change.getRange();
      String given = change.getText() == null ? "" : change.getText();
      if (range == null) {
        now = given;
      } else {
        int from = offset(now, range.getStart());
        int to = Math.max(from, offset(now, range.getEnd()));
        now = now.substring(0, from) + given + now.substring(to);
      }
    }
    return of(uri, path, language, newVersion, now);
  }

  /** The offset of a position; behind the end of a line it is that end, as LSP wants it. */
  private static int offset(String text, Position position) {
    int start = 0;
    for (int line = 0; line < position.getLine(); line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    end = end < 0 ? text.length() : end;
    long offset = (long) start + Math.max(0, position.getCharacter());
    return (int) Math.min(offset, end);
  }

  /** The offset of a position in the text as it is now. */
  int offset(Position position) {
    return offset(text.text(), position);
  }
}
