package io.github.posttlslint.rule;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Expression.And;
import io.github.posttlslint.rule.Expression.Call;
import io.github.posttlslint.rule.Expression.Compare;
import io.github.posttlslint.rule.Expression.Constant;
import io.github.posttlslint.rule.Expression.FactOf;
import io.github.posttlslint.rule.Expression.Function;
import io.github.posttlslint.rule.Expression.ListOf;
import io.github.posttlslint.rule.Expression.Not;
import io.github.posttlslint.rule.Expression.Operator;
import io.github.posttlslint.rule.Expression.Or;
import io.github.posttlslint.rule.Expression.ParameterValue;
import io.github.posttlslint.rule.Expression.SomeService;
import java.util.ArrayList;
import java.util.List;

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
final class ExpressionParser {

  private final String text;
  private int at;
  private String token = "";
  private int tokenStart;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
    advance();
  }

  /**
   * Reads a whole condition.
   *
   * @throws RuleException with the place, if it is not one
   */
  static Expression parse(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Expression condition = parser.or();
    if (!parser.token.isEmpty()) {
      throw parser.expected("'and', 'or' or the end");
    }
    return condition;
  }

  private Expression or() {
    List<Expression> items = new ArrayList<>(List.of(and()));
    while (accept("or")) {
      items.add(and());
    }
    return items.size() == 1 ? items.get(0) : new Or(items);
  }

  private Expression and() {
    List<Expression> items = new ArrayList<>(List.of(one()));
    while (accept("and")) {
      items.add(one());
    }
    return items.size() == 1 ? items.get(0) : new And(items);
  }

  private Expression one() {
    if (++depth > Limits.CONDITION_DEPTH) {
      throw new RuleException(
          "more than " + Limits.CONDITION_DEPTH + " conditions inside each other");
    }
    Expression one = accept("not") ? new Not(one()) : positive();
    depth--;
    return one;
  }

  private Expression positive() {
    if (accept("some")) {
      expect("service");
      expect("(");
      Expression inner = or();
      expect(")");
      return new SomeService(inner);
    }
    return comparison();
  }

  private Expression comparison() {
    Expression left = operand();
    if (accept("not")) {
      expect("in");
      return new Not(new Compare(Operator.IN, left, list()));
    }
    if (accept("in")) {
      return new Compare(Operator.IN, left, list());
    }
    for (Operator operator : Operator.values()) {
      if (operator != Operator.IN && accept(operator.sign)) {
        return new Compare(operator, left, operand());
      }
    }
    return left;
  }

  private Expression list() {
    expect("(");
    List<Expression> items = new ArrayList<>();
    do {
      items.add(operand());
    } while (accept(","));
    expect(")");
    return new ListOf(items);
  }

  private Expression operand() {
    if (accept("(")) {
      Expression inner = or();
      expect(")");
      return inner;
    }
    String word = token;
    if (word.isEmpty()) {
      throw expected("a value");
    }
    char first = word.charAt(0);
    if (first == '\'') {
      advance();
      return new Constant(Fact.of(word.substring(1)));
    }
    if (first == '$') {
      advance();
      return new ParameterValue(word.substring(1));
    }
    if (first >= '0' && first <= '9') {
      advance();
      return new Constant(number(word));
    }
    if (!isWordStart(first)) {
      throw expected("a value");
    }
    advance();
    if (word.equals("true") || word.equals("false")) {
      return new Constant(Fact.of(word.equals("true")));
    }
    return token.equals("(") ? call(word) : new FactOf(word);
  }

  private static Fact number(String word) {
    PostfixVersion release = PostfixVersion.parse(word);
    if (release != null) {
      return new Fact.Release(release);
    }
    try {
      return Fact.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      throw new RuleException("'" + word + "' is no number and no release");
    }
  }

  private Expression call(String word) {
    for (Function function : Function.values()) {
      if (function.word.equals(word)) {
        expect("(");
        Expression argument = operand();
        expect(")");
        return new Call(function, List.of(argument));
      }
    }
    throw new RuleException("no function '" + word + "' in: " + text);
  }

  private boolean accept(String wanted) {
    if (!token.equals(wanted)) {
      return false;
    }
    advance();
    return true;
  }

  private void expect(String wanted) {
    if (!accept(wanted)) {
      throw expected("'" + wanted + "'");
    }
  }

  private RuleException expected(String what) {
    String found = token.isEmpty() ? "the end" : "'" + token + "'";
    return new RuleException(
        "expected "
            + what
            + ", found "
            + found
            + " at column "
            + (tokenStart + 1)
            + " of: "
            + text);
  }

  private void advance() {
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
        throw new RuleException("text without closing ' at column " + (at + 1) + " of: " + text);
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
