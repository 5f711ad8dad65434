package io.github.posttlslint.report;

import io.github.posttlslint.input.PackReader;
import io.github.posttlslint.input.PackWriter;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.rule.BuiltInRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import io.github.posttlslint.rule.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in rules as SARIF describes them, written when the program is built: they make up most
 * of a SARIF file, and to write them anew took a tenth of a short run.
 */
public final class ReadySarifRules {

  private static final String RESOURCE = "sarif-rules.bin";

  private final Map<String, Entry> entries;

  private ReadySarifRules(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * A rule.
   *
   * @param severity the one that the description names
   * @param taxa what it is tied to
   * @param json the description
   */
  record Entry(Severity severity, List<Taxon> taxa, String json) {}

  /**
   * The build step.
   *
   * @param args the folder of compiled classes, with the compiled rules
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]).resolve("io/github/posttlslint/report");
    RuleCatalog rules = BuiltInRules.load();
    PackWriter out = new PackWriter();
    out.number(rules.rules().size());
    for (Rule rule : rules.rules()) {
      out.text(rule.id());
      out.text(rule.severity().label());
      List<Taxon> taxa = Taxon.of(rule, rules.text(rule));
      out.small(taxa.size());
      for (Taxon taxon : taxa) {
        taxon.write(out);
      }
      StringBuilder json = new StringBuilder();
      SarifRules.writeRule(rule, rules.text(rule), new Json(json, false));
      out.text(json.toString());
    }
    try (OutputStream file = Files.newOutputStream(target.resolve(RESOURCE))) {
      out.writeTo(file);
    }
  }

  static ReadySarifRules load() throws IOException {
    PackReader in = new PackReader(PackedFile.read(ReadySarifRules.class, RESOURCE));
    Map<String, Entry> entries = new HashMap<>();
    for (int n = in.number(); n > 0; n--) {
      String id = in.text();
      Severity severity = Severity.of(in.text());
      List<Taxon> taxa = new ArrayList<>();
      for (int t = in.small(); t > 0; t--) {
        taxa.add(Taxon.read(in));
      }
      String json = in.text();
      if (severity != null) {
        entries.put(id, new Entry(severity, taxa, json));
      }
    }
    return new ReadySarifRules(entries);
  }

  /** The description of a rule; null for one that did not come with the tool or was changed. */
  @Nullable Entry find(Rule rule, RuleCatalog catalog) {
    Entry entry = catalog.isBuiltIn(rule) ? entries.get(rule.id()) : null;
    return entry == null || entry.severity != rule.severity() ? null : entry;
  }
}
