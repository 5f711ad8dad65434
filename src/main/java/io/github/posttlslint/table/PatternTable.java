package io.github.posttlslint.table;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.KeyTest.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of networks or regular expressions: cidr_table(5), regexp_table(5), pcre_table(5). The
 * first line whose pattern matches a key gives the result.
 */
public final class PatternTable {

  /** The form of the patterns. */
  public enum Form {
    CIDR,
    REGEXP,
    PCRE
  }

  /**
   * A line that gives a result.
   *
   * @param line all of it
   * @param pattern the pattern with its delimiters and what stands before it, without flags
   * @param result the result as written, with {@code $1} and {@code $$}; can be empty
   * @param text the result, with a single {@code $} for each {@code $$}; null if it depends on the
   *     key
   */
  public record Rule(
      LogicalText line, LogicalText pattern, LogicalText result, @Nullable String text) {}

  /** What a line does. */
  enum Step {
    RULE,
    IF,
    ENDIF
  }

  /**
   * A line that Postfix accepts, or may accept.
   *
   * @param test the pattern; always met by an {@code endif}
   * @param second the second pattern of {@code /one/!/two/}; null if there is none
   * @param rule the result; null for conditions
   * @param result the same with its groups; null for conditions
   */
  record Statement(
      Step step,
      KeyTest test,
      @Nullable KeyTest second,
      @Nullable Rule rule,
      @Nullable ResultText result) {}

  private final SourceText source;
  private final Form form;
  private final List<Statement> statements;
  private final List<PatternProblem> problems;
  private final boolean templated;

  /** The lines that give results, by their pattern itself; filled when first asked. */
  private final Map<LogicalText, Statement> byPattern = new HashMap<>();

  PatternTable(
      SourceText source,
      Form form,
      List<Statement> statements,
      List<PatternProblem> problems,
      boolean templated) {
    this.source = source;
    this.form = form;
    this.statements = List.copyOf(statements);
    this.problems = List.copyOf(problems);
    this.templated = templated;
  }

  /** The form of the patterns in tables of a type; null if it has other tables. */
  public static @Nullable Form formOf(TableType type) {
    return switch (type.name()) {
      case "cidr" -> Form.CIDR;
      case "regexp" -> Form.REGEXP;
      case "pcre" -> Form.PCRE;
      default -> null;
    };
  }

  /**
   * Reads any text.
   *
   * @param steps what its look-ups may take, together with those of other tables
   */
  public static PatternTable parse(SourceText source, Form form, MatchSteps steps) {
    return new PatternReader(source, form, steps).read();
  }

  /** The form of its patterns. */
  public Form form() {
    return form;
  }

  /** The lines that give results, in order; without those that a template fills in. */
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.rule() != null) {
        rules.add(statement.rule());
      }
    }
    return rules;
  }

  /** How many lines are tried at most. */
  public int size() {
    return statements.size();
  }

  /**
   * Whether the pattern of a line may match a key, lines before it and conditions aside; so it is
   * where that cannot be told.
   *
   * @param pattern that of one of the {@link #rules}, itself
   */
  public boolean mayMatch(LogicalText pattern, String key) {
    Statement statement = byPattern().get(pattern);
    return statement == null || verdict(statement, key) != Verdict.NO;
  }

  /** Whether it is certain that a key finds the line with a pattern, and none before it. */
  public boolean finds(LogicalText pattern, String key) {
    Rule rule = match(key, true).rule();
    return rule != null && rule.pattern() == pattern;
  }

  private Map<LogicalText, Statement> byPattern() {
    if (byPattern.isEmpty()) {
      for (Statement statement : statements) {
        if (statement.rule() != null) {
          byPattern.put(statement.rule().pattern(), statement);
        }
      }
    }
    return byPattern;
  }

  /** All lines that Postfix accepts, or may accept. */
  List<Statement> statements() {
    return statements;
  }

  /** What Postfix warns of, in order. */
  public List<PatternProblem> problems() {
    return problems;
  }

  /**
   * Looks a key up. It cannot be told what is found where a template fills the table in, or where
   * the library of regular expressions may see more in a pattern than we do.
   */
  public Answer find(String key) {
    return match(key, true).answer();
  }

  /**
   * What a key finds.
   *
   * @param rule the line that gives the result; null if there is none, or if it cannot be told
   */
  public record Match(Answer answer, @Nullable Rule rule) {}

  /**
   * Looks a key up.
   *
   * @param substitutes whether lines count whose result has groups of the pattern in it; some
   *     parameters do not allow them (DICT_FLAG_NO_REGSUB)
   */
  public Match match(String key, boolean substitutes) {
    if (templated) {
      return undecided("a template fills " + source.file() + " in");
    }
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (!counts(statement, substitutes)) {
        continue;
      }
      Verdict verdict = verdict(statement, key);
      if (verdict == Verdict.UNCLEAR) {
        return undecided("a pattern of " + source.file() + " may match '" + key + "' or not");
      } else if (statement.step() == Step.IF && verdict == Verdict.NO) {
        i = end(i);
      } else if (statement.step() == Step.RULE && verdict == Verdict.YES) {
        return new Match(result(statement, key), statement.rule());
      }
    }
    return source.isCut()
        ? undecided("only the first lines of " + source.file() + " are read")
        : new Match(Answer.NOTHING, null);
  }

  private static Match undecided(String reason) {
    return new Match(Answer.unknown(reason), null);
  }

  private static boolean counts(Statement statement, boolean substitutes) {
    Rule rule = statement.rule();
    return substitutes || rule == null || rule.text() != null;
  }

  private static Verdict verdict(Statement statement, String key) {
    Verdict verdict = statement.test().test(key);
    KeyTest second = statement.second();
    return second == null || verdict == Verdict.NO ? verdict : both(verdict, second.test(key));
  }

  private static Verdict both(Verdict one, Verdict other) {
    return one == Verdict.YES || other == Verdict.NO ? other : Verdict.UNCLEAR;
  }

  /** The index of the {@code endif} of an {@code if}; of the last line if there is none. */
  private int end(int from) {
    int depth = 0;
    for (int i = from; i < statements.size(); i++) {
      Step step = statements.get(i).step();
      depth += step == Step.IF ? 1 : step == Step.ENDIF ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return statements.size() - 1;
  }

  private Answer result(Statement statement, String key) {
    ResultText result = statement.result();
    Rule rule = statement.rule();
    String fixed = rule == null ? "" : rule.text();
    if (fixed != null || result == null) {
      return new Answer(fixed, null);
    }
    String[] groups = statement.test().groups(key);
    return groups == null
        ? Answer.unknown("a result of " + source.file() + " depends on a group of its pattern")
        : new Answer(result.fill(groups), null);
  }
}
