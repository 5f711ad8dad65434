package io.github.posttlslint.language;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.Expression.And;
import io.github.posttlslint.language.Expression.Call;
import io.github.posttlslint.language.Expression.Compare;
import io.github.posttlslint.language.Expression.Constant;
import io.github.posttlslint.language.Expression.FactOf;
import io.github.posttlslint.language.Expression.Function;
import io.github.posttlslint.language.Expression.ListOf;
import io.github.posttlslint.language.Expression.Not;
import io.github.posttlslint.language.Expression.Operator;
import io.github.posttlslint.language.Expression.Or;
import io.github.posttlslint.language.Expression.ParameterValue;
import io.github.posttlslint.language.Expression.SomeService;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads conditions.
 *
 * <pre>
 * condition  = all { "or" all }
 * all        = one { "and" one }
 * one        = "not" one | "some" "service" "(" condition ")" | comparison
 * comparison = operand [ operator operand | [ "not" ] "in" list ]
 * operator   = "=" | "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "has" | "starts" | "ends" | "contains"
 * operand    = "$" parameter | 'text' | number | release | "true" | "false" | function "(" operand ")"
 *            | fact | "(" condition ")"
 * list       = "(" operand { "," operand } ")"
 * </pre>
 *
 * Text is compared without regard to ASCII case, except by {@code ==}. {@code has} asks whether a
 * list (or a text split at commas and blanks, as Postfix does) has the word. {@code 3.6} is a
 * release, {@code 3} a number.
 */
public final class ExpressionParser {

  /** What joins values, and is never one; {@code some} is met before. */
  private static final List<String> WORDS =
      List.of("and", "or", "not", "in", "has", "starts", "ends", "contains");

  /** What other languages have. */
  private static final Map<String, String> SIGNS =
      Map.of("&", "and", "|", "or", "!", "not", "~", "contains");

  private final String text;
  private final ParsedExpression parsed = new ParsedExpression();
  private int at;
  private String token = "";
  private int tokenStart;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /** Reads a whole condition. */
  public static ParsedExpression parse(String text) throws SyntaxException {
    ExpressionParser parser = new ExpressionParser(text);
    parser.advance();
    Expression condition = parser.or();
    if (!parser.token.isEmpty()) {
      throw parser.expected("'and', 'or' or the end", WORDS);
    }
    parser.parsed.setRoot(condition);
    return parser.parsed;
  }

  private Expression or() throws SyntaxException {
    List<Expression> items = new ArrayList<>(List.of(and()));
    while (accept("or")) {
      items.add(and());
    }
    return items.size() == 1 ? items.get(0) : new Or(items);
  }

  private Expression and() throws SyntaxException {
    List<Expression> items = new ArrayList<>(List.of(one()));
    while (accept("and")) {
      items.add(one());
    }
    return items.size() == 1 ? items.get(0) : new And(items);
  }

  private Expression one() throws SyntaxException {
    if (++depth > Limits.CONDITION_DEPTH) {
      throw new SyntaxException(
          tokenStart, "more than " + Limits.CONDITION_DEPTH + " conditions inside each other");
    }
    Expression one = accept("not") ? new Not(one()) : positive();
    depth--;
    return one;
  }

  private Expression positive() throws SyntaxException {
    if (accept("some")) {
      expect("service");
      expect("(");
      Expression inner = or();
      expect(")");
      return new SomeService(inner);
    }
    return comparison();
  }

  private Expression comparison() throws SyntaxException {
    Expression left = operand();
    int start = tokenStart;
    if (accept("not")) {
      expect("in");
      return new Not(parsed.placed(new Compare(Operator.IN, left, list()), start));
    }
    if (accept("in")) {
      return parsed.placed(new Compare(Operator.IN, left, list()), start);
    }
    for (Operator operator : Operator.values()) {
      if (operator != Operator.IN && accept(operator.sign)) {
        return parsed.placed(new Compare(operator, left, operand()), start);
      }
    }
    return left;
  }

  private Expression list() throws SyntaxException {
    expect("(");
    List<Expression> items = new ArrayList<>();
    do {
      items.add(operand());
    } while (accept(","));
    expect(")");
    return new ListOf(items);
  }

  private Expression operand() throws SyntaxException {
    if (accept("(")) {
      Expression inner = or();
      expect(")");
      return inner;
    }
    String word = token;
    int start = tokenStart;
    char first = word.isEmpty() ? ' ' : word.charAt(0);
    if (first == '\'') {
      advance();
      return parsed.placed(new Constant(Fact.of(word.substring(1))), start);
    }
    if (first == '$') {
      advance();
      return parsed.placed(new ParameterValue(word.substring(1)), start);
    }
    if (first >= '0' && first <= '9') {
      advance();
      return parsed.placed(new Constant(number(word, start)), start);
    }
    if (!isWordStart(first) || WORDS.contains(word)) {
      throw expected("a value", List.of());
    }
    advance();
    if (word.equals("true") || word.equals("false")) {
      return parsed.placed(new Constant(Fact.of(word.equals("true"))), start);
    }
    return token.equals("(") ? call(word, start) : parsed.placed(new FactOf(word), start);
  }

  private static Fact number(String word, int start) throws SyntaxException {
    PostfixVersion release = PostfixVersion.parse(word);
    if (release != null) {
      return new Fact.Release(release);
    }
    try {
      return Fact.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      throw new SyntaxException(start, "'" + word + "' is neither a number nor a release");
    }
  }

  private Expression call(String word, int start) throws SyntaxException {
    List<String> known = new ArrayList<>();
    for (Function function : Function.values()) {
      if (function.word.equals(word)) {
        expect("(");
        Expression argument = operand();
        expect(")");
        return parsed.placed(new Call(function, argument), start);
      }
      known.add(function.word);
    }
    throw new SyntaxException(start, "no function '" + word + "'" + Suggestion.of(word, known));
  }

  private boolean accept(String wanted) throws SyntaxException {
    if (!token.equals(wanted)) {
      return false;
    }
    advance();
    return true;
  }

  private void expect(String wanted) throws SyntaxException {
    if (!accept(wanted)) {
      throw expected("'" + wanted + "'", List.of(wanted));
    }
  }

  private SyntaxException expected(String what, List<String> words) {
    String found = token.isEmpty() ? "the end" : token;
    if (found.startsWith("'")) {
      found = found + "'";
    } else if (!token.isEmpty()) {
      found = "'" + found + "'";
    }
    String sign = SIGNS.get(token);
    String near = Nearest.word(token, words);
    String meant = sign != null ? sign : token.isEmpty() || words.size() < 2 ? null : near;
    return new SyntaxException(
        tokenStart,
        "expected "
            + what
            + ", found "
            + found
            + (meant == null ? "" : " (did you mean '" + meant + "'?)"));
  }

  private void advance() throws SyntaxException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    tokenStart = at;
    if (at == text.length()) {
      token = "";
      return;
    }
    char c = text.charAt(at);
    if (c == '\'') {
      int end = text.indexOf('\'', at + 1);
      if (end < 0) {
        throw new SyntaxException(at, "text without closing '");
      }
      token = text.substring(at, end);
      at = end + 1;
    } else if (c == '$' || isWordStart(c) || (c >= '0' && c <= '9')) {
      at++;
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      token = text.substring(tokenStart, at);
    } else if (text.startsWith("==", at)
        || text.startsWith("!=", at)
        || text.startsWith("<=", at)
        || text.startsWith(">=", at)) {
      at += 2;
      token = text.substring(tokenStart, at);
    } else {
      at++;
      token = String.valueOf(c);
    }
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}
