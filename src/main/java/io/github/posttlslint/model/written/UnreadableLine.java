package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Argument;
import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.secret.Look;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of main.cf or master.cf that Postfix cannot read.
 *
 * @param file {@code main} or {@code master}
 */
public record UnreadableLine(Setup setup, SyntaxProblem problem, String file) implements Thing {

  /** All of a setup, in the order of its files. */
  public static List<UnreadableLine> all(Setup setup) {
    List<UnreadableLine> all = new ArrayList<>();
    MainCf main = setup.main();
    if (main != null) {
      add(setup, main.problems(), "main", all);
    }
    MasterCf master = setup.master();
    if (master != null) {
      add(setup, master.problems(), "master", all);
    }
    return all;
  }

  private static void add(
      Setup setup, List<SyntaxProblem> problems, String file, List<UnreadableLine> all) {
    for (SyntaxProblem problem : problems) {
      all.add(new UnreadableLine(setup, problem, file));
    }
  }

  /**
   * What the line begins with, up to a blank, a comma or a {@code =}; of a parameter with a colon
   * behind it the parameter.
   */
  public String firstWord() {
    String text = problem.detail();
    int colon = text.indexOf(':');
    if (colon > 0 && setup.parameters().find(text.substring(0, colon)) != null) {
      return text.substring(0, colon);
    }
    for (int i = 1; i < text.length(); i++) {
      if (" \t,=".indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** Whether it begins with the name of a parameter of the judged release. */
  public boolean namesParameter() {
    return setup.parameters().find(firstWord(), setup.version()) != null;
  }

  /** Whether the {@code =} that is missing in a {@code -o} stands in the next word. */
  public boolean isSpaced() {
    for (Service service : setup.services()) {
      List<Argument> arguments = service.entry().arguments();
      for (int i = 0; i + 1 < arguments.size(); i++) {
        if (arguments.get(i).span().equals(problem.span())) {
          return arguments.get(i + 1).text().text().startsWith("=");
        }
      }
    }
    return false;
  }

  /** Whether it begins with an access restriction, which is nothing but part of a list. */
  public boolean isRestrictions() {
    return Look.isRestriction(firstWord());
  }

  /** Where it begins. */
  public Span start() {
    Span span = problem.span();
    return new Span(
        span.file(), span.startLine(), span.startColumn(), span.startLine(), span.startColumn());
  }

  /** The white space before it; null if there is none. */
  public @Nullable Span blanks() {
    Span start = start();
    return start.startColumn() == 1
        ? null
        : new Span(start.file(), start.startLine(), 1, start.startLine(), start.startColumn());
  }

  /** What stands behind the first word, up to the rest of its line; null without a rest. */
  public @Nullable Span equalsPlace() {
    Span span = problem.span();
    String text = problem.detail();
    int from = firstWord().length();
    int to = from;
    while (to < text.length() && (Chars.isSpace(text.charAt(to)) || text.charAt(to) == ':')) {
      to++;
    }
    boolean whole = to > from && to < text.length() && span.startLine() == span.endLine();
    int column = span.startColumn();
    return whole && span.endColumn() - column >= to
        ? new Span(span.file(), span.startLine(), column + from, span.startLine(), column + to)
        : null;
  }

  @Override
  public Span place() {
    return problem.span();
  }
}
