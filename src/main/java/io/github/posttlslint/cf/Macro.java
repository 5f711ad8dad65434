package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with its {@code $name} expressions taken apart (postconf(5), "DESCRIPTION").
 *
 * <p>Positions count from the start of the text that was parsed, also inside nested expressions.
 *
 * @param parts the parts in order
 */
public record Macro(List<Part> parts) {

  /** A piece of the value. */
  public sealed interface Part permits Literal, Dollar, Expression, Opaque, Broken {
    /** Position of the first character. */
    int from();

    /** Position after the last character. */
    int to();
  }

  /** Text that stands for itself. */
  public record Literal(String text, int from, int to) implements Part {}

  /** {@code $$}, which stands for {@code $}. */
  public record Dollar(int from, int to) implements Part {}

  /** Something that is not known before a template is filled in. */
  public record Opaque(int from, int to) implements Part {}

  /**
   * {@code $name}, {@code ${...}} or {@code $(...)}.
   *
   * <p>With neither branch it stands for the value of its subject.
   *
   * @param subject what is looked up or worked out
   * @param whenSet the text for a subject that is not empty, or null
   * @param whenEmpty the text for a subject that is empty or undefined, or null
   * @param trailing an error that Postfix finds after it has used the branches, or null
   */
  public record Expression(
      Subject subject,
      @Nullable Branch whenSet,
      @Nullable Branch whenEmpty,
      @Nullable Broken trailing,
      int from,
      int to)
      implements Part {

    /** Whether it stands for the value of its subject. */
    public boolean isPlain() {
      return whenSet == null && whenEmpty == null;
    }
  }

  /** A branch of an expression. */
  public record Branch(Macro text) {}

  /** What an expression is about. */
  public sealed interface Subject permits Name, Comparison, Function {}

  /** The name of a parameter; it can be empty. */
  public record Name(String name, int from, int to) implements Subject {}

  /**
   * {@code {left} operator {right}}.
   *
   * @param level whether the operator has the suffix {@code level}
   */
  public record Comparison(Macro left, Operator operator, boolean level, Macro right)
      implements Subject {}

  /** A call such as {@code domain_to_ascii{text}}. */
  public record Function(String name, Macro argument) implements Subject {}

  /** The operators of comparisons. */
  public enum Operator {
    EQUAL(false, true, false),
    NOT_EQUAL(true, false, true),
    LESS(true, false, false),
    LESS_OR_EQUAL(true, true, false),
    GREATER_OR_EQUAL(false, true, true),
    GREATER(false, false, true);

    private final boolean ofLess;
    private final boolean ofSame;
    private final boolean ofMore;

    Operator(boolean ofLess, boolean ofSame, boolean ofMore) {
      this.ofLess = ofLess;
      this.ofSame = ofSame;
      this.ofMore = ofMore;
    }

    /** What the operator makes of a number that is less than, equal to or greater than zero. */
    public boolean holds(int order) {
      return order == 0 ? ofSame : order < 0 ? ofLess : ofMore;
    }
  }

  /** What Postfix cannot read; {@code detail} is its own message about that. */
  public record Broken(Kind kind, String detail, int from, int to) implements Part {

    /** What is wrong. */
    public enum Kind {
      /** An opening bracket after the dollar without its closing one. */
      TRUNCATED,
      /** {@code $} before something that is no name. */
      EMPTY_NAME,
      /** A character in a name that cannot be there. */
      NAME_SYNTAX,
      /** Something other than an operator after the first operand. */
      OPERATOR_EXPECTED,
      /** An operator's suffix that is not {@code level}. */
      BAD_OPERATOR_SUFFIX,
      /** Something other than an opening brace after an operator. */
      OPERAND_EXPECTED,
      /** Something other than {@code ?} or {@code :} after a comparison. */
      CONDITION_EXPECTED,
      /** Something other than {@code :} after <code>{text}</code>. */
      COLON_EXPECTED,
      /** Text after the last <code>{text}</code>. */
      UNEXPECTED_INPUT,
      /** An opening brace without a closing one. */
      UNBALANCED,
      /** A function that Postfix does not have. */
      UNKNOWN_FUNCTION,
      /** More than a hundred expressions inside each other: usually one that refers to itself. */
      NESTING,
      /** An operand of a {@code level} comparison that is no compatibility level. */
      BAD_LEVEL,
      /** An operand with more digits than a number can have. */
      BAD_NUMBER,
      /** The result is larger than what this program is willing to work out. */
      TOO_LARGE
    }
  }

  /** Takes a value apart. */
  public static Macro parse(String text, Grammar grammar) {
    return new MacroParser(text, grammar).parse();
  }

  /**
   * All names in the value, in all branches and operands, in the order of the text: what {@code
   * postconf} counts as used.
   */
  public List<Name> names() {
    List<Name> names = new ArrayList<>();
    collect(names, new ArrayList<>());
    return names;
  }

  /** All errors in the value, also in branches that are not taken, in the order of the text. */
  public List<Broken> problems() {
    List<Broken> problems = new ArrayList<>();
    collect(new ArrayList<>(), problems);
    return problems;
  }

  private void collect(List<Name> names, List<Broken> problems) {
    for (Part part : parts) {
      if (part instanceof Broken broken) {
        problems.add(broken);
      } else if (part instanceof Expression expression) {
        collect(expression, names, problems);
      }
    }
  }

  private static void collect(Expression expression, List<Name> names, List<Broken> problems) {
    Subject subject = expression.subject();
    if (subject instanceof Name name) {
      names.add(name);
    } else if (subject instanceof Comparison comparison) {
      comparison.left().collect(names, problems);
      comparison.right().collect(names, problems);
    } else if (subject instanceof Function function) {
      function.argument().collect(names, problems);
    }
    if (expression.whenSet() != null) {
      expression.whenSet().text().collect(names, problems);
    }
    if (expression.whenEmpty() != null) {
      expression.whenEmpty().text().collect(names, problems);
    }
    if (expression.trailing() != null) {
      problems.add(expression.trailing());
    }
  }
}
