package io.github.posttlslint.model.table;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import java.util.HashMap;
import java.util.Map;

/** Looks up keys in tables as far as their contents are text that is at hand. */
public final class TableLookup {

  private final TableOpener opener;

  /** By parameter and value, its tables in order. */
  private final Map<String, Map<String, TableChain>> chains = new HashMap<>();

  TableLookup(TableOpener opener) {
    this.opener = opener;
  }

  /** Asks the tables of a parameter's value in turn; the first that has the key decides. */
  public Known<String> find(Value maps, String key) {
    return first(maps, key).map(Found::value);
  }

  /**
   * What a table has.
   *
   * @param table the table, as the parameter names it
   * @param key what was looked up in it
   */
  public record Found(String table, String key, String value) {}

  /** The same with the table that has the key. */
  public Known<Found> first(Value maps, String key) {
    TableChain.Answer answer = chain(maps).ask(key);
    return known(answer.result(), maps.name()).map(value -> new Found(answer.table(), key, value));
  }

  private TableChain chain(Value maps) {
    Map<String, TableChain> ofName = chains.get(maps.name());
    if (ofName == null) {
      ofName = new HashMap<>();
      chains.put(maps.name(), ofName);
    }
    TableChain chain = ofName.get(maps.shown());
    if (chain == null) {
      chain = new TableChain(maps, OpenManner.MAPS, opener);
      ofName.put(maps.shown(), chain);
    }
    return chain;
  }

  /**
   * Asks one table.
   *
   * @param parameter that names it
   * @param table as the parameter names it
   */
  public Known<String> find(String parameter, String table, String key) {
    return known(opener.open(table, OpenManner.MAPS).find(key), parameter);
  }

  /** Asks one table. */
  Known<String> find(TableUse use, String key) {
    OpenTable table = opener.open(use.reference().text(), OpenManner.MAPS);
    return known(table.find(key), use.parameter());
  }

  private static Known<String> known(LookupResult result, String parameter) {
    if (result instanceof LookupResult.Hit hit) {
      return Known.of(hit.value());
    } else if (result instanceof LookupResult.Failure failure) {
      return Known.unknown(new Doubt(failure.reason(), parameter));
    } else if (result instanceof LookupResult.Unclear unclear) {
      return Known.unknown(new Doubt(unclear.about(), unclear.reason(), parameter));
    }
    return Known.unset();
  }
}
