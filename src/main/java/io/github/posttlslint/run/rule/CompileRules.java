package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.PackWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The build step that turns {@code rules/GROUP/ID.yaml} into the two resources a run reads, so that
 * no YAML is parsed at start-up.
 */
public final class CompileRules {

  private CompileRules() {}

  /**
   * Compiles.
   *
   * @param args the folder of rules, and the folder of compiled classes
   */
  public static void main(String[] args) throws IOException {
    Map<String, RuleYaml.Loaded> rules = RuleFiles.builtIn(Path.of(args[0]));
    Path target = Path.of(args[1]).resolve(BuiltInRules.class.getPackageName().replace('.', '/'));
    Files.createDirectories(target);
    PackWriter conditions = new PackWriter();
    PackWriter texts = new PackWriter();
    conditions.number(rules.size());
    texts.number(rules.size());
    for (RuleYaml.Loaded loaded : rules.values()) {
      RuleCodec.write(loaded.rule(), conditions);
      texts.text(loaded.rule().id());
      RuleCodec.write(loaded.text(), texts);
    }
    try (OutputStream out = Files.newOutputStream(target.resolve(BuiltInRules.RULES))) {
      conditions.writeTo(out);
    }
    try (OutputStream out = Files.newOutputStream(target.resolve(BuiltInRules.TEXTS))) {
      texts.writeTo(out);
    }
  }
}
