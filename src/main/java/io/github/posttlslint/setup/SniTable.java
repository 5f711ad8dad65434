package io.github.posttlslint.setup;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables of tls_server_sni_maps: server names and the files whose contents {@code postmap -F} puts
 * in their place (postconf(5), tls_server_sni_maps).
 */
final class SniTable {

  /** Values that are looked for in a compiled table; it has all of them in one form. */
  private static final int TRIED = 10;

  private SniTable() {}

  /**
   * The entries whose text is at hand; without those that a template decides.
   *
   * @param loads see {@link SniEntry}
   */
  static List<SniEntry> entries(TableUse use, Map<String, Known<LoadProblem>> loads) {
    List<SniEntry> entries = new ArrayList<>();
    TableType type = use.reference().type();
    if (type == null) {
      return entries;
    }
    if (type.name().equals("inline")) {
      for (TableLookup.Pair pair : TableLookup.inlinePairs(use.reference().name())) {
        LogicalText key = LogicalText.of("", pair.key());
        LogicalText value = LogicalText.of("", pair.value());
        entries.add(new SniEntry(use, key, value, false, true, loads));
      }
    }
    TableSource source = use.source();
    boolean shown = source != null && TableWords.areServers(source.entries());
    for (TableEntry entry : use.certainEntries()) {
      entries.add(new SniEntry(use, entry.key(), entry.value(), true, shown, loads));
    }
    PatternTable patterns = use.patterns();
    if (patterns != null && patterns.form() != PatternTable.Form.CIDR) {
      for (PatternTable.Rule rule : patterns.rules()) {
        entries.add(new SniEntry(use, rule.pattern(), rule.result(), true, false, loads));
      }
    }
    return entries;
  }

  /**
   * Whether the compiled table has a value of the source word by word. Base64, which {@code postmap
   * -F} stores, has neither dots nor blanks.
   */
  static Truth isNamesOnly(TableUse use) {
    TableFiles files = use.files();
    String path = files == null ? null : files.compiledPath();
    if (use.purpose() != TableUse.Purpose.SNI || files == null || path == null) {
      return Truth.NO;
    }
    if (files.compiled() instanceof FileTree.Unseen unseen) {
      return Truth.unknown(new Doubt(path + ": " + unseen.reason(), use.parameter()));
    }
    if (!(files.compiled() instanceof Found)) {
      return Truth.NO;
    }
    String compiled;
    try {
      compiled = new String(use.setup().tree().read(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return Truth.unknown(new Doubt(path + ": it cannot be read", use.parameter()));
    }
    int tried = 0;
    for (SniEntry entry : entries(use, Map.of())) {
      String value =
          new String(
              entry.value().text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      boolean distinct = value.indexOf('.') >= 0 || value.indexOf(' ') >= 0;
      if (distinct && compiled.contains(value)) {
        return Truth.YES;
      }
      if (distinct && ++tried == TRIED) {
        break;
      }
    }
    return Truth.NO;
  }
}
