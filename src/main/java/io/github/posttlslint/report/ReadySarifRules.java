package io.github.posttlslint.report;

import io.github.posttlslint.input.PackReader;
import io.github.posttlslint.input.PackWriter;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.rule.BuiltInRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The usual rules as SARIF describes them, written when the program is built: they make up most of
 * a SARIF file, and to write them anew takes a fifth of a short run.
 */
public final class ReadySarifRules {

  private static final String RULES = "sarif-rules.json";
  private static final String TAXA = "sarif-taxa.bin";

  private ReadySarifRules() {}

  /**
   * The build step.
   *
   * @param args the folder of compiled classes, with the compiled rules
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]).resolve("io/github/posttlslint/report");
    RuleCatalog catalog = BuiltInRules.load();
    List<Rule> usual = catalog.usualRules();
    StringBuilder json = new StringBuilder();
    SarifTaxonomies taxonomies = new SarifTaxonomies();
    SarifRules.writeRules(usual, catalog, taxonomies, new Json(json, false));
    Files.write(target.resolve(RULES), json.toString().getBytes(StandardCharsets.UTF_8));
    PackWriter out = new PackWriter();
    List<Taxon> taxa = taxonomies.taxa();
    out.number(taxa.size());
    for (Taxon taxon : taxa) {
      taxon.write(out);
    }
    try (OutputStream file = Files.newOutputStream(target.resolve(TAXA))) {
      out.writeTo(file);
    }
  }

  /** The array of rules: JSON in UTF-8. */
  static byte[] rules() throws IOException {
    return PackedFile.read(ReadySarifRules.class, RULES);
  }

  /** What the rules are tied to. */
  static List<Taxon> taxa() throws IOException {
    PackReader in = new PackReader(PackedFile.read(ReadySarifRules.class, TAXA));
    List<Taxon> taxa = new ArrayList<>();
    for (int n = in.number(); n > 0; n--) {
      taxa.add(Taxon.read(in));
    }
    return taxa;
  }
}
