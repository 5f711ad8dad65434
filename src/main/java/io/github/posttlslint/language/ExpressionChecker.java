package io.github.posttlslint.language;

import io.github.posttlslint.language.Expression.And;
import io.github.posttlslint.language.Expression.Call;
import io.github.posttlslint.language.Expression.Compare;
import io.github.posttlslint.language.Expression.Constant;
import io.github.posttlslint.language.Expression.FactOf;
import io.github.posttlslint.language.Expression.ListOf;
import io.github.posttlslint.language.Expression.Not;
import io.github.posttlslint.language.Expression.Operator;
import io.github.posttlslint.language.Expression.Or;
import io.github.posttlslint.language.Expression.ParameterValue;
import io.github.posttlslint.language.Expression.SomeService;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a condition before it is ever evaluated: that what it names is there, and that what it
 * compares can be compared. It walks all of it, whatever evaluation would skip.
 */
public final class ExpressionChecker {

  private static final List<String> YES_AND_NO = List.of("yes", "no");

  private final RuleNames names;
  private final @Nullable Kind<?> service;
  private final ParsedExpression text;
  private final TextFaults faults;

  private ExpressionChecker(
      RuleNames names, @Nullable Kind<?> service, ParsedExpression text, TextFaults faults) {
    this.names = names;
    this.service = service;
    this.text = text;
    this.faults = faults;
  }

  /**
   * Checks a condition.
   *
   * @param names what it can name
   * @param service the kind of the things that {@code some service} looks at
   */
  public static void check(
      RuleNames names, @Nullable Kind<?> service, ParsedExpression text, TextFaults faults) {
    new ExpressionChecker(names, service, text, faults).condition(text.root());
  }

  /** A part that holds or does not. */
  private void condition(Expression part) {
    Operand operand = operand(part);
    if (operand.constant() != null && !operand.is(FactType.TRUTH)) {
      fault(part, operand.shown() + " is the same for everything; compare a fact with it");
    } else if (operand.is(FactType.RELEASE)) {
      fault(part, operand.shown() + " is there always; compare it: " + operand.shown() + " >= 3.6");
    } else if (operand.choices().equals(YES_AND_NO)) {
      fault(part, operand.shown() + " is never empty; compare it: " + operand.shown() + " = 'yes'");
    }
  }

  private Operand operand(Expression part) {
    if (faults.isFull()) {
      return Operand.UNKNOWN;
    } else if (part instanceof Constant c) {
      return Operand.constant(c.fact());
    } else if (part instanceof ParameterValue p) {
      return parameter(p);
    } else if (part instanceof FactOf f) {
      return fact(f);
    } else if (part instanceof Call c) {
      return call(c);
    } else if (part instanceof Compare c) {
      compare(c);
    } else if (part instanceof And a) {
      a.items().forEach(this::condition);
    } else if (part instanceof Or o) {
      o.items().forEach(this::condition);
    } else if (part instanceof Not n) {
      condition(n.item());
    } else if (part instanceof SomeService s) {
      new ExpressionChecker(names.of(service), service, text, faults).condition(s.item());
    }
    return Operand.of(FactType.TRUTH, List.of(), "the condition");
  }

  private Operand parameter(ParameterValue parameter) {
    String name = parameter.name();
    String fault = names.parameters().fault(name);
    if (fault != null) {
      faults.add(text.offset(parameter) + 1, fault);
    }
    return new Operand(
        FactType.TEXT,
        names.parameters().isYesOrNo(name) ? YES_AND_NO : List.of(),
        "$" + name,
        null,
        names.parameters().isNumber(name));
  }

  private Operand fact(FactOf fact) {
    Kind.Definition<?> definition = names.fact(fact.name(), faults.from(text.offset(fact)));
    return definition == null
        ? Operand.UNKNOWN
        : Operand.of(definition.type(), definition.choices(), fact.name());
  }

  private Operand call(Call call) {
    Expression part = call.argument();
    Operand argument = operand(part);
    String word = call.function().word + "()";
    switch (call.function()) {
      case SET -> {
        if (!(part instanceof ParameterValue)) {
          fault(part, "set() takes a parameter, such as set($smtpd_tls_chain_files)");
        }
      }
      case KNOWN -> {
        if (argument.constant() != null) {
          fault(part, "known() takes a fact or a parameter; " + argument.shown() + " is known");
        }
      }
      case SIZE, FIRST -> {
        boolean fits = argument.is(FactType.TEXT) || argument.is(FactType.WORDS);
        if (argument.constant() != null) {
          fault(
              part, word + " takes a fact or a parameter; " + argument.shown() + " is a constant");
        } else if (argument.type() != null && !fits) {
          fault(part, word + " takes a list or a text; " + isA(argument));
        }
      }
    }
    String shown = call.function().word + "(" + argument.shown() + ")";
    return switch (call.function()) {
      case SIZE -> Operand.of(FactType.NUMBER, List.of(), shown);
      case FIRST -> Operand.of(FactType.TEXT, argument.choices(), shown);
      default -> Operand.of(FactType.TRUTH, List.of(), shown);
    };
  }

  private void compare(Compare compare) {
    Operand left = operand(compare.left());
    List<Expression> right =
        compare.right() instanceof ListOf list ? list.items() : List.of(compare.right());
    for (Expression item : right) {
      Operand operand = operand(item);
      if (left.type() != null && operand.type() != null) {
        compare(compare, left, operand, item);
      }
    }
  }

  private void compare(Compare compare, Operand left, Operand right, Expression item) {
    if (left.constant() != null && right.constant() != null) {
      fault(compare, "both sides are constants: the outcome is always the same");
      return;
    }
    switch (compare.operator()) {
      case EQUAL, SAME, UNEQUAL, IN -> checkEqual(compare, left, right, item);
      case LESS, AT_MOST, GREATER, AT_LEAST -> checkOrder(compare, left, right, item);
      case HAS -> checkWord(compare, left, right, item);
      case STARTS, ENDS, CONTAINS -> checkPart(compare, left, right, item);
    }
  }

  private void checkEqual(Compare compare, Operand left, Operand right, Expression item) {
    boolean sameType = left.type() == right.type();
    boolean numbers = left.counts() && right.counts();
    if (!sameType && !numbers) {
      mismatch(compare, left, right, item);
    } else if (right.constant() != null) {
      checkChoice(compare.operator(), left, right, item);
      checkSpelling(left, right, item, false);
    } else if (left.constant() != null) {
      checkChoice(compare.operator(), right, left, compare.left());
      checkSpelling(right, left, compare.left(), false);
    }
  }

  private void checkOrder(Compare compare, Operand left, Operand right, Expression item) {
    boolean numbers = left.counts() && right.counts();
    boolean releases = left.is(FactType.RELEASE) && right.is(FactType.RELEASE);
    if (numbers || releases) {
      return;
    }
    for (Operand operand : List.of(left, right)) {
      if (operand.constant() == null && !operand.counts() && !operand.is(FactType.RELEASE)) {
        fault(
            compare,
            "'" + compare.operator().sign + "' compares numbers and releases; " + isA(operand));
        return;
      }
    }
    mismatch(compare, left, right, item);
  }

  private void checkWord(Compare compare, Operand left, Operand right, Expression item) {
    if (!left.is(FactType.WORDS) && !left.is(FactType.TEXT)) {
      fault(compare, "'has' looks for a word in a list; " + isA(left));
    } else if (!right.is(FactType.TEXT)) {
      fault(item, "'has' looks for a word; " + isA(right) + quoted(right));
    } else if (right.constant() != null && right.constant().shown().matches(".*[ ,].+")) {
      fault(item, "'has' looks for one word, and " + right.shown() + " is several");
    } else if (right.constant() != null) {
      checkChoice(Operator.EQUAL, left, right, item);
      checkSpelling(left, right, item, true);
    }
  }

  private void checkPart(Compare compare, Operand left, Operand right, Expression item) {
    String sign = "'" + compare.operator().sign + "'";
    if (!left.is(FactType.TEXT)) {
      String meant = left.is(FactType.WORDS) ? "; 'has' looks for a word in a list" : "";
      fault(compare, sign + " looks into a text; " + isA(left) + meant);
    } else if (!right.is(FactType.TEXT)) {
      fault(item, sign + " looks for a text; " + isA(right) + quoted(right));
    } else if (right.constant() != null) {
      checkChoice(compare.operator(), left, right, item);
    }
  }

  /** That one of the words that something can be makes the comparison hold. */
  private void checkChoice(Operator operator, Operand operand, Operand constant, Expression at) {
    Fact wanted = constant.constant();
    if (operand.choices().isEmpty() || wanted == null || wanted.shown().isEmpty()) {
      return;
    }
    Operator sign =
        operator == Operator.IN || operator == Operator.UNEQUAL ? Operator.EQUAL : operator;
    for (String choice : operand.choices()) {
      if (Evaluation.compare(sign, Fact.of(choice), wanted)) {
        return;
      }
    }
    fault(
        at,
        operand.shown()
            + (operand.is(FactType.WORDS) ? " never has " : " is never ")
            + constant.shown()
            + Suggestion.of(wanted.shown(), operand.choices()));
  }

  /** That what is compared with a parameter is no misspelt word of it. */
  private void checkSpelling(Operand operand, Operand constant, Expression at, boolean inList) {
    String name = operand.shown();
    Fact word = constant.constant();
    String near =
        name.startsWith("$") && word != null
            ? names.parameters().nearWord(name.substring(1), word.shown(), inList)
            : null;
    if (near != null) {
      String meant = " (did you mean '" + near + "'?)";
      fault(at, "no value of " + name + " is " + constant.shown() + meant);
    }
  }

  /** Two sides of different types. */
  private void mismatch(Compare compare, Operand left, Operand right, Expression item) {
    boolean swapped = left.constant() != null;
    Operand tested = swapped ? right : left;
    Operand other = swapped ? left : right;
    fault(
        swapped ? compare.left() : item,
        isA(tested) + ", " + other.shown() + " " + other.typeInWords() + instead(tested, other));
  }

  /** What to write in the place of a constant of the wrong type. */
  private static String instead(Operand tested, Operand other) {
    Fact constant = other.constant();
    if (constant == null || tested.type() == null) {
      return "";
    }
    String text = constant.shown();
    return switch (tested.type()) {
      case RELEASE ->
          constant instanceof Fact.Whole
              ? "; write " + text + ".0"
              : PostfixVersion.parse(text) == null ? "" : "; write " + text + " without quotes";
      case NUMBER ->
          constant instanceof Fact.Text && text.matches("[0-9]{1,18}")
              ? "; write " + text + " without quotes"
              : "";
      case TEXT -> "; write '" + text + "'";
      case TRUTH -> "; write " + tested.shown() + " or not " + tested.shown();
      case WORDS -> "; write " + tested.shown() + " has '" + text + "'";
    };
  }

  private static String quoted(Operand constant) {
    Fact fact = constant.constant();
    return fact == null ? "" : "; write '" + fact.shown() + "'";
  }

  private static String isA(Operand operand) {
    return operand.shown() + " is " + operand.typeInWords();
  }

  private void fault(Expression at, String message) {
    faults.add(text.offset(at), message);
  }
}
