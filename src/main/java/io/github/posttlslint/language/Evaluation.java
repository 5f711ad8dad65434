package io.github.posttlslint.language;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.MasterCf;
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
import io.github.posttlslint.language.Fact.Absent;
import io.github.posttlslint.language.Fact.Release;
import io.github.posttlslint.language.Fact.Text;
import io.github.posttlslint.language.Fact.Unknown;
import io.github.posttlslint.language.Fact.Whole;
import io.github.posttlslint.language.Fact.Words;
import io.github.posttlslint.language.Fact.YesNo;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of conditions about one setup: Kleene's logic of three values. "Cannot tell" and
 * false is false, "cannot tell" or true is true; else it stays "cannot tell".
 */
public final class Evaluation {

  private static final Doubt PATCH_LEVEL = Doubt.of("it depends on the patch level of Postfix");

  private static final Doubt CONDITIONAL = Doubt.of("a template may leave a service out");
  private static final Doubt MORE_SERVICES = Doubt.of("a template may add services");

  private final Subjects subjects;
  private final Kind<Service> services;

  /**
   * Makes an evaluation.
   *
   * @param subjects the subjects of the setup, as far as they are known
   * @param services the kind that conditions on some service ask
   */
  public Evaluation(Subjects subjects, Kind<Service> services) {
    this.subjects = subjects;
    this.services = services;
  }

  /** Evaluates to a {@link YesNo}, or to {@link Unknown} where it cannot be told. */
  public Fact holds(Expression expression, Subject<?> subject) {
    Fact fact = evaluate(expression, subject);
    return fact instanceof YesNo || fact instanceof Unknown ? fact : Fact.of(fact.isTrue());
  }

  private Fact evaluate(Expression expression, Subject<?> subject) {
    if (expression instanceof Compare c) { // the most frequent ones first
      return compare(c, subject);
    } else if (expression instanceof FactOf f) {
      return fact(subject, f.name());
    } else if (expression instanceof Constant c) {
      return c.fact();
    } else if (expression instanceof And a) {
      return decide(a.items(), false, subject);
    } else if (expression instanceof ParameterValue p) {
      return parameter(subject, p.name());
    } else if (expression instanceof Call c) {
      return call(c, subject);
    } else if (expression instanceof Or o) {
      return decide(o.items(), true, subject);
    } else if (expression instanceof Not n) {
      return negate(holds(n.item(), subject));
    } else if (expression instanceof SomeService s) {
      return someService(s.item(), subject);
    }
    throw new IllegalStateException("a list stands only after 'in'");
  }

  /** The effective value of a parameter as a fact. */
  static Fact parameter(Subject<?> subject, String name) {
    Value value = subject.thing().value(name);
    return Fact.of(value.known());
  }

  /** A fact of the subject. */
  static Fact fact(Subject<?> subject, String name) {
    Fact fact = subject.fact(name);
    if (fact == null) {
      throw new IllegalStateException("no fact '" + name + "'"); // rules are checked when read
    }
    return fact;
  }

  private static Fact negate(Fact fact) {
    return fact instanceof YesNo t ? Fact.of(!t.truth()) : fact;
  }

  /** Whether all items hold or one does: the first with the decisive outcome decides. */
  private Fact decide(List<Expression> items, boolean decisive, Subject<?> subject) {
    Fact unknown = null;
    for (int i = 0; i < items.size(); i++) { // an iterator for each condition costs a tenth
      Fact fact = holds(items.get(i), subject);
      if (fact instanceof Unknown) {
        unknown = unknown == null ? fact : unknown;
      } else if (fact.isTrue() == decisive) {
        return fact;
      }
    }
    return unknown == null ? Fact.of(!decisive) : unknown;
  }

  private Fact someService(Expression item, Subject<?> subject) {
    Fact unknown = null;
    for (Service service : subject.thing().setup().services()) {
      Fact fact = holds(item, subjects.of(services, service));
      if (fact instanceof Unknown) {
        unknown = unknown == null ? fact : unknown;
      } else if (fact.isTrue()) {
        if (!service.entry().conditional()) {
          return Facts.TRUE;
        }
        unknown = Fact.unknown(CONDITIONAL);
      }
    }
    MasterCf master = subject.thing().setup().master();
    if (unknown == null && master != null && master.openEnded()) {
      return Fact.unknown(MORE_SERVICES);
    }
    return unknown == null ? Facts.FALSE : unknown;
  }

  private Fact call(Call call, Subject<?> subject) {
    Expression argument = call.argument();
    if (call.function() == Expression.Function.SET) {
      if (!(argument instanceof ParameterValue parameter)) {
        throw new IllegalStateException("set() without parameter");
      }
      Thing thing = subject.thing();
      return thing.setup().isOfOtherReleases(parameter.name())
          ? Facts.FALSE
          : isSet(thing.value(parameter.name()));
    }
    Fact fact = evaluate(argument, subject);
    if (call.function() == Expression.Function.KNOWN) {
      return Fact.of(!(fact instanceof Unknown));
    }
    if (fact instanceof Unknown) {
      return fact;
    }
    return switch (call.function()) {
      case SIZE -> Fact.of(fact instanceof Words w ? w.words().size() : fact.shown().length());
      case FIRST -> {
        List<String> words = words(fact);
        yield words.isEmpty() ? Facts.ABSENT : Fact.of(words.get(0));
      }
      default -> throw new IllegalStateException(call.function().word);
    };
  }

  private static Fact isSet(Value value) {
    Doubt doubt = value.known().doubt();
    if (value.isExplicit()) {
      return doubt != null && value.isHidden(Resolver.CONDITIONAL)
          ? Fact.unknown(doubt)
          : Facts.TRUE;
    }
    return doubt == null || Resolver.isOfDefault(value) ? Facts.FALSE : Fact.unknown(doubt);
  }

  private Fact compare(Compare compare, Subject<?> subject) {
    Fact left = evaluate(compare.left(), subject);
    if (compare.right() instanceof ListOf list) {
      String parameter = compare.left() instanceof ParameterValue p ? p.name() : null;
      return in(parameter, left, list, subject);
    }
    Fact right = evaluate(compare.right(), subject);
    if (left instanceof Unknown) {
      return right instanceof Text text && compare.left() instanceof ParameterValue parameter
          ? compareHidden(compare.operator(), parameter.name(), left, text.text(), subject)
          : left;
    }
    if (right instanceof Unknown) {
      return right;
    }
    return isOfAnyPatchLevel(compare.operator(), left, right)
        ? Fact.unknown(PATCH_LEVEL)
        : Fact.of(compare(compare.operator(), left, right));
  }

  /** Of a hidden value, too, a part may be known that decides. */
  private static Fact compareHidden(
      Operator operator, String parameter, Fact unknown, String text, Subject<?> subject) {
    Value value = subject.thing().value(parameter);
    if (value.shown().isEmpty()) {
      return unknown;
    }
    Doubt doubt = value.known().doubt();
    return doubt == null
        ? unknown
        : new PartlyKnown(value, doubt)
            .compare(operator, text)
            .fold(() -> Facts.TRUE, () -> Facts.FALSE, why -> unknown);
  }

  /** Whether a comparison of releases holds for some patch levels of the left one only. */
  private static boolean isOfAnyPatchLevel(Operator operator, Fact left, Fact right) {
    return left instanceof Release l
        && right instanceof Release r
        && !l.release().hasPatch()
        && r.release().hasPatch()
        && r.release().patch() > 0
        && l.release().equals(r.release().release())
        && operator != Operator.SAME;
  }

  /** No list has a hidden value where none of its words fits to what is seen of it. */
  private Fact inHidden(String parameter, Fact unknown, ListOf list, Subject<?> subject) {
    for (Expression item : list.items()) {
      Fact right = evaluate(item, subject);
      if (!(right instanceof Text text)
          || compareHidden(Operator.EQUAL, parameter, unknown, text.text(), subject)
              instanceof Unknown) {
        return unknown;
      }
    }
    return Facts.FALSE;
  }

  private Fact in(@Nullable String parameter, Fact left, ListOf list, Subject<?> subject) {
    if (left instanceof Unknown) {
      return parameter == null ? left : inHidden(parameter, left, list, subject);
    }
    Fact unknown = null;
    List<Expression> items = list.items();
    for (int i = 0; i < items.size(); i++) {
      Fact right = evaluate(items.get(i), subject);
      if (right instanceof Unknown) {
        unknown = right;
      } else if (equal(left, right)) {
        return Facts.TRUE;
      }
    }
    return unknown == null ? Facts.FALSE : unknown;
  }

  /** Whether a comparison holds of two facts that are known. */
  static boolean compare(Operator operator, Fact left, Fact right) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case SAME -> left.equals(right);
      case UNEQUAL -> !equal(left, right);
      case LESS, AT_MOST, GREATER, AT_LEAST -> ordered(operator, left, right);
      case HAS -> hasWord(words(left), right.shown());
      case STARTS -> startsIgnoringCase(left.shown(), 0, right.shown());
      case ENDS ->
          startsIgnoringCase(
              left.shown(), left.shown().length() - right.shown().length(), right.shown());
      case CONTAINS -> containsIgnoringCase(left.shown(), right.shown());
      case IN -> throw new IllegalStateException("'in' takes a list");
    };
  }

  private static boolean equal(Fact left, Fact right) {
    if (left instanceof Text l && right instanceof Text r) {
      return l.text().equalsIgnoreCase(r.text());
    }
    if (left instanceof Absent || right instanceof Absent) {
      return left instanceof Absent && right instanceof Absent;
    }
    if (left instanceof Release l && right instanceof Release r) {
      return compare(l.release(), r.release()) == 0;
    }
    if (left instanceof YesNo l && right instanceof YesNo r) {
      return l.truth() == r.truth();
    }
    return left.shown().equalsIgnoreCase(right.shown());
  }

  private static boolean ordered(Operator operator, Fact left, Fact right) {
    Integer order = order(left, right);
    return order != null
        && switch (operator) {
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case GREATER -> order > 0;
          default -> order >= 0;
        };
  }

  /** 3.6.2 is 3.6: patch levels count only where the right side names one. */
  private static int compare(PostfixVersion left, PostfixVersion right) {
    return (right.hasPatch() ? left : left.release()).compareTo(right);
  }

  private static @Nullable Integer order(Fact left, Fact right) {
    if (left instanceof Release l && right instanceof Release r) {
      return compare(l.release(), r.release());
    }
    Long l = number(left);
    Long r = number(right);
    return l == null || r == null ? null : Long.compare(l, r);
  }

  private static @Nullable Long number(Fact fact) {
    if (fact instanceof Whole n) {
      return n.number();
    }
    String text = fact.shown();
    if (text.isEmpty() || text.length() > 18) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.parseLong(text);
  }

  private static List<String> words(Fact fact) {
    if (fact instanceof Words w) {
      return w.words();
    }
    return ListText.words(fact.shown());
  }

  private static boolean hasWord(List<String> words, String wanted) {
    for (String word : words) {
      if (word.equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsIgnoringCase(String text, int from, String start) {
    return from >= 0 && text.regionMatches(true, from, start, 0, start.length());
  }

  private static boolean containsIgnoringCase(String text, String part) {
    for (int i = 0; i + part.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }
}
