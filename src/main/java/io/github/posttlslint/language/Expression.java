package io.github.posttlslint.language;

import java.util.List;

/**
 * The condition language of rules, as a tree. {@link ExpressionParser} describes the text form,
 * {@link Evaluation} the meaning.
 */
public sealed interface Expression {

  /** A part that makes it false wherever the part is false; itself if it has no such part. */
  default Expression first() {
    return this instanceof And and ? and.items().get(0) : this;
  }

  /** A constant. */
  record Constant(Fact fact) implements Expression {}

  /** {@code $name}: the effective value of a parameter. */
  record ParameterValue(String name) implements Expression {}

  /** A fact of the subject. */
  record FactOf(String name) implements Expression {}

  /** A list of operands, for {@code in}. */
  record ListOf(List<Expression> items) implements Expression {
    public ListOf {
      items = List.copyOf(items);
    }
  }

  /** A function. */
  record Call(Function function, Expression argument) implements Expression {}

  /** A comparison. */
  record Compare(Operator operator, Expression left, Expression right) implements Expression {}

  /** All hold. */
  record And(List<Expression> items) implements Expression {
    public And {
      items = List.copyOf(items);
    }
  }

  /** At least one holds. */
  record Or(List<Expression> items) implements Expression {
    public Or {
      items = List.copyOf(items);
    }
  }

  /** Does not hold. */
  record Not(Expression item) implements Expression {}

  /** {@code some service (...)}: holds for at least one service of the setup. */
  record SomeService(Expression item) implements Expression {}

  /** Comparisons. */
  enum Operator {
    EQUAL("="),
    SAME("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    IN("in"),
    HAS("has"),
    STARTS("starts"),
    ENDS("ends"),
    CONTAINS("contains");

    final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  /** Functions. */
  enum Function {
    /**
     * {@code set($name)}: main.cf or master.cf sets it, even to nothing, and the release has it.
     */
    SET("set"),
    /** {@code size(x)}: number of words of a list, or of characters of a text. */
    SIZE("size"),
    /** {@code first(x)}: first word of a list. */
    FIRST("first"),
    /** {@code known(x)}: false instead of "cannot tell". */
    KNOWN("known");

    final String word;

    Function(String word) {
      this.word = word;
    }
  }
}
