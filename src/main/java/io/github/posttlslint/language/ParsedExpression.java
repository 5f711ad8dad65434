package io.github.posttlslint.language;

import java.util.IdentityHashMap;

/** A condition, and where in its text each part stands. */
public final class ParsedExpression {

  private final IdentityHashMap<Expression, Integer> offsets = new IdentityHashMap<>();
  private Expression root = new Expression.Constant(Fact.absent());

  void setRoot(Expression expression) {
    root = expression;
  }

  /** Remembers the place of a part: its first character, or the operator of a comparison. */
  <E extends Expression> E placed(E part, int offset) {
    offsets.put(part, offset);
    return part;
  }

  /** The whole condition. */
  public Expression root() {
    return root;
  }

  /** Where a part stands in the text. */
  int offset(Expression part) {
    return offsets.getOrDefault(part, 0);
  }
}
