package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.Argument;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code syntax}: a line of main.cf or master.cf that Postfix cannot read.
 *
 * <p>Facts: {@code problem} (the kind of {@link SyntaxProblem}, in lower case with hyphens), {@code
 * detail}, {@code file} (main or master), {@code first-word}, {@code spaced} (the {@code =} that is
 * missing in a {@code -o} stands in the next word), {@code indentation} (white space that makes the
 * line continue the one above, where the line is part of a list of restrictions; else absent).
 */
final class SyntaxSubject extends SetupWideSubject {

  private final SyntaxProblem problem;
  private final String file;

  private SyntaxSubject(Setup setup, SyntaxProblem problem, String file) {
    super(setup);
    this.problem = problem;
    this.file = file;
  }

  static List<SyntaxSubject> all(Setup setup) {
    List<SyntaxSubject> all = new ArrayList<>();
    MainCf main = setup.main();
    if (main != null) {
      for (SyntaxProblem problem : main.problems()) {
        all.add(new SyntaxSubject(setup, problem, "main"));
      }
    }
    MasterCf master = setup.master();
    if (master != null) {
      for (SyntaxProblem problem : master.problems()) {
        all.add(new SyntaxSubject(setup, problem, "master"));
      }
    }
    return all;
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "problem" -> Fact.of(problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case "detail" -> Fact.of(problem.detail());
      case "file" -> Fact.of(file);
      case "first-word" -> Fact.of(firstWord());
      case "spaced" -> Fact.of(isSpaced());
      case "indentation" -> isRestrictions() ? Fact.of("    ") : Fact.absent();
      default -> SetupFacts.of(setup(), name);
    };
  }

  /** Whether the {@code =} that is missing stands in the next word. */
  private boolean isSpaced() {
    for (Service service : setup().services()) {
      List<Argument> arguments = service.entry().arguments();
      for (int i = 0; i + 1 < arguments.size(); i++) {
        if (arguments.get(i).span().equals(problem.span())) {
          return arguments.get(i + 1).text().text().startsWith("=");
        }
      }
    }
    return false;
  }

  /** Whether the line begins with an access restriction, which is nothing but part of a list. */
  private boolean isRestrictions() {
    String word = firstWord();
    return word.startsWith("permit_")
        || word.startsWith("reject_")
        || word.startsWith("check_")
        || word.startsWith("defer_")
        || word.equals("permit")
        || word.equals("reject");
  }

  private String firstWord() {
    String text = problem.detail();
    for (int i = 0; i < text.length(); i++) {
      if (i > 0 && " \t,=".indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  @Override
  public @Nullable Span place(String anchor) {
    Span span = problem.span();
    return anchor.equals("start")
        ? new Span(
            span.file(), span.startLine(), span.startColumn(), span.startLine(), span.startColumn())
        : null;
  }

  @Override
  public Span place() {
    return problem.span();
  }
}
