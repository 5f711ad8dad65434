package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.setup.JudgeSettings;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TableLookup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableUses;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.TlsPolicy;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of one setup come from, each found when it is first asked for. */
public final class Things {

  private final Setup setup;
  private final JudgeSettings settings;
  private @Nullable TableUses tables;
  private @Nullable List<TlsFiles> tlsFiles;
  private @Nullable TableLookup lookup;
  private @Nullable List<TlsPolicy> policies;

  /** The parts of a setup. */
  public Things(Setup setup, JudgeSettings settings) {
    this.setup = setup;
    this.settings = settings;
  }

  /** The setup whose parts these are. */
  public Setup setup() {
    return setup;
  }

  /** What the user told of how to judge. */
  public JudgeSettings settings() {
    return settings;
  }

  /** The tables that the setup names. */
  List<TableUse> tables() {
    return tableUses().uses();
  }

  private TableUses tableUses() {
    TableUses known = tables;
    if (known == null) {
      known = TableUses.in(setup);
      tables = known;
    }
    return known;
  }

  /** The sources of tables that are here, each once: what postmap compiles, patterns, aliases. */
  public List<SourceText> tableTexts() {
    List<SourceText> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : tables()) {
      TableFiles files = use.files();
      SourceText text = files != null && seen.add(files.path()) ? use.text() : null;
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** What its services load for TLS. */
  List<TlsFiles> tlsFiles() {
    List<TlsFiles> files = tlsFiles;
    if (files == null) {
      files = TlsFiles.of(setup);
      tlsFiles = files;
    }
    return files;
  }

  /** The contents of tables, each read once. */
  TableLookup lookup() {
    TableLookup known = lookup;
    if (known == null) {
      known = new TableLookup(setup, tableUses().texts());
      lookup = known;
    }
    return known;
  }

  /** The entries of policy tables. */
  List<TlsPolicy> policies() {
    List<TlsPolicy> known = policies;
    if (known == null) {
      known = TlsPolicy.all(setup, tables());
      policies = known;
    }
    return known;
  }
}
