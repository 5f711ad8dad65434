package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Braces;
import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.table.Answer;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks up keys in tables as far as their contents are text that is at hand. */
public final class TableLookup {

  private final Setup setup;
  private final TableTypes types;
  private final TableTexts texts;
  private final Map<String, Function<String, Answer>> tables = new HashMap<>();

  /** By the value of a parameter, its tables in order. */
  private final Map<String, List<Asked>> lists = new HashMap<>();

  /** A table of a list. */
  private record Asked(String name, Function<String, Answer> answers) {}

  /**
   * An answer.
   *
   * @param table the table that gave it, without adapters, as the parameter names it
   * @param key what was looked up in it
   */
  public record Found(String table, String key, String value) {}

  TableLookup(Setup setup, TableTypes types, TableTexts texts) {
    this.setup = setup;
    this.types = types;
    this.texts = texts;
  }

  /** Asks the tables of a parameter's value in turn; the first that has the key decides. */
  public Known<String> find(Value maps, String key) {
    return first(maps, key).map(Found::value);
  }

  /** The same with the table that has the key. */
  public Known<Found> first(Value maps, String key) {
    return maps.known().then(tables -> first(maps.name(), tables, key));
  }

  private Known<Found> first(String parameter, String tables, String key) {
    for (Asked table : lists.computeIfAbsent(tables, this::tables)) {
      if (!setup.spend(1 + key.length() / 16)) {
        return Known.unknown(new Doubt("too much to look up", parameter));
      }
      Answer answer = table.answers.apply(key);
      if (answer.isDecided()) {
        return known(answer, parameter).map(value -> new Found(table.name, key, value));
      }
    }
    return Known.unset();
  }

  private static Known<String> known(Answer answer, String parameter) {
    if (answer.reason() != null) {
      return Known.unknown(new Doubt(answer.reason(), parameter));
    }
    return Known.ofNullable(answer.found());
  }

  private List<Asked> tables(String value) {
    List<Asked> all = new ArrayList<>();
    for (LogicalText word : ListText.split(LogicalText.of("", value))) {
      for (TableReference table : TableReference.parse(word.text(), types).leaves()) {
        all.add(new Asked(table.text(), answers(table)));
      }
    }
    return all;
  }

  /** Asks one table. */
  Known<String> find(TableUse use, String key) {
    return known(answers(use.reference()).apply(key), use.parameter());
  }

  private Function<String, Answer> answers(TableReference table) {
    return tables.computeIfAbsent(table.text(), text -> read(table));
  }

  /** The contents of one table: what it answers for a key. */
  private Function<String, Answer> read(TableReference table) {
    TableType type = table.type();
    if (type == null) {
      return unknown("there are no tables of the type '" + table.typeName() + "'");
    }
    if (type.name().equals("static")) {
      Answer always = new Answer(staticValue(setup, table.name()), null);
      return key -> always;
    }
    if (type.name().equals("inline")) {
      return byKey(inlineValues(table.name()), Answer.NOTHING);
    }
    TableFiles files = TableFiles.of(table, setup.tree());
    PatternTable.Form form = PatternTable.formOf(type);
    if (files == null || (form == null && !type.hasKeyValueText())) {
      return unknown("what a table of type " + type.name() + " holds is not known");
    }
    TableSource source = form == null ? texts.source(files) : null;
    if (source != null) {
      return of(source, files.path());
    }
    PatternTable patterns = form == null ? null : texts.patterns(files, form);
    if (patterns != null) {
      return patterns::find;
    }
    String why = files.source() instanceof Missing ? " does not exist" : " was not seen";
    return unknown(files.path() + why);
  }

  private static Function<String, Answer> of(TableSource source, String path) {
    Map<String, String> values = new HashMap<>();
    for (TableEntry entry : source.entries()) {
      if (entry.conditional() || entry.line().isOpaque()) {
        return unknown("a template fills " + path + " in");
      }
      if (entry.isStored()) {
        values.putIfAbsent(entry.key().text().toLowerCase(Locale.ROOT), entry.value().text());
      }
    }
    Answer otherwise =
        source.text().isCut()
            ? Answer.unknown("only the first lines of " + path + " are read")
            : Answer.NOTHING;
    return byKey(values, otherwise);
  }

  private static Function<String, Answer> unknown(String reason) {
    Answer answer = Answer.unknown(reason);
    return key -> answer;
  }

  /**
   * Values by key, in lower case.
   *
   * @param otherwise what other keys find
   */
  private static Function<String, Answer> byKey(Map<String, String> values, Answer otherwise) {
    return key -> {
      String value = values.get(key.toLowerCase(Locale.ROOT));
      return value == null ? otherwise : new Answer(value, null);
    };
  }

  /** What an inline table answers, by key in lower case: of equal keys the last one counts. */
  static Map<String, String> inlineValues(String name) {
    Map<String, String> values = new HashMap<>();
    for (Pair pair : inlinePairs(name)) {
      values.put(pair.key().toLowerCase(Locale.ROOT), pair.value());
    }
    return values;
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
