package io.github.posttlslint.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalLines;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.table.KeyTest.Verdict;
import io.github.posttlslint.table.PatternProblem.Kind;
import io.github.posttlslint.table.PatternTable.Form;
import io.github.posttlslint.table.PatternTable.Rule;
import io.github.posttlslint.table.PatternTable.Statement;
import io.github.posttlslint.table.PatternTable.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a cidr, regexp or pcre table (dict_cidr.c, dict_regexp.c, dict_pcre.c). */
final class PatternReader {

  private static final KeyTest ALWAYS = key -> Verdict.YES;

  private final SourceText source;
  private final Form form;
  private final MatchSteps steps;
  private final List<Statement> statements = new ArrayList<>();
  private final List<PatternProblem> problems = new ArrayList<>();
  private final Deque<LogicalText> open = new ArrayDeque<>();

  /** Whether it is known which conditions Postfix accepts. */
  private boolean conditionsKnown = true;

  PatternReader(SourceText source, Form form, MatchSteps steps) {
    this.source = source;
    this.form = form;
    this.steps = steps;
  }

  PatternTable read() {
    boolean templated = false;
    LogicalLines lines = LogicalLines.read(source);
    for (SyntaxProblem problem : lines.problems()) {
      if (problem.kind() == SyntaxProblem.Kind.INDENTED_FIRST_LINE) {
        problems.add(new PatternProblem(Kind.INDENTED_FIRST_LINE, problem.span(), ""));
      }
    }
    for (LogicalLine logical : lines.lines()) {
      LogicalText line = logical.text().trim();
      if (logical.conditional() || line.isOpaque()) {
        templated = true;
      } else if (form == Form.CIDR) {
        readNetwork(line);
      } else {
        readExpression(line);
      }
    }
    for (LogicalText line : open) {
      problem(Kind.IF_WITHOUT_ENDIF, line, "");
    }
    if (templated || !conditionsKnown) {
      problems.removeIf(
          p -> p.kind() == Kind.IF_WITHOUT_ENDIF || p.kind() == Kind.ENDIF_WITHOUT_IF);
    }
    problems.sort(Comparator.comparingInt(p -> p.span().startLine()));
    return new PatternTable(source, form, statements, problems, templated);
  }

  private void problem(Kind kind, LogicalText where, String detail) {
    problems.add(new PatternProblem(kind, where.span(), detail));
  }

  /** Whether the line begins with a word of letters and not with another that it is part of. */
  private static boolean begins(String line, String word) {
    int end = word.length();
    return line.regionMatches(true, 0, word, 0, end)
        && (line.length() == end || !Chars.isAlphanumeric(line.charAt(end)));
  }

  private void addCondition(LogicalText line, KeyTest test) {
    open.push(line);
    statements.add(new Statement(Step.IF, test, null, null, null));
  }

  private void addEnd(LogicalText line) {
    if (open.isEmpty()) {
      problem(Kind.ENDIF_WITHOUT_IF, line, "");
    } else {
      open.pop();
      statements.add(new Statement(Step.ENDIF, ALWAYS, null, null, null));
    }
  }

  // --- networks --------------------------------------------------------------------------------

  private void readNetwork(LogicalText line) {
    String text = line.text();
    boolean condition = begins(text, "if");
    if (begins(text, "endif")) {
      LogicalText rest = line.slice(5).trim();
      if (rest.isEmpty()) {
        addEnd(line);
      } else {
        problem(Kind.TEXT_AFTER_CONDITION, rest, rest.text());
      }
      return;
    }
    LogicalText pattern = condition ? line.slice(2).trim() : line;
    int start = Expression.negations(pattern.text());
    boolean negated = Expression.isNegated(pattern.text(), start);
    int end = condition ? pattern.length() : wordEnd(pattern.text(), start);
    LogicalText result = pattern.slice(end).trim();
    LogicalText address = pattern.slice(start, end);
    if (address.isEmpty()) {
      problem(Kind.NO_PATTERN, line, "");
    } else if (!condition && result.isEmpty()) {
      problem(Kind.NO_RESULT, line, "");
    } else {
      NetworkTest test = network(address, negated);
      if (test != null && condition) {
        addCondition(line, test);
      } else if (test != null) {
        Rule rule = new Rule(line, pattern.slice(0, end), result, result.text());
        statements.add(new Statement(Step.RULE, test, null, rule, null));
      }
    }
  }

  private @Nullable NetworkTest network(LogicalText address, boolean negated) {
    String text = address.text();
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    String inside = close < 0 ? text : text.substring(1, close);
    String behind = close < 0 ? "" : text.substring(close + 1);
    int slash = behind.isEmpty() ? inside.indexOf('/') : -1;
    NetworkTest test = null;
    if (behind.startsWith("/")) {
      test = NetworkTest.of(inside, behind.substring(1), negated);
    } else if (behind.isEmpty() && slash >= 0) {
      test = NetworkTest.of(inside.substring(0, slash), inside.substring(slash + 1), negated);
    } else if (behind.isEmpty()) {
      test = NetworkTest.of(inside, null, negated);
    }
    if (test == null) {
      problem(Kind.BAD_ADDRESS, address, text);
    } else if (!test.isExact()) {
      problem(Kind.HOST_BITS, address, test.network());
      return null;
    }
    return test;
  }

  private static int wordEnd(String text, int from) {
    int i = from;
    while (i < text.length() && !Chars.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  // --- regular expressions ---------------------------------------------------------------------

  private void readExpression(LogicalText line) {
    String text = line.text();
    if (text.isEmpty()) {
      return; // a null byte ends the line, and here begins it
    }
    if (!Chars.isAlphanumeric(text.charAt(0))) {
      readRule(line);
    } else if (begins(text, "if")) {
      readCondition(line);
    } else if (begins(text, "endif")) {
      LogicalText rest = line.slice(5).trim();
      if (!rest.isEmpty() && !open.isEmpty()) {
        problem(Kind.TEXT_AFTER_CONDITION, rest, rest.text());
      }
      addEnd(line);
    } else {
      problem(Kind.NO_STATEMENT, line, "");
    }
  }

  private void readCondition(LogicalText line) {
    Expression expression = Expression.parse(line, line.slice(2).trim(), form, problems);
    if (expression == null) {
      return;
    }
    LogicalText rest = expression.rest().trim();
    if (!rest.isEmpty()) {
      problem(Kind.TEXT_AFTER_CONDITION, rest, rest.text());
    }
    Regex regex = regex(expression);
    if (regex != null) {
      conditionsKnown &= regex.unclear() == null;
      addCondition(line, test(expression, regex));
    }
  }

  private void readRule(LogicalText line) {
    Expression first = Expression.parse(line, line, form, problems);
    if (first == null) {
      return;
    }
    LogicalText result = first.rest().trim();
    Expression second = null;
    if (first.hasSecond(form)) {
      second = Expression.parse(line, first.rest(), form, problems);
      if (second == null) {
        return;
      }
      result = second.rest().trim();
    }
    if (result.isEmpty()) {
      problem(Kind.NO_RESULT, line, "");
    }
    ResultText parsed = ResultText.parse(result);
    if (parsed.problem() != null) {
      problem(Kind.BAD_RESULT, result, parsed.problem());
    } else if (parsed.groups() > 0 && first.negated()) {
      problem(Kind.GROUP_OF_NEGATION, result, "$" + parsed.groups());
    } else {
      addRule(line, first, second, result, parsed);
    }
  }

  private void addRule(
      LogicalText line,
      Expression first,
      @Nullable Expression second,
      LogicalText result,
      ResultText parsed) {
    Regex regex = regex(first);
    if (regex == null) {
      return;
    }
    if (regex.unclear() == null && parsed.groups() > regex.groups()) {
      problem(Kind.NO_GROUP, result, "$" + parsed.groups());
      return;
    }
    Regex other = second == null ? null : regex(second);
    if (second != null && other == null) {
      return;
    }
    KeyTest otherTest = second == null || other == null ? null : test(second, other);
    String fixed = parsed.groups() == 0 ? parsed.parts().get(0).text() : null;
    Rule rule = new Rule(line, first.whole(), result, fixed);
    statements.add(new Statement(Step.RULE, test(first, regex), otherTest, rule, parsed));
  }

  private KeyTest test(Expression expression, Regex regex) {
    KeyTest test = new RegexTest(regex, steps);
    return expression.negated() ? new KeyTest.Negation(test) : test;
  }

  /** Null if the library refuses it. */
  private @Nullable Regex regex(Expression expression) {
    Regex regex = expression.regex(form);
    if (regex.refused() != null) {
      problem(Kind.BAD_EXPRESSION, expression.inside(), regex.refused());
      return null;
    }
    if (regex.foreign() != null) {
      problem(Kind.PERL_SYNTAX, expression.inside(), regex.foreign());
    }
    return regex;
  }
}
