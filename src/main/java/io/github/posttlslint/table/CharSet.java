package io.github.posttlslint.table;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of printable ASCII characters. Keys of tables have no others, so that classes of regular
 * expressions can be written out.
 */
final class CharSet {

  static final char FIRST = ' ';
  static final char LAST = '~';

  private final BitSet chars = new BitSet();

  CharSet add(char c) {
    return addRange(c, c);
  }

  CharSet addRange(char from, char to) {
    chars.set(from, to + 1);
    return this;
  }

  CharSet addAll(CharSet other) {
    chars.or(other.chars);
    return this;
  }

  CharSet complement() {
    CharSet rest = new CharSet();
    rest.chars.or(chars);
    rest.chars.flip(0, LAST + 1);
    return rest;
  }

  /** Both cases of each letter. */
  CharSet withBothCases() {
    CharSet both = new CharSet().addAll(this);
    for (char c = 'a'; c <= 'z'; c++) {
      char upper = (char) (c - 'a' + 'A');
      if (chars.get(c) || chars.get(upper)) {
        both.add(c).add(upper);
      }
    }
    return both;
  }

  /**
   * The letters of which the capital one is in the set, and what is no letter: glibc makes capitals
   * of pattern and text where letter case does not matter.
   */
  CharSet byCapitals() {
    CharSet result = new CharSet();
    for (char c = 0; c <= LAST; c++) {
      char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
      if (chars.get(upper)) {
        result.add(c);
      }
    }
    return result;
  }

  /** The class of a name, such as {@code alpha}; null if POSIX has none of that name. */
  static @Nullable CharSet named(String name) {
    CharSet set = new CharSet();
    switch (name) {
      case "digit" -> set.addRange('0', '9');
      case "upper" -> set.addRange('A', 'Z');
      case "lower" -> set.addRange('a', 'z');
      case "alpha" -> set.addRange('a', 'z').addRange('A', 'Z');
      case "alnum" -> set.addRange('a', 'z').addRange('A', 'Z').addRange('0', '9');
      case "xdigit" -> set.addRange('a', 'f').addRange('A', 'F').addRange('0', '9');
      case "space" -> set.add(' ').addRange('\t', '\r');
      case "blank" -> set.add(' ').add('\t');
      case "cntrl" -> set.addRange('\0', '\u001f');
      case "print" -> set.addRange(FIRST, LAST);
      case "graph" -> set.addRange('!', LAST);
      case "punct" -> {
        set.addRange('!', LAST);
        set.chars.andNot(word().chars);
        set.add('_');
      }
      default -> {
        return null;
      }
    }
    return set;
  }

  /** Letters, digits and the underscore. */
  static CharSet word() {
    return new CharSet().addRange('a', 'z').addRange('A', 'Z').addRange('0', '9').add('_');
  }

  /** As a class of java.util.regex; one that matches nothing if no character is printable. */
  String toJava() {
    StringBuilder java = new StringBuilder("[");
    for (char c = FIRST; c <= LAST; c++) {
      if (chars.get(c)) {
        if ("[]\\^-&~ ".indexOf(c) >= 0) {
          java.append('\\');
        }
        java.append(c);
      }
    }
    return java.length() == 1 ? "[\uFFFE]" : java.append(']').toString();
  }
}
