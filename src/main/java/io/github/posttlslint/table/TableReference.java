package io.github.posttlslint.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as parameters name it, {@code type:name} (DATABASE_README).
 *
 * @param text all of it, as written
 * @param typeName what stands before the first colon; empty if there is no colon
 * @param type the type of that name in any release; null if there is none
 * @param name what follows the first colon; all of the text if there is no colon
 * @param inner the tables that a {@code proxy:}, {@code debug:}, {@code unionmap:} or {@code
 *     pipemap:} leads to
 */
public record TableReference(
    String text,
    String typeName,
    @Nullable TableType type,
    String name,
    List<TableReference> inner) {

  /** Adapters in adapters are followed that far. */
  private static final int MAX_DEPTH = 8;

  public TableReference {
    inner = List.copyOf(inner);
  }

  /** Reads any text; a text without colon has no type. */
  public static TableReference parse(String text, TableTypes types) {
    return parse(text, types, 0);
  }

  private static TableReference parse(String text, TableTypes types, int depth) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new TableReference(text, "", null, text, List.of());
    }
    String typeName = text.substring(0, colon);
    String name = text.substring(colon + 1);
    TableType type = types.find(typeName);
    List<TableReference> inner = new ArrayList<>();
    if (type != null && depth < MAX_DEPTH) {
      if (type.kind() == TableType.Kind.ADAPTER) {
        inner.add(parse(name, types, depth + 1));
      } else if (type.kind() == TableType.Kind.COMBINED && WrittenTable.isGroup(name)) {
        String tables = name.substring(1, name.length() - 1);
        for (LogicalText part : ListText.split(LogicalText.of("", tables))) {
          inner.add(parse(part.text(), types, depth + 1));
        }
      }
    }
    return new TableReference(text, typeName, type, name, inner);
  }

  /** Whether a type stands before the name. */
  public boolean hasType() {
    return !typeName.isEmpty();
  }

  /** The tables that are asked in the end: the innermost ones, or this one. */
  public List<TableReference> leaves() {
    if (inner.isEmpty()) {
      return List.of(this);
    }
    List<TableReference> leaves = new ArrayList<>();
    for (TableReference part : inner) {
      leaves.addAll(part.leaves());
    }
    return leaves;
  }

  /**
   * The file of a table that has one: its source where postmap compiles it. Null for other types,
   * and for relative names, whose directory depends on the program that opens them.
   */
  public @Nullable String path() {
    return type != null && type.namesFile() && name.startsWith("/") ? name : null;
  }
}
