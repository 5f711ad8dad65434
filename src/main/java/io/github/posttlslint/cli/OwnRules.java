package io.github.posttlslint.cli;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.rule.CompileRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.RuleText;
import io.github.posttlslint.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule files that the user brings; the YAML reader is loaded only for them. */
final class OwnRules {

  private OwnRules() {}

  static RuleCatalog read(List<Settings.Given> paths, Gate gate) throws UsageException {
    Map<Rule, RuleText> rules = new HashMap<>();
    for (Settings.Given given : paths) {
      Path path = given.path(gate);
      if (!gate.exists(path)) {
        throw new UsageException(given.label() + ": no such file or folder");
      }
      try {
        Collection<RuleYaml.Loaded> all = CompileRules.readAll(gate, path).values();
        if (all.isEmpty()) {
          throw new UsageException(given.label() + ": no rule file (*.yaml) found");
        }
        for (RuleYaml.Loaded loaded : all) {
          rules.put(loaded.rule(), loaded.text());
        }
      } catch (RuleException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UsageException(given.label() + ": " + e.getMessage());
      }
    }
    return RuleCatalog.of(rules);
  }
}
