package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.WrittenTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A key with its value, wherever a table has them: on a line of its file, or in main.cf for {@code
 * inline:}, {@code static:} and patterns in braces.
 *
 * @param use the table that has it
 * @param key empty for {@code static:}, which answers for each
 * @param inFile whether it stands in a file of its own, and not in main.cf
 * @param isPattern whether the key is a regular expression or a network
 */
public record TableRow(
    TableUse use, LogicalText key, LogicalText value, boolean inFile, boolean isPattern) {

  /**
   * The rows of a table whose text is at hand, in order; without those that may not be there, or
   * whose value depends on what is looked up. There is none of a table that gives no value of its
   * own: those that others follow in a {@code pipemap:}, and those of a {@code unionmap:}.
   */
  public static List<TableRow> of(TableUse use) {
    List<TableRow> rows = new ArrayList<>();
    TableType type = use.reference().type();
    String name = use.reference().name();
    if (type == null || name.isEmpty() || !use.reference().isAnswer()) {
      return rows;
    }
    if (type.name().equals("static")) {
      addWritten(use, WrittenTable.constant(name, use.setup().version()), rows);
    } else if (type.name().equals("inline")) {
      addWritten(use, WrittenTable.pairs(name), rows);
    } else if (type.name().equals("randmap")) {
      WrittenTable.choices(name).forEach(value -> rows.add(written(use, "", value)));
    } else {
      addOfFile(use, rows);
    }
    return rows;
  }

  private static void addWritten(TableUse use, WrittenTable table, List<TableRow> rows) {
    if (table instanceof WrittenTable.Value value) {
      rows.add(written(use, "", value.text()));
    } else if (table instanceof WrittenTable.Pairs pairs) {
      pairs.pairs().forEach(pair -> rows.add(written(use, pair.key(), pair.value())));
    }
  }

  private static TableRow written(TableUse use, String key, String value) {
    return new TableRow(use, LogicalText.of("", key), LogicalText.of("", value), false, false);
  }

  private static void addOfFile(TableUse use, List<TableRow> rows) {
    for (TableEntry entry : use.certainEntries()) {
      rows.add(new TableRow(use, entry.key(), entry.value(), true, false));
    }
    PatternTable patterns = use.patterns();
    boolean inFile = use.files() != null;
    if (patterns != null) {
      for (PatternTable.Rule rule : patterns.rules()) {
        if (rule.result().text().indexOf('$') < 0) {
          rows.add(new TableRow(use, rule.pattern(), rule.result(), inFile, true));
        }
      }
    }
  }

  /** Whether the rows of a table are all that it says. */
  public static boolean areAllSeen(TableUse use) {
    if (!use.reference().isAlone()) {
      return false;
    }
    PatternTable patterns = use.patterns();
    if (patterns == null) {
      TableType type = use.reference().type();
      boolean written =
          type != null
              && (type.name().equals("static")
                  || type.name().equals("inline")
                  || type.name().equals("randmap"));
      return written || use.source() != null;
    }
    for (PatternTable.Rule rule : patterns.rules()) {
      if (rule.text() == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether the key is what another table gives, so that nothing is known of it. */
  public boolean isIndirect() {
    return !use.reference().byKey();
  }

  /** The place of a part; in main.cf, that of the table's name. */
  public Span span(LogicalText part) {
    return inFile ? part.span() : use.span();
  }
}
