package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.TableProblem;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.table.PatternProblem;

/** A line in the source of a table that Postfix warns of. */
final class TableSyntaxKind {

  private TableSyntaxKind() {}

  static final Kind<TableProblem> KIND =
      new Kind<TableProblem>("table-syntax", "a line in a table's source that Postfix warns of")
          .text("type", "the table's type", one -> one.use().reference().typeName())
          .choice("use", Purpose.values(), "what the table is for", one -> one.use().purpose())
          .choice("problem", PatternProblem.Kind.values(), "what is wrong", one -> one.kind())
          .text("detail", "more about it, for people", TableProblem::detail)
          .including(SetupKind.FACTS, TableProblem::setup)
          .anchor("part", "the line, or the wrong part of it", TableProblem::place)
          .anchor("endif", "an endif that ends nothing", TableProblem::loneEndif)
          .anchor("indentation", "the white space before the line", TableProblem::indentation);
}
