package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableUse.Purpose;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.table.PatternProblem;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code table-syntax}: a line in the source of a table that Postfix warns of. Of the tables
 * with lines of the {@code key value} form there are only lines that are no lines at all; see kind
 * {@code table-entry} for the others.
 *
 * <p>Facts: those of {@link TableUseSubject}, {@code type} of the table, {@code problem} (the kind
 * of {@link SyntaxProblem} or {@link PatternProblem}, in lower case with hyphens), {@code detail}
 * (hidden where the table holds passwords). Its place is the line, or the wrong part of it.
 */
final class TableSyntaxSubject extends TableUseSubject {

  private final String problem;
  private final String detail;
  private final Span span;

  private TableSyntaxSubject(TableUse use, Enum<?> problem, String detail, Span span) {
    super(use);
    this.problem = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.detail = use.purpose() == Purpose.PASSWORD ? Redaction.MARK : detail;
    this.span = span;
  }

  static List<TableSyntaxSubject> all(List<TableUse> uses) {
    List<TableSyntaxSubject> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      if (files == null || !seen.add(use.reference().typeName() + files.path())) {
        continue;
      }
      TableSource source = use.purpose() == Purpose.ALIAS ? null : use.source();
      if (source != null) {
        for (SyntaxProblem problem : source.problems()) {
          all.add(new TableSyntaxSubject(use, problem.kind(), problem.detail(), problem.span()));
        }
      }
      PatternTable patterns = use.patterns();
      if (patterns != null) {
        for (PatternProblem problem : patterns.problems()) {
          all.add(new TableSyntaxSubject(use, problem.kind(), problem.detail(), problem.span()));
        }
      }
    }
    return all;
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "type" -> Fact.of(use().reference().typeName());
      case "problem" -> Fact.of(problem);
      case "detail" -> Fact.of(detail);
      default -> null;
    };
  }

  @Override
  public Span place() {
    return span;
  }

  @Override
  public String quoted(String fact, String text) {
    return fact.equals("detail") && problem.equals("bad-address") ? TableWords.address(text) : text;
  }
}
