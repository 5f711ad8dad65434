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
  private final List<OpenTable> tables = new ArrayList<>();

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
      tables.add(table);
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
    return find(key, false);
  }

  /** Looks a part of an address up, which tables of patterns are not asked for. */
  public LookupResult findPart(String key) {
    return find(key, true);
  }

  private LookupResult find(String key, boolean part) {
    if (key.isEmpty()) {
      return LookupResult.MISS;
    }
    for (OpenTable table : tables) {
      if (part && !table.takesParts()) {
        continue;
      }
      if (!opener.spend(key)) {
        return new LookupResult.Unclear("too much to look up");
      }
      LookupResult result = table.find(key);
      if (result instanceof Hit hit) {
        return hit.value().isEmpty()
            ? new LookupResult.Failure("a table of " + parameter + " gives an empty result")
            : new Hit(hit.value(), hit.place() == null ? place : hit.place());
      } else if (!(result instanceof LookupResult.Miss)) {
        return result;
      }
    }
    return LookupResult.MISS;
  }
}
