package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.subject.TableUse.Purpose;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code table-syntax}: a line in the source of a table of the {@code key value} form that is
 * no line at all.
 *
 * <p>Facts: {@code parameter}, {@code problem} (the kind of {@link SyntaxProblem}, in lower case
 * with hyphens). Its place is the line.
 */
final class TableSyntaxSubject implements Subject {

  private final TableUse use;
  private final SyntaxProblem problem;

  private TableSyntaxSubject(TableUse use, SyntaxProblem problem) {
    this.use = use;
    this.problem = problem;
  }

  static List<TableSyntaxSubject> all(List<TableUse> uses) {
    List<TableSyntaxSubject> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      TableSource source = use.source();
      if (source != null
          && files != null
          && use.purpose() != Purpose.ALIAS
          && seen.add(files.path())) {
        for (SyntaxProblem problem : source.problems()) {
          all.add(new TableSyntaxSubject(use, problem));
        }
      }
    }
    return all;
  }

  @Override
  public Setup setup() {
    return use.setup();
  }

  @Override
  public List<Service> services() {
    Service service = use.service();
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public Value value(String name) {
    return use.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "parameter" -> Fact.of(use.parameter());
      case "problem" -> Fact.of(problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      default -> SetupFacts.of(setup(), name);
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public Span place() {
    return problem.span();
  }

  @Override
  public String parameter() {
    return use.parameter();
  }
}
