package io.github.posttlslint.table;

import io.github.posttlslint.table.RegexReader.Stop;
import org.jspecify.annotations.Nullable;

/** Reads a set of characters in Perl's regular expressions. */
final class PerlBracket {

  private final RegexReader reader;
  private final CharSet set = new CharSet();

  /** Whether the element that was read last is a class, and not a character. */
  private boolean isClass;

  PerlBracket(RegexReader reader) {
    this.reader = reader;
  }

  /** Reads from behind the opening bracket; the class of java.util.regex. */
  String read() throws Stop {
    boolean negated = reader.peek(0) == '^';
    reader.at += negated ? 1 : 0;
    boolean first = true;
    while (first || reader.peek(0) != ']') {
      char from = element();
      if (reader.peek(0) == '-' && reader.peek(1) != ']' && reader.peek(1) != '\0') {
        reader.at++;
        if (isClass) {
          throw RegexReader.refused("a range in '[]' begins with a class");
        }
        range(from);
      }
      first = false;
    }
    reader.at++;
    CharSet chosen = reader.ignoresCase() ? set.withBothCases() : set;
    return (negated ? chosen.complement() : chosen).toJava();
  }

  private void range(char from) throws Stop {
    char to = element();
    if (isClass) {
      throw RegexReader.refused("a range in '[]' ends with a class");
    }
    if (from > to) {
      throw RegexReader.refused("a range in '[]' ends before it begins");
    }
    set.addRange(from, (char) Math.min(to, CharSet.LAST));
  }

  /** Adds the next character or class. */
  private char element() throws Stop {
    if (reader.isAtEnd()) {
      throw RegexReader.refused("a '[' is not closed");
    }
    char c = reader.pattern.charAt(reader.at++);
    isClass = false;
    if (c == '[' && isNamed(reader.peek(0))) {
      isClass = true;
      addNamed(reader.peek(0));
    } else if (c == '\\') {
      if (reader.isAtEnd()) {
        throw RegexReader.refused("nothing follows the last '\\'");
      }
      c = reader.pattern.charAt(reader.at++);
      CharSet known = PerlRegex.classOf(c);
      isClass = known != null;
      if (known == null) {
        c = c == 'b' ? '\b' : PerlRegex.escaped(c);
        set.add(c);
      } else {
        set.addAll(known);
      }
    } else if (c >= 0x80) {
      reader.doubt("it has characters beyond ASCII");
    } else {
      set.add(c);
    }
    return c;
  }

  /** Whether {@code :name:]} follows, or the same with a dot or an equals sign. */
  private boolean isNamed(char mark) {
    if (mark != ':' && mark != '.' && mark != '=') {
      return false;
    }
    String pattern = reader.pattern;
    for (int i = reader.at + 1; i + 1 < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = pattern.charAt(i + 1);
      if (c == '\\' && (next == ']' || next == '\\')) {
        i++;
      } else if ((c == '[' && next == mark) || c == ']') {
        return false;
      } else if (c == mark && next == ']') {
        return true;
      }
    }
    return false;
  }

  private void addNamed(char mark) throws Stop {
    if (mark != ':') {
      throw RegexReader.refused("'[" + mark + "' in '[]' is not supported");
    }
    String name = reader.className();
    boolean negated = name != null && name.startsWith("^");
    String plain = name == null ? "" : negated ? name.substring(1) : name;
    CharSet named = named(plain, reader.ignoresCase());
    if (named == null) {
      throw RegexReader.refused("there is no class '[:" + plain + ":]'");
    }
    set.addAll(negated ? named.complement() : named);
  }

  private static @Nullable CharSet named(String name, boolean ignoresCase) throws Stop {
    return switch (name) {
      case "word" -> CharSet.word();
      case "ascii" -> new CharSet().complement();
      case "<", ">" -> throw RegexReader.unclear("it has a '[:" + name + ":]'");
      case "upper", "lower" -> CharSet.named(ignoresCase ? "alpha" : name);
      default -> CharSet.named(name);
    };
  }
}
