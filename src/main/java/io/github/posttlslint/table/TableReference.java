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
 * @param byKey whether it is asked for what the program looks up; else, in a {@code pipemap:}, for
 *     the result of another table (dict_pipe.c)
 * @param inResult whether what it holds is a part of what the program gets; else another table is
 *     asked for it
 * @param joined whether what it holds is joined with what others hold, by a comma (dict_union.c)
 */
public record TableReference(
    String text,
    String typeName,
    @Nullable TableType type,
    String name,
    List<TableReference> inner,
    boolean byKey,
    boolean inResult,
    boolean joined) {

  /** Adapters in adapters are followed that far. */
  private static final int MAX_DEPTH = 8;

  public TableReference {
    inner = List.copyOf(inner);
  }

  /** Reads any text; a text without colon has no type. */
  public static TableReference parse(String text, TableTypes types) {
    return new TableReference("", "", null, text, List.of(), true, true, false)
        .child(text, types, MAX_DEPTH);
  }

  /** The same type with another name. */
  TableReference named(String other) {
    return new TableReference(
        typeName + ":" + other, typeName, type, other, List.of(), byKey, inResult, joined);
  }

  private TableReference as(boolean isAsked, boolean isAnswer, boolean isJoined) {
    return new TableReference(
        text,
        typeName,
        type,
        name,
        inner,
        byKey && isAsked,
        inResult && isAnswer,
        joined || isJoined);
  }

  /**
   * A table with the place of this one.
   *
   * @param depth how many tables may be in each other in it
   */
  private TableReference child(String text, TableTypes types, int depth) {
    int colon = text.indexOf(':');
    String before = colon < 0 ? "" : text.substring(0, colon);
    TableReference own =
        new TableReference(
            text,
            before,
            colon < 0 ? null : types.find(before),
            text.substring(colon + 1),
            List.of(),
            byKey,
            inResult,
            joined);
    List<TableReference> parts = depth == 0 ? List.of() : own.parts(types, depth - 1);
    return parts.isEmpty()
        ? own
        : new TableReference(
            text, own.typeName, own.type, own.name, parts, byKey, inResult, joined);
  }

  private List<TableReference> parts(TableTypes types, int depth) {
    List<TableReference> parts = new ArrayList<>();
    if (type != null && type.kind() == TableType.Kind.ADAPTER) {
      parts.add(child(name, types, depth));
    } else if (type != null
        && type.kind() == TableType.Kind.COMBINED
        && WrittenTable.isGroup(name)) {
      boolean isPipe = type.name().equals("pipemap");
      List<LogicalText> words =
          ListText.split(LogicalText.of("", name.substring(1, name.length() - 1)));
      int last = words.size() - 1;
      for (int i = 0; i <= last; i++) {
        TableReference place = as(!isPipe || i == 0, !isPipe || i == last, !isPipe && last > 0);
        parts.add(place.child(words.get(i).text(), types, depth));
      }
    }
    return parts;
  }

  /** Whether a type stands before the name. */
  public boolean hasType() {
    return !typeName.isEmpty();
  }

  /** Whether what the program looks up is its key, and what it holds all that the program gets. */
  public boolean isAlone() {
    return byKey && isAnswer();
  }

  /** Whether what it holds is all that the program gets. */
  public boolean isAnswer() {
    return inResult && !joined;
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
