package io.github.posttlslint.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A list that names are looked up in, such as mydestination (match_list.c): the first pattern that
 * matches decides. A {@code !} before a pattern turns its answer around; the lines of a file count
 * as if they stood in its place.
 */
public final class MatchList {

  /** What a pattern is. */
  public enum Kind {
    /** A name, an address or a network. */
    WORD,
    /** {@code /file/name}, whose content is not looked at. */
    FILE,
    /** {@code type:table}. */
    TABLE,
    /** Cannot be told. */
    HIDDEN
  }

  /**
   * A pattern.
   *
   * @param excludes whether what it matches is not in the list
   * @param text in lower case, without exclamation marks
   */
  public record Pattern(Kind kind, boolean excludes, String text, Doubt doubt) {

    private boolean hasAll() {
      return kind == Kind.TABLE && text.startsWith("static:");
    }
  }

  private final List<Pattern> patterns = new ArrayList<>();

  /** The patterns of a value. */
  public MatchList(Value value) {
    Doubt elsewhere = new Doubt("a table or a file tells what is in the list", value.name());
    for (Known<String> word : value.words()) {
      word.fold(
          text -> patterns.add(pattern(text, elsewhere)),
          () -> false,
          doubt -> patterns.add(new Pattern(Kind.HIDDEN, false, "", doubt)));
    }
  }

  private static Pattern pattern(String word, Doubt elsewhere) {
    int marks = 0;
    while (marks < word.length() && word.charAt(marks) == '!') {
      marks++;
    }
    String text = word.substring(marks).toLowerCase(Locale.ROOT);
    boolean table = text.indexOf(':') >= 0 && !text.startsWith("[");
    Kind kind = text.startsWith("/") ? Kind.FILE : table ? Kind.TABLE : Kind.WORD;
    return new Pattern(kind, marks % 2 == 1, text, elsewhere);
  }

  /** The patterns, in order. */
  public List<Pattern> patterns() {
    return patterns;
  }

  /** Whether a name, compared as it is, is in the list; {@code static:} tables have all names. */
  public Truth has(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Pattern pattern : patterns) {
      boolean isWord = pattern.kind == Kind.WORD;
      if (isWord ? pattern.text.equals(wanted) : pattern.hasAll()) {
        return Truth.of(!pattern.excludes);
      }
      if (!isWord) {
        return Truth.unknown(pattern.doubt);
      }
    }
    return Truth.NO;
  }
}
