package io.github.posttlslint.rule;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Expression.And;
import io.github.posttlslint.rule.Expression.Compare;
import io.github.posttlslint.rule.Expression.Constant;
import io.github.posttlslint.rule.Expression.FactOf;
import io.github.posttlslint.rule.Expression.ListOf;
import io.github.posttlslint.rule.Expression.Not;
import io.github.posttlslint.rule.Expression.Or;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules need not be tried on a subject, for its {@linkplain Subject#traits() traits} alone
 * make their conditions false: of a hundred rules about services a handful is about cleanup(8).
 * Threads may share it.
 */
public final class Prospects {

  /** Sets of traits that are remembered; what comes later is judged by all rules. */
  private static final int MOST = 2000;

  /** What a condition is as far as the traits tell. */
  private enum Outcome {
    TRUE,
    FALSE,
    OPEN;

    static Outcome of(boolean truth) {
      return truth ? TRUE : FALSE;
    }

    Outcome negated() {
      return this == OPEN ? OPEN : of(this == FALSE);
    }
  }

  private final List<Rule> rules;
  private final Map<Map<String, Fact>, BitSet> known = new ConcurrentHashMap<>();

  /**
   * Makes them.
   *
   * @param rules all rules about one kind of subjects
   */
  public Prospects(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules, in the order given. */
  public List<Rule> rules() {
    return rules;
  }

  /** The indices of the rules that apply to a release. */
  public BitSet applyingTo(PostfixVersion release) {
    BitSet applying = new BitSet(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      applying.set(i, rules.get(i).appliesTo(release));
    }
    return applying;
  }

  /**
   * The indices of the rules that have to be tried on a subject.
   *
   * @return not to be changed; null for all
   */
  public @Nullable BitSet of(Subject subject) {
    Map<String, Fact> traits = subject.traits();
    if (traits.isEmpty()) {
      return null;
    }
    BitSet open = known.get(traits);
    if (open == null && known.size() < MOST) {
      open = open(traits);
      known.put(traits, open);
    }
    return open;
  }

  private BitSet open(Map<String, Fact> traits) {
    BitSet open = new BitSet(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      open.set(i, outcome(rules.get(i).when(), traits) != Outcome.FALSE);
    }
    return open;
  }

  /** Kleene's logic as in {@link Evaluation}, where false is false whatever cannot be told. */
  private static Outcome outcome(Expression expression, Map<String, Fact> traits) {
    if (expression instanceof And a) {
      return all(a.items(), traits, Outcome.FALSE);
    } else if (expression instanceof Or o) {
      return all(o.items(), traits, Outcome.TRUE);
    } else if (expression instanceof Not n) {
      return outcome(n.item(), traits).negated();
    } else if (expression instanceof Compare c) {
      return compare(c, traits);
    }
    Fact fact = fact(expression, traits);
    return fact == null ? Outcome.OPEN : Outcome.of(fact.isTrue());
  }

  /** All items are alike, or one of them decides. */
  private static Outcome all(List<Expression> items, Map<String, Fact> traits, Outcome deciding) {
    boolean open = false;
    for (Expression item : items) {
      Outcome outcome = outcome(item, traits);
      if (outcome == deciding) {
        return deciding;
      }
      open |= outcome == Outcome.OPEN;
    }
    return open ? Outcome.OPEN : deciding.negated();
  }

  private static Outcome compare(Compare compare, Map<String, Fact> traits) {
    Fact left = fact(compare.left(), traits);
    if (left == null) {
      return Outcome.OPEN;
    }
    if (compare.right() instanceof ListOf list) {
      Outcome outcome = Outcome.FALSE;
      for (Expression item : list.items()) {
        Fact right = fact(item, traits);
        if (right == null) {
          outcome = Outcome.OPEN;
        } else if (Evaluation.compare(Expression.Operator.EQUAL, left, right)) {
          return Outcome.TRUE;
        }
      }
      return outcome;
    }
    Fact right = fact(compare.right(), traits);
    return right == null
        ? Outcome.OPEN
        : Outcome.of(Evaluation.compare(compare.operator(), left, right));
  }

  private static @Nullable Fact fact(Expression expression, Map<String, Fact> traits) {
    if (expression instanceof Constant c) {
      return c.fact();
    }
    return expression instanceof FactOf f ? traits.get(f.name()) : null;
  }
}
