package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Macro.Branch;
import io.github.posttlslint.cf.Macro.Broken;
import io.github.posttlslint.cf.Macro.Comparison;
import io.github.posttlslint.cf.Macro.Expression;
import io.github.posttlslint.cf.Macro.Function;
import io.github.posttlslint.cf.Macro.Name;
import io.github.posttlslint.cf.Macro.Part;
import io.github.posttlslint.cf.Macro.Subject;
import io.github.posttlslint.input.Limits;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expands {@code $name} expressions, and those in the values that they stand for, as Postfix's
 * {@code mac_expand()} does when a program reads a parameter.
 *
 * <p>Text that is not known is {@link LogicalText#OPAQUE} in the result; what is before it and
 * after it is known all the same.
 */
public final class MacroExpander {

  private final Grammar grammar;
  private final Lookup lookup;
  private final Set<String> used = new LinkedHashSet<>();
  private StringBuilder out = new StringBuilder();
  private @Nullable Broken error;
  private int steps;
  private int nesting;

  private MacroExpander(Grammar grammar, Lookup lookup) {
    this.grammar = grammar;
    this.lookup = lookup;
  }

  /** Tells the values of names. */
  public interface Lookup {
    /**
     * The value of a parameter, not expanded.
     *
     * @return null if the name is not defined; {@link LogicalText#OPAQUE} in the text for what is
     *     not known
     */
    @Nullable String value(String name);
  }

  /**
   * What a value expands to.
   *
   * @param text the result; unknown pieces are {@link LogicalText#OPAQUE}
   * @param error what makes the program that reads the value stop, or null
   * @param used the names that were looked up, in order
   * @param steps how much work it was: expressions, and sixteens of characters
   */
  public record Result(String text, @Nullable Broken error, Set<String> used, int steps) {}

  /** Expands a value. */
  public static Result expand(String value, Grammar grammar, Lookup lookup) {
    if (value.indexOf('$') < 0) {
      return new Result(value, null, Set.of(), 0);
    }
    return expand(Macro.parse(value, grammar), grammar, lookup);
  }

  /** Expands a value that has been taken apart with the same grammar. */
  public static Result expand(Macro macro, Grammar grammar, Lookup lookup) {
    MacroExpander expander = new MacroExpander(grammar, lookup);
    expander.run(macro, 0);
    int steps = expander.steps + expander.out.length() / 16;
    return new Result(expander.out.toString(), expander.error, expander.used, steps);
  }

  private void run(Macro macro, int level) {
    nesting++;
    for (Part part : macro.parts()) {
      if (part instanceof Broken broken) {
        // 2.x forgets these two unless they are in the outermost value
        if (grammar != Grammar.V2 || level == 0 || broken.kind() == Broken.Kind.NAME_SYNTAX) {
          fail(broken);
        }
      } else if (level > MacroParser.DEPTH_LIMIT) {
        fail(nestingError(part));
      } else if (nesting > Limits.EXPANSION_DEPTH
          || ++steps > Limits.EXPANSION_STEPS
          || out.length() > Limits.EXPANSION_LENGTH) {
        fail(new Broken(Broken.Kind.TOO_LARGE, "", part.from(), part.to()));
      } else {
        expand(part, level);
      }
      if (error != null) {
        break;
      }
    }
    nesting--;
  }

  private void expand(Part part, int level) {
    if (part instanceof Macro.Literal literal) {
      out.append(literal.text());
    } else if (part instanceof Macro.Dollar) {
      out.append('$');
    } else if (part instanceof Macro.Opaque) {
      out.append(LogicalText.OPAQUE);
    } else if (part instanceof Expression expression) {
      expand(expression, level);
    }
  }

  private void expand(Expression expression, int level) {
    String value = value(expression.subject());
    if (error != null) {
      return;
    }
    if (expression.trailing() == null && expression.isPlain()) {
      expandValue(expression.subject(), value, level);
      return;
    }
    if (isEmpty(value)) {
      branch(expression.whenEmpty(), level);
    } else if (isSet(value)) {
      branch(expression.whenSet(), level);
    } else {
      eitherBranch(expression, level);
    }
    if (expression.trailing() != null) {
      fail(expression.trailing());
    }
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  /** Whether there is at least one character that is not opaque, for opaque text can be empty. */
  private static boolean isSet(@Nullable String value) {
    for (int i = 0; value != null && i < value.length(); i++) {
      if (value.charAt(i) != LogicalText.OPAQUE) {
        return true;
      }
    }
    return false;
  }

  private void expandValue(Subject subject, @Nullable String value, int level) {
    if (value != null && !value.isEmpty()) {
      steps += value.length() / 16;
      if (subject instanceof Name) {
        run(Macro.parse(value, grammar), level + 1);
      } else {
        out.append(value);
      }
    }
  }

  private void branch(@Nullable Branch branch, int level) {
    if (branch != null) {
      run(branch.text(), level + 1);
    }
  }

  /** Of a condition that is unknown, the result is known only if both branches give the same. */
  private void eitherBranch(Expression expression, int level) {
    String whenSet = apart(expression.whenSet(), level);
    String whenEmpty = apart(expression.whenEmpty(), level);
    if (whenSet != null && whenSet.equals(whenEmpty)) {
      out.append(whenSet);
    } else {
      out.append(LogicalText.OPAQUE);
    }
  }

  /** The text of a branch, or null if it has an error. */
  private @Nullable String apart(@Nullable Branch branch, int level) {
    StringBuilder saved = out;
    out = new StringBuilder();
    branch(branch, level);
    String text = error == null ? out.toString() : null;
    out = saved;
    if (error != null && error.kind() != Broken.Kind.TOO_LARGE) {
      error = null;
    }
    return text;
  }

  private @Nullable String value(Subject subject) {
    if (subject instanceof Name name) {
      used.add(name.name());
      return lookup.value(name.name());
    }
    if (subject instanceof Function function) {
      return domain(operand(function.argument()));
    }
    return comparison((Comparison) subject);
  }

  /** An operand is expanded on its own, with a count of levels of its own. */
  private String operand(Macro macro) {
    StringBuilder saved = out;
    out = new StringBuilder();
    run(macro, 0);
    String text = out.toString();
    out = saved;
    return text;
  }

  /** Domain names of plain ASCII are the same in both forms; of others the result is unknown. */
  private static String domain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !Chars.isDigit(c) && c != '-' && c != '.') {
        return String.valueOf(LogicalText.OPAQUE);
      }
    }
    return text.contains("xn--") ? String.valueOf(LogicalText.OPAQUE) : text;
  }

  private String comparison(Comparison comparison) {
    String left = operand(comparison.left());
    String right = error == null ? operand(comparison.right()) : "";
    if (error != null) {
      return "";
    }
    if (LogicalText.isOpaque(left) || LogicalText.isOpaque(right)) {
      return String.valueOf(LogicalText.OPAQUE);
    }
    int order = comparison.level() ? compareLevels(left, right) : compare(left, right);
    return error == null && comparison.operator().holds(order) ? "true" : "";
  }

  private int compare(String left, String right) {
    if (!Chars.allDigits(left) || !Chars.allDigits(right)) {
      return left.compareTo(right);
    }
    return Long.compare(number(left), number(right));
  }

  private long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      fail(new Broken(Broken.Kind.BAD_NUMBER, "mac_exp_eval: bad conversion: " + digits, 0, 0));
      return 0;
    }
  }

  private int compareLevels(String left, String right) {
    CompatibilityLevel a = level(left);
    CompatibilityLevel b = error == null ? level(right) : null;
    return a == null || b == null ? 0 : a.compareTo(b);
  }

  private @Nullable CompatibilityLevel level(String text) {
    CompatibilityLevel level = CompatibilityLevel.parse(text);
    if (level == null) {
      String message = "malformed compatibility level syntax: \"" + text + "\"";
      fail(new Broken(Broken.Kind.BAD_LEVEL, message, 0, 0));
    }
    return level;
  }

  private Broken nestingError(Part part) {
    String seen = part instanceof Macro.Literal literal ? literal.text() : "";
    if (part instanceof Expression expression && expression.subject() instanceof Name name) {
      seen = name.name();
    }
    String message = "unreasonable macro call nesting: \"" + seen + "\"";
    return new Broken(Broken.Kind.NESTING, message, part.from(), part.to());
  }

  private void fail(Broken broken) {
    if (error == null) {
      error = broken;
    }
  }
}
