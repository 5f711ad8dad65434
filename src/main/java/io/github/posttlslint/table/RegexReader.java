package io.github.posttlslint.table;

import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression as the library of a table does, and writes one for java.util.regex
 * that matches the same keys. What is not sure to mean the same to both is not translated.
 *
 * <p>The other expression reads a character wherever it can fail, {@link #END} behind the key
 * included, so that counting the characters that it reads bounds the time that it takes.
 */
abstract class RegexReader {

  /** Stands behind the key. */
  static final char END = '\uFFFF';

  private static final String AT_START = "(?<![\\x00-\\uFFFF])";
  private static final String AT_END = "(?=" + END + ")";

  /** Deeper groups, and more repetitions, are left to the library. */
  private static final int MAX_DEPTH = 40;

  private static final int MAX_LENGTH = 4000;
  private static final int MAX_REPEATS = 10_000;

  final String pattern;
  final boolean ignoresCase;
  int at;
  int groups;
  boolean exactGroups = true;
  private int depth;
  private long repeats = 1;
  private @Nullable String doubt;
  private @Nullable String foreign;

  RegexReader(String pattern, boolean ignoresCase) {
    this.pattern = pattern;
    this.ignoresCase = ignoresCase;
  }

  /** Why reading ended. */
  static final class Stop extends Exception {
    final boolean refused;

    Stop(String message, boolean refused) {
      super(message, null, false, false);
      this.refused = refused;
    }
  }

  /** The library does not accept the expression. */
  static Stop refused(String why) {
    return new Stop(why, true);
  }

  /** It is not known whether the library accepts the expression. */
  static Stop unclear(String why) {
    return new Stop(why, false);
  }

  /** The library accepts it, but which keys it matches is not known. */
  final void doubt(String why) {
    doubt = why;
  }

  /** Notes an escape sequence that means something else to Perl. */
  final void foreign(String sequence) {
    foreign = sequence;
  }

  final Regex read() {
    try {
      if (pattern.length() > MAX_LENGTH) {
        throw unclear("it is very long");
      }
      String java = alternatives();
      if (at < pattern.length()) {
        throw refused("a ')' closes nothing");
      }
      finish();
      boolean known = doubt == null && repeats <= MAX_REPEATS;
      return new Regex(null, null, known ? java : null, groups, exactGroups, foreign);
    } catch (Stop stop) {
      String why = String.valueOf(stop.getMessage());
      return new Regex(stop.refused ? why : null, stop.refused ? null : why, null, 0, false, null);
    }
  }

  /** Looks at the whole once it is read. */
  abstract void finish() throws Stop;

  /** Reads an atom that begins with a character that has no common meaning, and what repeats it. */
  abstract String special(char c) throws Stop;

  /** Reads what repeats an atom. */
  abstract String repeated(String atom, boolean isGroup) throws Stop;

  /** Reads up to the end, or to the parenthesis that closes the group. */
  private String alternatives() throws Stop {
    StringBuilder java = new StringBuilder();
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '|') {
        at++;
        alternative();
        java.append('|');
      } else if (c == ')' && closes(depth)) {
        break;
      } else if (c == '.') {
        at++;
        java.append(repeated("[ -~]", false));
      } else {
        at++;
        java.append(special(c));
      }
    }
    return java.toString();
  }

  /** Whether a parenthesis ends what is read at that depth. */
  abstract boolean closes(int depth);

  /** Another alternative begins. */
  void alternative() {}

  /** Reads the inside of a group, and the parenthesis behind it. */
  final String inside() throws Stop {
    if (++depth > MAX_DEPTH) {
      throw unclear("its groups are nested very deep");
    }
    String inside = alternatives();
    depth--;
    if (at >= pattern.length()) {
      throw refused("a '(' is not closed");
    }
    at++;
    return inside;
  }

  /** An atom for a character that stands for itself. */
  final String literal(char c) {
    if (c >= 0x80) {
      doubt("it has characters beyond ASCII");
    }
    CharSet set = new CharSet();
    if (c >= CharSet.FIRST && c <= CharSet.LAST) {
      set.add(c);
    }
    return (ignoresCase() ? set.withBothCases() : set).toJava();
  }

  /** Whether letter case is of no matter at this place. */
  boolean ignoresCase() {
    return ignoresCase;
  }

  static String start() {
    return AT_START;
  }

  static String end() {
    return AT_END;
  }

  /** A boundary of words, or its absence; at which end of a word: 1, -1, or 0 for both. */
  static String boundary(int side, boolean negated) {
    String word = CharSet.word().toJava();
    String begin = "(?<!" + word + ")(?=" + word + ")";
    String end = "(?<=" + word + ")(?!" + word + ")";
    String either = side > 0 ? begin : side < 0 ? end : "(?:" + begin + "|" + end + ")";
    return negated ? "(?!" + either + ")" : either;
  }

  /** Notes how often something is repeated at most. */
  final void repeats(int most) {
    repeats = Math.min(Integer.MAX_VALUE, repeats * Math.max(1, most));
  }

  /** The next character; a null byte, which no line of a table has, at the end. */
  final char peek(int ahead) {
    return at + ahead < pattern.length() ? pattern.charAt(at + ahead) : '\0';
  }

  final boolean isAtEnd() {
    return at >= pattern.length();
  }

  /** The name in {@code [:name:]} behind an opening bracket that was read; null if none ends. */
  final @Nullable String className() {
    int end = pattern.indexOf(":]", at + 1);
    if (end < 0) {
      return null;
    }
    String name = pattern.substring(at + 1, end);
    at = end + 2;
    return name;
  }
}
