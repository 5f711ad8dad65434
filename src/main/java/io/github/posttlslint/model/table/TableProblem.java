package io.github.posttlslint.model.table;

import static io.github.posttlslint.table.PatternProblem.Kind.INDENTED_FIRST_LINE;

import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.table.PatternProblem;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line in the source of a table that Postfix warns of. Of the tables with lines of the {@code key
 * value} form there are only those that are no lines at all; see {@link TableLine} for the others.
 *
 * @param detail more about it, for people
 * @param place the line, or the wrong part of it
 */
public record TableProblem(TableUse use, PatternProblem.Kind kind, String detail, Span place)
    implements TablePart {

  /** Those of all tables that are at hand. */
  public static List<TableProblem> all(List<TableUse> uses) {
    List<TableProblem> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      String table = files == null ? use.reference().name() : files.path();
      if (!seen.add(use.reference().typeName() + table)) {
        continue;
      }
      TableSource source = use.purpose() == Purpose.ALIAS ? null : use.source();
      if (source != null) {
        for (SyntaxProblem problem : source.problems()) {
          all.add(new TableProblem(use, INDENTED_FIRST_LINE, problem.detail(), problem.span()));
        }
      }
      PatternTable patterns = use.patterns();
      if (patterns != null) {
        for (PatternProblem problem : patterns.problems()) {
          Span place = files == null ? use.span() : problem.span();
          all.add(new TableProblem(use, problem.kind(), problem.detail(), place));
        }
      }
    }
    return all;
  }

  /** The whole of an endif that ends nothing; null of other lines. */
  public @Nullable Span loneEndif() {
    return kind == PatternProblem.Kind.ENDIF_WITHOUT_IF && use.files() != null ? place : null;
  }

  /** The detail; hidden where the table holds passwords. */
  @Override
  public String detail() {
    return use.purpose() == Purpose.PASSWORD ? Hidden.MARK : detail;
  }

  /** The white space before the line; null if there is none. */
  public @Nullable Span indentation() {
    return place.startColumn() == 1 || use.files() == null
        ? null
        : new Span(place.file(), place.startLine(), 1, place.startLine(), place.startColumn());
  }

  @Override
  public String quoted(String fact, String text) {
    boolean isAddress = fact.equals("detail") && kind == PatternProblem.Kind.BAD_ADDRESS;
    return isAddress ? TableWords.address(text) : text;
  }
}
