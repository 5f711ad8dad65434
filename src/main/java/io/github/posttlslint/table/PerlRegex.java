package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import org.jspecify.annotations.Nullable;

/** The part of Perl's regular expressions that PCRE2 and Java agree about (pcre2pattern(3)). */
final class PerlRegex extends RegexReader {

  private static final int MOST = 65535;

  private boolean ignoringCase;
  private int referred;

  private PerlRegex(String pattern, boolean ignoresCase) {
    super(pattern, ignoresCase);
    this.ignoringCase = ignoresCase;
  }

  static Regex read(String pattern, boolean ignoresCase) {
    return new PerlRegex(pattern, ignoresCase).read();
  }

  @Override
  void finish() throws Stop {
    if (referred > groups) {
      throw refused("there is no group that '\\" + referred + "' could refer to");
    }
  }

  @Override
  boolean closes(int depth) {
    return true;
  }

  @Override
  boolean ignoresCase() {
    return ignoringCase;
  }

  @Override
  String special(char c) throws Stop {
    return switch (c) {
      case '*', '+', '?' -> throw nothingToRepeat(c);
      case '{' -> {
        if (quantifier(at - 1) != null) {
          throw nothingToRepeat(c);
        }
        yield repeated(literal(c), false);
      }
      case '^' -> unrepeatable(start());
      case '$' -> unrepeatable(end());
      case '(' -> group();
      case '[' -> repeated(new PerlBracket(this).read(), false);
      case '\\' -> escape();
      default -> repeated(literal(c), false);
    };
  }

  private static Stop nothingToRepeat(char c) {
    return refused("there is nothing that the '" + c + "' could repeat");
  }

  private String unrepeatable(String assertion) throws Stop {
    char c = peek(0);
    if (c == '*' || c == '+' || c == '?' || (c == '{' && quantifier(at) != null)) {
      throw nothingToRepeat(c);
    }
    return assertion;
  }

  private String group() throws Stop {
    boolean outer = ignoringCase;
    String java;
    if (peek(0) == '*') {
      throw unclear("it has a '(*'");
    } else if (peek(0) != '?') {
      groups++;
      java = "(" + inside() + ")";
    } else if (pattern.startsWith("i)", at + 1) || pattern.startsWith("-i)", at + 1)) {
      ignoringCase = peek(1) == 'i';
      at = pattern.indexOf(')', at) + 1;
      return unrepeatable("");
    } else if (peek(1) == ':' || peek(1) == '=' || peek(1) == '!') {
      String opening = pattern.substring(at - 1, at + 2);
      at += 2;
      java = opening + inside() + ")";
      if (opening.charAt(2) != ':') {
        if ("*+?{".indexOf(peek(0)) >= 0 && !isAtEnd()) {
          throw unclear("it repeats an assertion");
        }
        ignoringCase = outer;
        return java;
      }
    } else {
      throw unclear("it has a '(?" + peek(1) + "'");
    }
    ignoringCase = outer;
    return repeated(java, true);
  }

  private String escape() throws Stop {
    if (isAtEnd()) {
      throw refused("nothing follows the last '\\'");
    }
    char c = pattern.charAt(at++);
    CharSet set = classOf(c);
    if (set != null) {
      return repeated(set.toJava(), false);
    }
    return switch (c) {
      case 'b' -> unrepeatable(boundary(0, false));
      case 'B' -> unrepeatable(boundary(0, true));
      case 'A' -> unrepeatable(start());
      case 'z', 'Z' -> unrepeatable(end());
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        if (Chars.isDigit(peek(0))) {
          throw unclear("it has a '\\" + c + peek(0) + "'");
        }
        referred = Math.max(referred, c - '0');
        doubt("it refers back to a group");
        yield repeated("", false);
      }
      default -> repeated(literal(escaped(c)), false);
    };
  }

  /** The character that stands behind a backslash for itself, or for a control character. */
  static char escaped(char c) throws Stop {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'a' -> '\u0007';
      case 'e' -> '\u001b';
      default -> {
        if (Chars.isAlphanumeric(c) || c >= 0x80) {
          throw unclear("it has a '\\" + c + "'");
        }
        yield c;
      }
    };
  }

  /** The class that a letter behind a backslash stands for; null if it stands for none. */
  static @Nullable CharSet classOf(char c) {
    CharSet named =
        switch (c) {
          case 'd', 'D' -> CharSet.named("digit");
          case 's', 'S' -> CharSet.named("space");
          case 'h', 'H' -> CharSet.named("blank");
          case 'w', 'W' -> CharSet.word();
          default -> null;
        };
    return named == null || Character.isLowerCase(c) ? named : named.complement();
  }

  @Override
  String repeated(String atom, boolean isGroup) throws Stop {
    String quantifier = quantifier(at);
    if (quantifier == null) {
      return atom;
    }
    at += quantifier.length();
    if (peek(0) == '?' || peek(0) == '+') {
      quantifier += peek(0);
      at++;
    }
    return unrepeatable("(?:" + atom + ")" + quantifier);
  }

  /** A quantifier as it is written, without {@code ?} and {@code +} behind it; null if none. */
  private @Nullable String quantifier(int from) throws Stop {
    char c = from < pattern.length() ? pattern.charAt(from) : '\0';
    if (c == '*' || c == '+' || c == '?') {
      return String.valueOf(c);
    }
    int end = c == '{' ? pattern.indexOf('}', from) : -1;
    if (end < 0) {
      return null;
    }
    String inside = pattern.substring(from + 1, end);
    int comma = inside.indexOf(',');
    String first = comma < 0 ? inside : inside.substring(0, comma);
    String second = comma < 0 ? "" : inside.substring(comma + 1);
    if (!Chars.allDigits(first) || !(second.isEmpty() || Chars.allDigits(second))) {
      if (Chars.allDigits(second.strip()) || Chars.allDigits(first.strip())) {
        throw unclear("releases of PCRE2 take '{" + inside + "}' for different things");
      }
      return null;
    }
    checkNumbers(first, second, comma >= 0);
    return "{" + inside + "}";
  }

  private void checkNumbers(String first, String second, boolean comma) throws Stop {
    int least = number(first);
    int most = second.isEmpty() ? (comma ? -1 : least) : number(second);
    if (Math.max(least, most) > MOST) {
      throw refused("the numbers in '{}' go up to " + MOST);
    }
    if (most >= 0 && least > most) {
      throw refused("the numbers in '{" + least + "," + most + "}' are in the wrong order");
    }
    if (Math.max(least, most) > 255) {
      throw unclear("it is repeated very often");
    }
    repeats(Math.max(least, most));
  }

  private static int number(String digits) {
    return digits.length() > 6 ? MOST + 1 : Integer.parseInt(digits);
  }
}
