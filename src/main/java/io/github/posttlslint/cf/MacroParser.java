package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Macro.Branch;
import io.github.posttlslint.cf.Macro.Broken;
import io.github.posttlslint.cf.Macro.Comparison;
import io.github.posttlslint.cf.Macro.Expression;
import io.github.posttlslint.cf.Macro.Function;
import io.github.posttlslint.cf.Macro.Name;
import io.github.posttlslint.cf.Macro.Operator;
import io.github.posttlslint.cf.Macro.Part;
import io.github.posttlslint.cf.Macro.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $name} expressions as Postfix's {@code mac_parse()} and {@code mac_expand()} do.
 *
 * <p>Where Postfix copies a part of the text and reads the copy, this reads a stretch of the text.
 */
final class MacroParser {

  /** Postfix gives up at this many expressions inside each other. */
  static final int DEPTH_LIMIT = 100;

  /** As Postfix's message has it, with quotes too many. */
  private static final String OPERATORS =
      "\"==\" or \"!=\"\" or \"<\"\" or \"<=\"\" or \">=\"\" or \">\"";

  private final String text;
  private final Grammar grammar;
  private int depth;

  MacroParser(String text, Grammar grammar) {
    this.text = text;
    this.grammar = grammar;
  }

  Macro parse() {
    return parse(0, text.length());
  }

  /** Outer syntax: text, {@code $$}, {@code $name}, {@code ${...}}, {@code $(...)}. */
  private Macro parse(int from, int to) {
    if (depth > DEPTH_LIMIT && from < to) {
      String message = "unreasonable macro call nesting: \"" + text.substring(from, to) + "\"";
      return new Macro(List.of(new Broken(Broken.Kind.NESTING, message, from, to)));
    }
    depth++;
    List<Part> parts = new ArrayList<>(2);
    int i = from;
    boolean broken = false;
    while (i < to && !broken) {
      Part part = part(i, to, from);
      parts.add(part);
      broken = part instanceof Broken b && endsParsing(b.kind());
      i = part.to();
    }
    depth--;
    return new Macro(List.copyOf(parts));
  }

  private static boolean endsParsing(Broken.Kind kind) {
    return kind == Broken.Kind.TRUNCATED || kind == Broken.Kind.EMPTY_NAME;
  }

  private Part part(int at, int to, int from) {
    char c = text.charAt(at);
    if (c == LogicalText.OPAQUE) {
      return new Macro.Opaque(at, at + 1);
    }
    if (c != '$') {
      int end = at;
      while (end < to && text.charAt(end) != '$' && text.charAt(end) != LogicalText.OPAQUE) {
        end++;
      }
      return new Macro.Literal(text.substring(at, end), at, end);
    }
    char next = at + 1 < to ? text.charAt(at + 1) : '\0';
    return switch (next) {
      case '$' -> new Macro.Dollar(at, at + 2);
      case '{' -> bracketed(at, to, from, '{', '}');
      case '(' -> bracketed(at, to, from, '(', ')');
      default -> bareName(at, to, from);
    };
  }

  private Part bareName(int at, int to, int from) {
    int end = at + 1;
    while (end < to && Chars.isName(text.charAt(end))) {
      end++;
    }
    if (end < to && text.charAt(end) == LogicalText.OPAQUE) {
      return new Macro.Opaque(at, end + 1);
    }
    if (end == at + 1) {
      return emptyName(at, to, from);
    }
    Name name = new Name(text.substring(at + 1, end), at + 1, end);
    return new Expression(name, null, null, null, at, end);
  }

  private Part bracketed(int at, int to, int from, char open, char close) {
    int end = Braces.endOf(text, at + 2, to, open, close);
    if (end < 0) {
      String message = "truncated macro reference: \"" + text.substring(from, to) + "\"";
      return new Broken(Broken.Kind.TRUNCATED, message, at, to);
    }
    if (end == at + 2) {
      return emptyName(at, to, from);
    }
    return grammar == Grammar.V2 ? oldBody(at, at + 2, end) : new Body(at, at + 2, end).read();
  }

  private Broken emptyName(int at, int to, int from) {
    String message = "empty macro name: \"" + text.substring(from, to) + "\"";
    return new Broken(Broken.Kind.EMPTY_NAME, message, at, Math.min(to, at + 2));
  }

  /** {@code name}, {@code name?text} or {@code name:text}, without white space. */
  private Part oldBody(int at, int from, int to) {
    int end = from;
    while (end < to && Chars.isName(text.charAt(end))) {
      end++;
    }
    Name name = new Name(text.substring(from, end), from, end);
    if (end == to) {
      return new Expression(name, null, null, null, at, to + 1);
    }
    char c = text.charAt(end);
    if (c == '?' || c == ':') {
      Branch branch = new Branch(parse(end + 1, to));
      return new Expression(
          name, c == '?' ? branch : null, c == ':' ? branch : null, null, at, to + 1);
    }
    if (c == LogicalText.OPAQUE) {
      return new Macro.Opaque(at, to + 1);
    }
    String message = "macro name syntax error: \"" + text.substring(from, to) + "\"";
    return new Broken(Broken.Kind.NAME_SYNTAX, message, at, to + 1);
  }

  /** What is between the brackets of an expression, as of Postfix 3.0. */
  private final class Body {
    private final int at;
    private final int start;
    private final int end;
    private int position;
    private @Nullable Broken error;
    private boolean opaque;
    private int groupFrom;
    private int groupTo;

    Body(int at, int from, int to) {
      this.at = at;
      this.start = from;
      this.end = to;
      this.position = from;
    }

    Part read() {
      int afterBlanks = skipBlanks(position);
      boolean comparison = afterBlanks < end && text.charAt(afterBlanks) == '{';
      Subject subject = comparison ? comparison(afterBlanks) : name(afterBlanks);
      if (opaque) {
        return new Macro.Opaque(at, end + 1);
      }
      if (subject == null || error != null) {
        return error != null ? error : broken(Broken.Kind.NAME_SYNTAX, "");
      }
      return branches(subject);
    }

    private Expression branches(Subject subject) {
      Branch whenSet = null;
      Branch whenEmpty = null;
      int next = position < end ? text.charAt(position) : 0;
      if (next == '?') {
        position++;
        whenSet = branch();
        next = error == null && position < end ? text.charAt(position) : 0;
        if (next != 0 && next != ':') {
          broken(Broken.Kind.COLON_EXPECTED, "\":\" expected at: " + afterGroup());
          next = 0;
        }
      } else if (next != 0 && next != ':') {
        String seen = "\"...}>>>" + atMost20(position) + "\"";
        broken(Broken.Kind.CONDITION_EXPECTED, "\"?\" or \":\" expected at: " + seen);
        next = 0;
      }
      if (next == ':') {
        position++;
        whenEmpty = branch();
        if (error == null && position < end) {
          broken(Broken.Kind.UNEXPECTED_INPUT, "unexpected input at: " + afterGroup());
        }
      }
      return new Expression(subject, whenSet, whenEmpty, error, at, end + 1);
    }

    /** {@code {text}} and the white space around it, or all that is left. */
    private @Nullable Branch branch() {
      int afterBlanks = skipBlanks(position);
      if (afterBlanks < end && text.charAt(afterBlanks) == '{') {
        return group(afterBlanks) ? new Branch(parse(groupFrom, groupTo)) : null;
      }
      int from = position;
      position = end;
      return new Branch(parse(from, end));
    }

    /** Reads {@code {text}} and the white space after it. */
    private boolean group(int brace) {
      int close = Braces.endOf(text, brace + 1, end, '{', '}');
      if (close < 0) {
        String rest = text.substring(brace, end);
        broken(Broken.Kind.UNBALANCED, "unbalanced {} in attribute expression: \"" + rest + "\"");
        return false;
      }
      groupFrom = brace + 1;
      groupTo = close;
      position = skipBlanks(close + 1);
      return true;
    }

    private @Nullable Subject name(int from) {
      int nameEnd = from;
      while (nameEnd < end && Chars.isName(text.charAt(nameEnd))) {
        nameEnd++;
      }
      position = skipBlanks(nameEnd);
      char next = position < end ? text.charAt(position) : '\0';
      if (position == end || next == '?' || next == ':') {
        return new Name(text.substring(from, nameEnd), from, nameEnd);
      }
      if (next == LogicalText.OPAQUE) {
        opaque = true;
        return null;
      }
      if (next == '{' && nameEnd > from && grammar == Grammar.V3_11) {
        return function(from, nameEnd);
      }
      String seen = "\"..." + text.substring(start, nameEnd) + ">>>" + atMost20(nameEnd) + "\"";
      broken(Broken.Kind.NAME_SYNTAX, "attribute name syntax error at: " + seen);
      return null;
    }

    private @Nullable Subject function(int from, int nameEnd) {
      String name = text.substring(from, nameEnd);
      if (!name.equals("domain_to_ascii") && !name.equals("domain_to_utf8")) {
        String seen = "\"..." + text.substring(start, from) + ">>>" + atMost20(from) + "\"";
        broken(Broken.Kind.UNKNOWN_FUNCTION, "unknown function \"" + name + "\" at" + seen);
        return null;
      }
      return group(position) ? new Function(name, parse(groupFrom, groupTo)) : null;
    }

    private @Nullable Subject comparison(int brace) {
      if (!group(brace)) {
        return null;
      }
      int leftFrom = groupFrom;
      int leftTo = groupTo;
      int operatorFrom = position;
      while (position < end && "<>!=?+-*/~&|%".indexOf(text.charAt(position)) >= 0) {
        position++;
      }
      int operatorTo = position;
      Operator operator = operator(text.substring(operatorFrom, operatorTo));
      if (operator == null) {
        if (operatorFrom < end && text.charAt(operatorFrom) == LogicalText.OPAQUE) {
          opaque = true;
          return null;
        }
        String seen = text.substring(leftFrom, leftTo) + "}>>>" + atMost20(operatorFrom) + "\"";
        broken(Broken.Kind.OPERATOR_EXPECTED, OPERATORS + " expected at: \"..." + seen);
        return null;
      }
      boolean level = suffix(operatorFrom, operatorTo);
      if (error != null) {
        return null;
      }
      int afterBlanks = skipBlanks(position);
      if (afterBlanks == end || text.charAt(afterBlanks) != '{') {
        return missingOperand(leftFrom, leftTo, operatorFrom, operatorTo);
      }
      if (!group(afterBlanks)) {
        return null;
      }
      int rightFrom = groupFrom;
      int rightTo = groupTo;
      return new Comparison(parse(leftFrom, leftTo), operator, level, parse(rightFrom, rightTo));
    }

    private @Nullable Subject missingOperand(
        int leftFrom, int leftTo, int operatorFrom, int operatorTo) {
      if (position < end && text.charAt(position) == LogicalText.OPAQUE) {
        opaque = true;
        return null;
      }
      String left = "{" + text.substring(leftFrom, leftTo) + "} ";
      String seen = left + text.substring(operatorFrom, operatorTo) + ">>>" + atMost20(position);
      broken(Broken.Kind.OPERAND_EXPECTED, "\"{expression}\" expected at: \"..." + seen + "\"");
      return null;
    }

    /** Reads an operator's suffix, as of Postfix 3.6. */
    private boolean suffix(int operatorFrom, int operatorTo) {
      if (grammar.compareTo(Grammar.V3_6) < 0) {
        return false;
      }
      while (position < end && Chars.isAlphanumeric(text.charAt(position))) {
        position++;
      }
      String suffix = text.substring(operatorTo, position);
      if (suffix.isEmpty() || suffix.equals("level")) {
        return !suffix.isEmpty();
      }
      String seen = text.substring(operatorFrom, operatorTo) + ">>>" + suffix + "\"";
      broken(Broken.Kind.BAD_OPERATOR_SUFFIX, "bad operator suffix at: \"..." + seen);
      return false;
    }

    private static @Nullable Operator operator(String sign) {
      return switch (sign) {
        case "==" -> Operator.EQUAL;
        case "!=" -> Operator.NOT_EQUAL;
        case "<" -> Operator.LESS;
        case "<=" -> Operator.LESS_OR_EQUAL;
        case ">=" -> Operator.GREATER_OR_EQUAL;
        case ">" -> Operator.GREATER;
        default -> null;
      };
    }

    private String afterGroup() {
      String group = text.substring(groupFrom, groupTo);
      return "\"..." + group + "}>>>" + atMost20(position) + "\"";
    }

    private String atMost20(int from) {
      return text.substring(from, Math.min(end, from + 20));
    }

    private Broken broken(Broken.Kind kind, String message) {
      Broken broken = new Broken(kind, message, at, end + 1);
      error = broken;
      return broken;
    }

    private int skipBlanks(int from) {
      int i = from;
      while (i < end && Chars.isBlank(text.charAt(i))) {
        i++;
      }
      return i;
    }
  }
}
