package io.github.posttlslint.cli;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.rule.CompileRules;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleCatalog;
import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.RuleText;
import io.github.posttlslint.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule files that the user brings; the YAML reader is loaded only for them. */
final class OwnRules {

  private final Gate gate;
  private final RuleCatalog builtIn;
  private final Map<Rule, RuleText> rules = new HashMap<>();

  /** The file of each rule, by id. */
  private final Map<String, Named> files = new HashMap<>();

  private OwnRules(Gate gate, RuleCatalog builtIn) {
    this.gate = gate;
    this.builtIn = builtIn;
  }

  /**
   * Reads rule files.
   *
   * @param paths files and folders; a file that is named twice is read once
   * @param builtIn the rules that come with the tool, none of which may be replaced
   * @throws UsageException if a file is not a rule, or has the id of another one
   */
  static RuleCatalog read(List<Settings.Given> paths, Gate gate, RuleCatalog builtIn)
      throws UsageException {
    OwnRules own = new OwnRules(gate, builtIn);
    for (Settings.Given given : paths) {
      own.add(given);
    }
    return RuleCatalog.of(own.rules);
  }

  private void add(Settings.Given given) throws UsageException {
    Path path = given.path(gate);
    if (!gate.exists(path)) {
      throw new UsageException(given.label() + ": no such file or folder");
    }
    try {
      List<Named> all = CompileRules.files(gate, path);
      if (all.isEmpty()) {
        throw new UsageException(given.label() + ": no rule file (*.yaml) found");
      }
      for (Named file : all) {
        add(file);
      }
    } catch (RuleException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UsageException(given.label() + ": " + e.getMessage());
    }
  }

  /** Whether it is a built-in rule itself, word for word: the file may have been built in. */
  private boolean isBuiltIn(RuleYaml.Loaded loaded) {
    Rule same = builtIn.find(loaded.rule().id());
    return same != null && same.equals(loaded.rule()) && builtIn.text(same).equals(loaded.text());
  }

  /** A rule never takes the place of another: who brings one cannot make a finding vanish. */
  private void add(Named file) throws UsageException {
    RuleYaml.Loaded loaded = CompileRules.read(file, gate);
    String id = loaded.rule().id();
    if (builtIn.find(id) != null && !isBuiltIn(loaded)) {
      throw new UsageException(
          file.shown() + ": '" + id + "' is the id of a built-in rule; expected another one");
    }
    Named other = files.putIfAbsent(id, file);
    if (other == null) {
      rules.put(loaded.rule(), loaded.text());
    } else if (!other.real().equals(file.real())) {
      throw new UsageException(
          file.shown() + ": " + other.shown() + " has the id '" + id + "' too");
    }
  }
}
