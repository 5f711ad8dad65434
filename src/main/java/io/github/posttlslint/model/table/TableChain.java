package io.github.posttlslint.model.table;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.LookupResult.Hit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a parameter such as transport_maps, asked in turn (maps.c, maps_find()). */
public final class TableChain {

  private final String parameter;
  private final @Nullable Span place;
  private final TableOpener opener;
  private final List<Named> tables = new ArrayList<>();

  /** A table and how the parameter names it. */
  private record Named(String name, OpenTable table) {}

  /**
   * What is found, and where.
   *
   * @param table the table that says so, as the parameter names it; empty if none does
   */
  public record Answer(String table, LookupResult result) {}

  TableChain(Value value, OpenManner manner, TableOpener opener) {
    this.parameter = value.name();
    this.place = value.valueSpan();
    this.opener = opener;
    for (Known<String> word : value.words()) {
      OpenTable table =
          word.fold(
              text -> opener.open(text, manner),
              () -> OpenTable.Constant.unclear(""),
              doubt -> OpenTable.Constant.unclear(doubt.reason()));
      tables.add(new Named(word.or("", ""), table));
    }
  }

  /** The parameter that names the tables. */
  public String parameter() {
    return parameter;
  }

  /** Whether there is no table. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** Looks a whole address up. */
  public LookupResult find(String key) {
    return ask(key, false).result();
  }

  /** The same with the table that answers. */
  public Answer ask(String key) {
    return ask(key, false);
  }

  /** Looks a part of an address up, which tables of patterns are not asked for. */
  public LookupResult findPart(String key) {
    return ask(key, true).result();
  }

  private Answer ask(String key, boolean part) {
    if (key.isEmpty()) {
      return new Answer("", LookupResult.MISS);
    }
    for (Named named : tables) {
      if (part && !named.table.takesParts()) {
        continue;
      }
      if (!opener.spend(key, named.table)) {
        return new Answer(named.name, new LookupResult.Unclear("too much to look up"));
      }
      LookupResult result = named.table.find(key);
      if (!(result instanceof LookupResult.Miss)) {
        return new Answer(named.name, result instanceof Hit hit ? found(hit) : result);
      }
    }
    return new Answer("", LookupResult.MISS);
  }

  private LookupResult found(Hit hit) {
    return hit.value().isEmpty()
        ? new LookupResult.Failure("a table of " + parameter + " gives an empty result")
        : new Hit(hit.value(), hit.place() == null ? place : hit.place());
  }
}
