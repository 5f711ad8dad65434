package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.TableLookup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of tls_server_sni_maps: server names and the files whose contents {@code postmap -F} puts
 * in their place (postconf(5), tls_server_sni_maps).
 */
final class SniTable {

  /** Values that are looked for in a compiled table; it has all of them in one form. */
  private static final int TRIED = 10;

  private final TableUse use;

  SniTable(TableUse use) {
    this.use = use;
  }

  /**
   * A server name and its files.
   *
   * @param key the name, or a pattern
   * @param value the names of the files, as written
   * @param inFile whether it stands in a file of its own, and not in main.cf
   * @param isShown whether messages may name the files
   */
  record Entry(LogicalText key, LogicalText value, boolean inFile, boolean isShown) {

    /** The names of the files; a comma or white space stands between them. */
    List<String> files() {
      List<String> files = new ArrayList<>();
      for (LogicalText word : ListText.split(value)) {
        files.add(word.text());
      }
      return files;
    }
  }

  /** The entries whose text is at hand; without those that a template decides. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    TableType type = use.reference().type();
    if (type == null) {
      return entries;
    }
    if (type.name().equals("inline")) {
      for (TableLookup.Pair pair : TableLookup.inlinePairs(use.reference().name())) {
        LogicalText key = LogicalText.of("", pair.key());
        entries.add(new Entry(key, LogicalText.of("", pair.value()), false, true));
      }
    }
    TableSource source = use.source();
    boolean shown = source != null && TableWords.areServers(source.entries());
    for (TableEntry entry : use.certainEntries()) {
      entries.add(new Entry(entry.key(), entry.value(), true, shown));
    }
    PatternTable patterns = use.patterns();
    if (patterns != null && patterns.form() != PatternTable.Form.CIDR) {
      for (PatternTable.Rule rule : patterns.rules()) {
        entries.add(new Entry(rule.pattern(), rule.result(), true, false));
      }
    }
    return entries;
  }

  /**
   * Whether the compiled table has a value of the source word by word. Base64, which {@code postmap
   * -F} stores, has neither dots nor blanks.
   */
  Fact isNamesOnly() {
    TableFiles files = use.files();
    String path = files == null ? null : files.compiledPath();
    if (use.purpose() != TableUse.Purpose.SNI || files == null || path == null) {
      return Fact.of(false);
    }
    if (!(files.compiled() instanceof Found)) {
      return files.compiled() instanceof FileTree.Unseen unseen
          ? new Fact.Unknown(path + ": " + unseen.reason(), use.parameter())
          : Fact.of(false);
    }
    String compiled;
    try {
      compiled = new String(use.setup().tree().read(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return new Fact.Unknown(path + ": it cannot be read", use.parameter());
    }
    int tried = 0;
    for (Entry entry : entries()) {
      String value =
          new String(
              entry.value.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      boolean distinct = value.indexOf('.') >= 0 || value.indexOf(' ') >= 0;
      if (distinct && compiled.contains(value)) {
        return Fact.of(true);
      }
      if (distinct && ++tried == TRIED) {
        break;
      }
    }
    return Fact.of(false);
  }
}
