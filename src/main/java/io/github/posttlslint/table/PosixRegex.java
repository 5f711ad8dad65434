package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Extended regular expressions as glibc reads them, GNU's additions included (regex(7)). */
final class PosixRegex extends RegexReader {

  private static final int MOST = 32767;

  private final Set<Integer> complete = new HashSet<>();

  /** Nothing stands behind the last {@code $}; then its greedy matches are the longest ones. */
  private boolean endsAnchored;

  private PosixRegex(String pattern, boolean ignoresCase) {
    super(pattern, ignoresCase);
  }

  static Regex read(String pattern, boolean ignoresCase) {
    return new PosixRegex(pattern, ignoresCase).read();
  }

  @Override
  void finish() {
    exactGroups &= endsAnchored;
  }

  /** Without a group to close it is an ordinary character. */
  @Override
  boolean closes(int depth) {
    return depth > 0;
  }

  /** The longest match counts, not that of the first alternative. */
  @Override
  void alternative() {
    exactGroups = false;
  }

  @Override
  String special(char c) throws Stop {
    endsAnchored = false;
    return switch (c) {
      case '*', '+', '?', '{' ->
          throw refused("there is nothing that the '" + c + "' could repeat");
      case '^' -> start();
      case '$' -> {
        endsAnchored = isAtEnd();
        yield end();
      }
      case '(' -> {
        int number = ++groups;
        String inside = inside();
        complete.add(number);
        yield repeated("(" + inside + ")", true);
      }
      case '[' -> repeated(bracket(), false);
      case '\\' -> escape();
      default -> repeated(literal(c), false);
    };
  }

  private String escape() throws Stop {
    if (isAtEnd()) {
      throw refused("nothing follows the last '\\'");
    }
    char c = pattern.charAt(at++);
    CharSet space = CharSet.named("space");
    return switch (c) {
      case '<' -> boundary(1, false);
      case '>' -> boundary(-1, false);
      case 'b' -> boundary(0, false);
      case 'B' -> boundary(0, true);
      case '`' -> start();
      case '\'' -> end();
      case 'w' -> repeated(CharSet.word().toJava(), false);
      case 'W' -> repeated(CharSet.word().complement().toJava(), false);
      case 's' -> repeated(java(space, false), false);
      case 'S' -> repeated(java(space, true), false);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        if (!complete.contains(c - '0')) {
          throw refused("there is no group that '\\" + c + "' could refer to");
        }
        doubt("it refers back to a group");
        yield repeated("", false);
      }
      default -> {
        if ("dDtnrAzZ".indexOf(c) >= 0) {
          foreign("\\" + c);
        }
        if (ignoresCase && Chars.isAlphanumeric(c)) {
          doubt("glibc does not find letters behind a backslash reliably without their case");
        }
        yield repeated(literal(c), false);
      }
    };
  }

  private static String java(@Nullable CharSet set, boolean negated) {
    CharSet known = set == null ? new CharSet() : set;
    return (negated ? known.complement() : known).toJava();
  }

  @Override
  String repeated(String atom, boolean isGroup) throws Stop {
    endsAnchored = false;
    String repeated = atom;
    while (true) {
      char c = peek(0);
      String quantifier;
      if (c == '*' || c == '+' || c == '?') {
        at++;
        quantifier = String.valueOf(c);
      } else if (c == '{') {
        at++;
        quantifier = interval();
      } else {
        return repeated;
      }
      exactGroups &= !isGroup;
      repeated = "(?:" + repeated + ")" + quantifier;
    }
  }

  /** {@code {n}}, {@code {n,}}, {@code {,m}} or {@code {n,m}}, behind the brace. */
  private String interval() throws Stop {
    int least = number();
    boolean comma = peek(0) == ',';
    if (least < 0 && !comma) {
      throw refused("after '{' there has to be a number, or the '{' a backslash before it");
    }
    int most = least;
    if (comma) {
      at++;
      most = number();
    }
    if (peek(0) != '}') {
      throw refused("a '{' is not closed; if it stands for itself it needs a backslash before it");
    }
    at++;
    least = Math.max(0, least);
    if (most >= 0 && least > most) {
      throw refused("the numbers in '{" + least + "," + most + "}' are in the wrong order");
    }
    if (Math.max(least, most) > MOST) {
      throw refused("the numbers in '{}' go up to " + MOST);
    }
    if (Math.max(least, most) > 255) {
      throw unclear("it is repeated very often");
    }
    repeats(Math.max(least, most));
    return "{" + least + (most == least ? "" : most < 0 ? "," : "," + most) + "}";
  }

  /** A number; -1 if there is none. */
  private int number() {
    int number = -1;
    while (Chars.isDigit(peek(0))) {
      number = Math.min(MOST + 1, Math.max(0, number) * 10 + pattern.charAt(at) - '0');
      at++;
    }
    return number;
  }

  /** A set of characters, behind its opening bracket; a backslash in it is nothing special. */
  private String bracket() throws Stop {
    CharSet set = new CharSet();
    boolean negated = peek(0) == '^';
    at += negated ? 1 : 0;
    boolean first = true;
    while (first || peek(0) != ']') {
      if (isAtEnd()) {
        throw refused("a '[' is not closed");
      }
      boolean hyphen = peek(0) == '-' && !first && peek(1) != ']';
      char from = element(set);
      if (hyphen) {
        throw refused("a '-' in '[]' stands neither in a range nor at the end");
      }
      if (from != '\0' && peek(0) == '-' && peek(1) != ']' && at + 1 < pattern.length()) {
        at++;
        range(set, from);
      }
      first = false;
    }
    at++;
    CharSet chosen = ignoresCase ? set.byCapitals() : set;
    return (negated ? chosen.complement() : chosen).toJava();
  }

  private void range(CharSet set, char from) throws Stop {
    char to = element(set);
    if (from > to) { // also if a class, which gives a null byte, ends it
      throw refused("a range in '[]' ends before it begins");
    }
    set.addRange(from, (char) Math.min(to, CharSet.LAST));
  }

  /** Adds a character or a class; a null byte for a class. */
  private char element(CharSet set) throws Stop {
    char c = pattern.charAt(at++);
    if (c == '[' && (peek(0) == '.' || peek(0) == '=')) {
      throw unclear("it has a collating element");
    }
    if (c == '[' && peek(0) == ':') {
      String name = className();
      if (name == null) {
        throw refused("a '[' is not closed");
      }
      CharSet named = CharSet.named(ignoresCase ? withoutCase(name) : name);
      if (named == null) {
        throw refused("there is no class '[:" + name + ":]'");
      }
      set.addAll(named);
      return '\0';
    }
    if (c >= 0x80) {
      doubt("it has characters beyond ASCII");
      return c;
    }
    char chosen = ignoresCase ? String.valueOf(c).toUpperCase(Locale.ROOT).charAt(0) : c;
    set.add(chosen);
    return chosen;
  }

  private static String withoutCase(String name) {
    return name.equals("upper") || name.equals("lower") ? "alpha" : name;
  }
}
