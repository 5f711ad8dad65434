package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.BerkeleyTables;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.LookupResult.Hit;
import io.github.posttlslint.model.table.OpenTable.Constant;
import io.github.posttlslint.model.table.OpenTable.Keyed;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import io.github.posttlslint.table.TableSource;
import io.github.posttlslint.table.WrittenTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens tables, each once, as far as their contents are text that is at hand (dict_open.c). */
final class TableOpener {

  private final Setup setup;
  private final TableTypes types;
  private final TableTexts texts;
  private final BerkeleyTables berkeley;
  private final Map<String, OpenTable> open = new HashMap<>();

  TableOpener(Setup setup, TableTypes types, TableTexts texts) {
    this.setup = setup;
    this.types = types;
    this.texts = texts;
    this.berkeley = new BerkeleyTables(setup);
  }

  /** Opens the table that a word of a parameter's value names. */
  OpenTable open(String word, OpenManner manner) {
    String key = manner + " " + word;
    OpenTable table = open.get(key);
    if (table == null) {
      table = open(TableReference.parse(word, types), manner);
      open.put(key, table);
    }
    return table;
  }

  private OpenTable open(TableReference table, OpenManner manner) {
    TableType type = table.type();
    if (type == null || table.name().isEmpty()) {
      return Constant.broken("there are no tables of the type '" + table.typeName() + "'");
    }
    return switch (type.kind()) {
      case ADAPTER -> inner(table, 0, manner);
      case COMBINED -> combined(table, type, manner);
      case COMPILED, TEXT, PATTERN -> ofFile(table, type, manner);
      case INLINE, CLIENT, NETWORK, OTHER -> other(table, type, manner);
    };
  }

  private OpenTable inner(TableReference table, int index, OpenManner manner) {
    return table.inner().size() > index
        ? open(table.inner().get(index), manner)
        : Constant.unclear("tables in tables are followed only so far");
  }

  private OpenTable combined(TableReference table, TableType type, OpenManner manner) {
    List<OpenTable> tables = new ArrayList<>();
    for (int i = 0; i < table.inner().size(); i++) {
      tables.add(inner(table, i, manner));
    }
    if (tables.isEmpty()) {
      return Constant.broken("'" + type.name() + ":' is not followed by tables in braces");
    }
    return switch (type.name()) {
      case "unionmap" -> new OpenTable.Union(tables);
      case "pipemap" -> new OpenTable.Pipe(tables);
      default -> new Constant(unknownContents(type), false);
    };
  }

  private OpenTable other(TableReference table, TableType type, OpenManner manner) {
    return switch (type.name()) {
      case "static" -> written(WrittenTable.constant(table.name(), setup.version()), manner);
      case "inline" -> written(WrittenTable.pairs(table.name()), manner);
      case "fail" -> Constant.broken("a table of type fail always fails");
      default -> new Constant(unknownContents(type), type.kind() == TableType.Kind.CLIENT);
    };
  }

  private static LookupResult unknownContents(TableType type) {
    return new LookupResult.Unclear("what a table of type " + type.name() + " holds is not known");
  }

  private static OpenTable written(WrittenTable table, OpenManner manner) {
    if (table instanceof WrittenTable.Value value) {
      return new Constant(new Hit(value.text(), null), true);
    }
    if (table instanceof WrittenTable.Refused refused) {
      return Constant.broken("a table in main.cf cannot be read: " + refused.reason());
    }
    Map<String, LookupResult> values = new HashMap<>();
    for (WrittenTable.Pair pair : ((WrittenTable.Pairs) table).pairs()) {
      values.put(key(pair.key(), manner.folds()), new Hit(pair.value(), null));
    }
    return new Keyed(values, manner.folds(), LookupResult.MISS);
  }

  private static String key(String key, boolean folds) {
    return folds ? key.toLowerCase(Locale.ROOT) : key;
  }

  private OpenTable ofFile(TableReference table, TableType type, OpenManner manner) {
    TableFiles files = TableFiles.of(table, berkeley.servingType(type, types), setup.tree());
    PatternTable.Form form = PatternTable.formOf(type);
    if (form != null && table.name().startsWith("{")) {
      PatternTable written = texts.writtenPatterns(table.name(), form);
      return written == null
          ? Constant.broken("a table in braces has not the form {{pattern result}}")
          : new OpenTable.Patterns(written, false, manner.substitutes());
    }
    if (files == null) {
      return Constant.unclear("where the file of a table lies is not known");
    }
    PatternTable patterns = form == null ? null : texts.patterns(files, form);
    if (patterns != null) {
      return new OpenTable.Patterns(patterns, true, manner.substitutes());
    }
    TableSource source = form == null ? texts.source(files) : null;
    if (source != null) {
      return ofSource(source, type, files.path(), manner);
    }
    return files.source() instanceof Missing
            && (files.compiled() == null || files.compiled() instanceof Missing)
        ? Constant.broken(files.path() + " does not exist")
        : new Constant(new LookupResult.Unclear(files.path(), "it was not seen"), form == null);
  }

  private OpenTable ofSource(TableSource source, TableType type, String path, OpenManner manner) {
    // postmap writes keys in lower case, and the first of equal ones
    boolean folds = manner.folds() || type.isCompiled();
    Map<String, LookupResult> values = new HashMap<>();
    for (TableEntry entry : source.entries()) {
      if (entry.conditional() || entry.line().isOpaque()) {
        return Constant.unclear("a template fills the name of a table in");
      }
      if (entry.isStored()) {
        Hit hit = new Hit(entry.value().text(), entry.line().trim().span());
        LookupResult first = values.putIfAbsent(key(entry.key().text(), folds), hit);
        if (first != null && !type.isCompiled()) {
          return Constant.broken(path + " has an entry twice"); // dict_thash.c
        }
      }
    }
    LookupResult otherwise =
        source.text().isCut()
            ? new LookupResult.Unclear(path, "only its first lines are read")
            : LookupResult.MISS;
    return new Keyed(values, folds, otherwise);
  }

  /** Takes from what may be put into the look-ups of the setup. */
  boolean spend(String key, OpenTable table) {
    return setup.spend(1 + key.length() / 16 + table.steps());
  }

  /** The setup. */
  Setup setup() {
    return setup;
  }

  /** Why a file that a list names cannot be used; null if it can. */
  @Nullable LookupResult unusable(String path) {
    FileTree.Entry entry = setup.tree().look(path);
    if (entry instanceof Missing) {
      return new LookupResult.Failure(path + " does not exist");
    }
    return entry instanceof FileTree.Found
        ? null
        : new LookupResult.Unclear(path, "it was not seen");
  }

  /** The lines of a file that a list names, without comments; null if they are not at hand. */
  @Nullable String textOf(String path) {
    FileTree tree = setup.tree();
    try {
      return withoutComments(SourceText.of(tree.displayName(path), tree.read(path)).text());
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String withoutComments(String text) {
    if (text.contains("{{") || text.contains("{%") || text.contains("<%")) {
      return null; // a template
    }
    StringBuilder lines = new StringBuilder();
    for (String line : ListText.words(text, "\n")) {
      if (!line.startsWith("#")) {
        lines.append(line).append('\n');
      }
    }
    return lines.toString();
  }
}
