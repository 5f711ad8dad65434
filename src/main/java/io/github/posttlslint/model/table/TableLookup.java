package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Braces;
import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.table.TableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** What a static table answers: braces round it go since 3.0 (dict_static.c). */
  static String staticValue(Setup setup, String name) {
    return setup.version().isAtLeast(3, 0) ? TableReference.withoutBraces(name).strip() : name;
  }

  /** A key and its value. */
  record Pair(String key, String value) {}

  /** The contents of {@code inline:{key=value, {key = text}}} (DATABASE_README). */
  static List<Pair> inlinePairs(String name) {
    List<Pair> pairs = new ArrayList<>();
    for (LogicalText part :
        ListText.split(LogicalText.of("", TableReference.withoutBraces(name)))) {
      String pair = TableReference.withoutBraces(part.text()).strip();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.add(new Pair(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()));
      }
    }
    return pairs;
  }

  /**
   * The same as Postfix reads it (dict_inline.c, split_qnameval()); null if it refuses the whole
   * table.
   */
  static @Nullable List<Pair> strictInlinePairs(String name) {
    List<Pair> pairs = new ArrayList<>();
    for (LogicalText part :
        ListText.split(LogicalText.of("", TableReference.withoutBraces(name)), true)) {
      String word = part.text();
      boolean group = word.startsWith("{");
      if (group && Braces.balanced(word, 0) != word.length()) {
        return null;
      }
      String pair = group ? TableReference.withoutBraces(word).strip() : word;
      int end = endOfKey(pair);
      int equals = end;
      while (equals < pair.length() && Chars.isSpace(pair.charAt(equals))) {
        equals++;
      }
      if (end < 0 || pair.isEmpty() || equals == pair.length() || pair.charAt(equals) != '=') {
        return null;
      }
      pairs.add(new Pair(pair.substring(0, end), pair.substring(equals + 1).strip()));
    }
    return pairs;
  }

  /** Where a key that may have quoted parts ends; -1 if a quote is open. */
  private static int endOfKey(String pair) {
    boolean quoted = false;
    int end = 0;
    for (; end < pair.length(); end++) {
      char c = pair.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '=' || Chars.isSpace(c))) {
        break;
      }
    }
    return quoted ? -1 : Math.min(end, pair.length());
  }
}
