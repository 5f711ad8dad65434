package io.github.posttlslint.run;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.written.SettingAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces or removes words of a list, with what separates them from their neighbours, or a whole
 * setting or row of a table, with its lines. Comments between the lines stay where they are.
 */
final class WordEdits {

  private static final String SEPARATORS = " \t\r\n,:";

  private final SourceText source;
  private final String text;

  /** The setting that the words are in; null in a table. */
  private final @Nullable SettingAt setting;

  /** Where the list begins and ends. */
  private final int start;

  private final int end;

  WordEdits(SourceText source, @Nullable SettingAt setting) {
    this.source = source;
    this.text = source.text();
    this.setting = setting;
    Span value = setting == null ? null : setting.line().valueSpan();
    this.start = value == null ? 0 : source.offset(value.startLine(), value.startColumn());
    this.end = value == null ? text.length() : source.offset(value.endLine(), value.endColumn());
  }

  /** A stretch of the text, in offsets. */
  private record Stretch(int from, int to) {}

  /**
   * Words of a stretch, each replaced.
   *
   * @return empty if there are none
   */
  List<Finding.Edit> replaced(Span place, List<String> words, String with) {
    List<Finding.Edit> edits = new ArrayList<>();
    for (Stretch word : find(place, words)) {
      edits.add(new Finding.Edit(source.span(word.from, word.to), with));
    }
    return edits;
  }

  /**
   * Words of a stretch, removed.
   *
   * @return empty if there are none, or they cannot go without something else
   */
  List<Finding.Edit> removed(Span place, List<String> words) {
    return removed(find(place, words));
  }

  /**
   * A stretch, removed: a word, or a whole setting or row.
   *
   * @return empty if it cannot go without something else
   */
  List<Finding.Edit> removed(Span place) {
    int from = source.offset(place.startLine(), place.startColumn());
    int to = source.offset(place.endLine(), place.endColumn());
    if (setting != null && from <= offset(setting.line().nameSpan())) {
      return setting.isRepeated() ? List.of() : cut(setting.removal());
    }
    if (setting == null && isRow(place, from, to)) {
      return cut(row(place));
    }
    return from < to ? removed(List.of(new Stretch(from, to))) : List.of();
  }

  private int offset(Span span) {
    return source.offset(span.startLine(), span.startColumn());
  }

  private static List<Finding.Edit> cut(@Nullable Span place) {
    return place == null ? List.of() : List.of(new Finding.Edit(place, ""));
  }

  private List<Finding.Edit> removed(List<Stretch> words) {
    List<Finding.Edit> edits = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      int from = words.get(i).from;
      int to = words.get(i).to;
      while (i + 1 < words.size() && skip(to, words.get(i + 1).from) == words.get(i + 1).from) {
        to = words.get(++i).to;
      }
      if (back(from) == start && skip(to, end) == end) {
        boolean alone = setting != null && !setting.hidesAnother();
        return alone && setting != null ? cut(setting.removal()) : List.of();
      }
      Stretch goes = withSeparator(from, to);
      if (goes == null) {
        return List.of();
      }
      edits.add(new Finding.Edit(source.span(goes.from, goes.to), ""));
    }
    return edits;
  }

  /** Words with the separator before them or, at the beginning, behind them; null if both stay. */
  private @Nullable Stretch withSeparator(int from, int to) {
    int before = back(from);
    boolean first = before == start || isAssigned(before);
    if (!first && !isComment(before - 1)) {
      return new Stretch(before, to);
    }
    int next = skip(to, end);
    boolean ends = next == end || text.charAt(next) == '#';
    boolean leaves = isAssigned(before) && hasBlank(to, next);
    return ends || leaves ? null : new Stretch(from, next);
  }

  /** Whether a name with an equals sign stands before the offset, as in an attribute. */
  private boolean isAssigned(int offset) {
    return offset > start + 1
        && text.charAt(offset - 1) == '='
        && Chars.isName(text.charAt(offset - 2));
  }

  private boolean hasBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Chars.isSpace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private int back(int from) {
    int at = from;
    while (at > start && SEPARATORS.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private int skip(int from, int to) {
    int at = from;
    while (at < to && SEPARATORS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private boolean isComment(int offset) {
    return source.line(source.lineOf(offset)).stripLeading().startsWith("#");
  }

  // --- words -----------------------------------------------------------------------------------

  private List<Stretch> find(Span place, List<String> words) {
    int from = source.offset(place.startLine(), place.startColumn());
    int to = source.offset(place.endLine(), place.endColumn());
    boolean colons = words.stream().noneMatch(word -> word.indexOf(':') >= 0);
    List<Stretch> found = new ArrayList<>();
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      boolean isStart = at == from || text.charAt(at - 1) == '\n';
      if (isStart && at > from && isComment(at)) {
        at = endOfLine(at);
      } else if (isSeparator(c, colons) || isAssigned(at + 1)) {
        at++;
      } else {
        int next = endOfWord(at, to, colons);
        String word = text.substring(at, next);
        if (word.indexOf('{') >= 0 && word.indexOf("${") < 0) {
          return List.of(); // a group, whose words are none of the list
        }
        if (words.stream().anyMatch(word::equalsIgnoreCase)) {
          found.add(new Stretch(at, next));
        }
        at = next;
      }
    }
    return found;
  }

  private static boolean isSeparator(char c, boolean colons) {
    return SEPARATORS.indexOf(c) >= 0 && (colons || c != ':');
  }

  private int endOfWord(int from, int to, boolean colons) {
    int at = from;
    while (at < to && !isSeparator(text.charAt(at), colons)) {
      at++;
      if (at < to && isAssigned(at)) {
        break;
      }
    }
    return at;
  }

  private int endOfLine(int from) {
    int next = text.indexOf('\n', from);
    return next < 0 ? text.length() : next + 1;
  }

  // --- rows of tables --------------------------------------------------------------------------

  /** Whether a stretch begins in the first column, and is all of its lines. */
  private boolean isRow(Span place, int from, int to) {
    return place.startColumn() == 1
        && text.charAt(Math.min(from, text.length() - 1)) != '#'
        && to <= text.length()
        && text.substring(to, Math.max(to, endOfLine(to))).isBlank();
  }

  private @Nullable Span row(Span place) {
    for (int line = place.startLine(); line <= place.endLine(); line++) {
      if (source.line(line).stripLeading().startsWith("#")) {
        return null;
      }
    }
    return source.span(
        source.startOfLine(place.startLine()), endOfLine(source.startOfLine(place.endLine())));
  }
}
