package io.github.posttlslint.lsp;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the cursor, in a text that may be half written: by lines alone.
 *
 * @param line the number of the cursor's line, from 1
 * @param before that line up to the cursor
 * @param start the number of the line where the logical line begins, from 1
 */
record Typed(SourceText source, int line, String before, int start) {

  private static final String ENDS = " \t,;{}";

  static Typed of(OpenText text, Position position) {
    SourceText source = text.text();
    int line = Math.min(position.getLine() + 1, source.lineCount());
    String whole = source.line(line);
    String before = whole.substring(0, Math.min(whole.length(), position.getCharacter()));
    int start = line;
    if (isContinuation(whole)) {
      while (start > 1 && !isStart(source.line(start))) {
        start--;
      }
    }
    return new Typed(source, line, before, start);
  }

  private static boolean isContinuation(String line) {
    return !line.isEmpty() && Character.isWhitespace(line.charAt(0));
  }

  private static boolean isStart(String line) {
    return !line.isEmpty() && !isContinuation(line) && line.charAt(0) != '#';
  }

  boolean isComment() {
    return before.stripLeading().startsWith("#");
  }

  /** Whether the logical line begins above. */
  boolean isContinued() {
    return start < line;
  }

  /** The first line of the logical line, up to the cursor if that is there. */
  String first() {
    return isContinued() ? source.line(start) : before;
  }

  /** The word that is being written, up to the cursor. */
  String word() {
    return wordAfter(ENDS);
  }

  /** The same where further characters end a word. */
  String wordAfter(String ends) {
    int from = before.length();
    while (from > 0 && ends.indexOf(before.charAt(from - 1)) < 0) {
      from--;
    }
    return before.substring(from);
  }

  /** The words before that in the line. */
  List<String> wordsBefore() {
    List<String> words = new ArrayList<>();
    String rest = before.substring(0, before.length() - word().length());
    for (String one : rest.strip().split("[ \t]+", -1)) {
      if (!one.isEmpty()) {
        words.add(one);
      }
    }
    return words;
  }

  /** Where the last characters before the cursor stand. */
  Range last(int characters) {
    return new Range(
        new Position(line - 1, before.length() - characters),
        new Position(line - 1, before.length()));
  }

  /** In main.cf, the name of the parameter whose value is being written; null if none is. */
  @Nullable String setting() {
    int equals = first().indexOf('=');
    return equals < 0 ? null : first().substring(0, equals).strip();
  }

  /** The word of a setting's value that is being written. */
  String valueWord() {
    String word = word();
    int equals =
        isContinued() || before.indexOf('=') < before.length() - word.length()
            ? -1
            : word.indexOf('=');
    return word.substring(equals + 1);
  }
}
