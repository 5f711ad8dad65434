package io.github.posttlslint.cli;

import io.github.posttlslint.rule.CompileRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.RuleText;
import io.github.posttlslint.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule files that the user brings; the YAML reader is loaded only for them. */
final class OwnRules {

  private OwnRules() {}

  static RuleCatalog read(List<Settings.Given> paths) throws UsageException {
    Map<Rule, RuleText> rules = new HashMap<>();
    for (Settings.Given given : paths) {
      Path path = given.folder().resolve(given.text());
      if (!Files.exists(path)) {
        throw new UsageException(given.label() + ": no such file or folder");
      }
      try {
        for (RuleYaml.Loaded loaded : CompileRules.readAll(path).values()) {
          rules.put(loaded.rule(), loaded.text());
        }
      } catch (RuleException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UsageException(given.label() + ": cannot be read");
      }
    }
    return RuleCatalog.of(rules);
  }
}
