package io.github.posttlslint.model.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address in pieces (tok822_parse.c, tok822_tree.c). */
final class Tokens {

  private static final String OPERATORS = "|%!()<>@,;:\\\".[]";

  /** What a token is besides a single character. */
  private enum Kind {
    OPERATOR,
    ATOM,
    QUOTED,
    COMMENT,
    LITERAL
  }

  /**
   * A token.
   *
   * @param text of an operator the character itself; without quotes and brackets
   * @param owned whether it became the first of an empty list, or followed such a one: no blank is
   *     put behind it
   */
  private record Token(Kind kind, String text, boolean owned) {

    boolean isWord() {
      return kind != Kind.OPERATOR;
    }

    boolean is(char operator) {
      return kind == Kind.OPERATOR && text.charAt(0) == operator;
    }

    Token with(boolean nowOwned) {
      return new Token(kind, text, nowOwned);
    }
  }

  private final List<Token> list;

  private Tokens(List<Token> list) {
    this.list = list;
  }

  /** Takes a text apart (tok822_scan_limit()). */
  static Tokens scan(String text) {
    return new Tokens(new Scanner(text).read());
  }

  int size() {
    return list.size();
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** The last token of an operator; -1 if there is none. */
  int last(char operator) {
    int i = list.size() - 1;
    while (i >= 0 && !list.get(i).is(operator)) {
      i--;
    }
    return i;
  }

  /** The first token of an operator from an index on; -1 if there is none. */
  int first(char operator, int from) {
    for (int i = from; i < list.size(); i++) {
      if (list.get(i).is(operator)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a token from an index on is {@code [something]}. */
  boolean hasLiteral(int from) {
    for (int i = from; i < list.size(); i++) {
      if (list.get(i).kind == Kind.LITERAL) {
        return true;
      }
    }
    return false;
  }

  boolean is(int index, char operator) {
    return index >= 0 && index < list.size() && list.get(index).is(operator);
  }

  boolean endsWith(char operator) {
    return is(list.size() - 1, operator);
  }

  /** The text of a quoted string that is all there is; null for everything else. */
  @Nullable String onlyQuoted() {
    return list.size() == 1 && list.get(0).kind == Kind.QUOTED ? list.get(0).text : null;
  }

  /** Takes away everything from an index on, and returns it. */
  Tokens cut(int from) {
    List<Token> tail = list.subList(from, list.size());
    Tokens taken = new Tokens(new ArrayList<>(tail));
    tail.clear();
    return taken;
  }

  void keepAfter(int index) {
    list.subList(0, index + 1).clear();
  }

  void removeLast() {
    list.remove(list.size() - 1);
  }

  void replace(Tokens other) {
    list.clear();
    list.addAll(other.list);
  }

  void makeAt(int index) {
    list.set(index, new Token(Kind.OPERATOR, "@", list.get(index).owned));
  }

  void addOperator(char operator) {
    add(new Tokens(new ArrayList<>(List.of(operator(operator)))));
  }

  void addEmptyQuoted() {
    add(new Tokens(new ArrayList<>(List.of(new Token(Kind.QUOTED, "", false)))));
  }

  private static Token operator(char operator) {
    return new Token(Kind.OPERATOR, String.valueOf(operator), false);
  }

  /** Adds at the end (tok822_sub_append()). */
  void add(Tokens other) {
    boolean owned = list.isEmpty() || list.get(list.size() - 1).owned;
    for (Token token : other.list) {
      list.add(token.with(owned));
    }
  }

  /** Turns {@code domain!user} round (rewrite.c); the index is that of the mark. */
  void swap(int bang) {
    Tokens local = cut(bang + 1);
    list.remove(bang);
    boolean owned = list.isEmpty() || list.get(0).owned;
    list.add(0, operator('@').with(owned));
    for (int i = 0; i < local.list.size(); i++) {
      list.add(i, local.list.get(i).with(owned));
    }
  }

  /** The text without quoting (tok822_internalize()). */
  String internal(int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < list.size(); i++) {
      Token token = list.get(i);
      boolean literal = token.kind == Kind.LITERAL;
      text.append(literal ? "[" : "").append(token.text).append(literal ? "]" : "");
      if (token.is(',') && i + 1 < list.size() && !token.owned) {
        text.append(' ');
      } else if (i + 1 < list.size() && !token.owned) {
        Token next = list.get(i + 1);
        text.append(next.is('<') || (token.isWord() && next.isWord()) ? " " : "");
      }
    }
    return text.toString();
  }

  /** Reads tokens. */
  private static final class Scanner {

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    List<Token> read() {
      List<Token> tokens = new ArrayList<>();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (isBlank(c)) {
          at++;
        } else if (c == '(') {
          tokens.add(new Token(Kind.COMMENT, comment(), false));
        } else if (c == '[' || c == '"') {
          at++;
          String inside = collect(c == '[' ? "]" : "\"", false);
          at += at < text.length() ? 1 : 0;
          tokens.add(new Token(c == '[' ? Kind.LITERAL : Kind.QUOTED, inside, false));
        } else if (c != '\\' && OPERATORS.indexOf(c) >= 0) {
          tokens.add(operator(c));
          at++;
        } else {
          String atom = collect(OPERATORS, true);
          tokens.add(new Token(needsQuotes(atom) ? Kind.QUOTED : Kind.ATOM, atom, false));
        }
      }
      return tokens;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private String collect(String ends, boolean endsAtBlank) {
      StringBuilder word = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\\') {
          at++;
          if (at == text.length()) {
            break;
          }
          c = text.charAt(at);
        } else if (ends.indexOf(c) >= 0 || (endsAtBlank && isBlank(c))) {
          break;
        }
        word.append(isBlank(c) ? ' ' : c);
        at++;
      }
      return word.toString();
    }

    private static boolean needsQuotes(String atom) {
      for (int i = 0; i < atom.length(); i++) {
        char c = atom.charAt(i);
        if (c == ' ' || Mailbox.isControl(c) || OPERATORS.indexOf(c) >= 0) {
          return true;
        }
      }
      return false;
    }

    /** A comment with its parentheses, as it stands. */
    private String comment() {
      int start = at;
      int level = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        at++;
        if (c == '\\') {
          at = Math.min(text.length(), at + 1);
        } else if (c == '(') {
          level++;
        } else if (c == ')' && --level == 0) {
          break;
        }
      }
      return text.substring(start, at);
    }
  }
}
