package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.run.rule.YieldCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rule files that the user brings; the YAML reader is loaded only for them. */
public final class OwnRules {

  private final Gate gate;
  private final RuleFiles reader;
  private final RuleCatalog builtIn;
  private final Map<Rule, RuleText> rules = new HashMap<>();

  /** The file of each rule, by id. */
  private final Map<String, Named> files = new HashMap<>();

  private final YieldCheck yields;

  /** What is wrong with them. */
  private final List<String> faults = new ArrayList<>();

  private OwnRules(Gate gate, RuleCatalog builtIn) {
    this.gate = gate;
    this.reader = new RuleFiles(gate);
    this.builtIn = builtIn;
    Set<String> ids = new HashSet<>();
    for (Rule rule : builtIn.rules()) {
      ids.add(rule.id());
    }
    this.yields = new YieldCheck(ids);
  }

  /**
   * Reads rule files.
   *
   * @param paths files and folders; a file that is named twice is read once
   * @param builtIn the rules that come with the tool, none of which may be replaced
   * @throws UsageException with all that is wrong, if a file is not a rule, or has the id of
   *     another one
   */
  public static RuleCatalog read(List<Settings.Given> paths, Gate gate, RuleCatalog builtIn)
      throws UsageException {
    OwnRules own = new OwnRules(gate, builtIn);
    for (Settings.Given given : paths) {
      own.add(given);
    }
    if (own.faults.isEmpty()) {
      own.faults.addAll(own.yields.faults());
    }
    if (!own.faults.isEmpty()) {
      throw new UsageException(own.faults);
    }
    return RuleCatalog.of(own.rules);
  }

  private void add(Settings.Given given) throws UsageException {
    Path path = given.path(gate);
    if (!gate.exists(path)) {
      throw new UsageException(given.label() + ": no such file or folder");
    }
    try {
      List<Named> all = reader.below(path);
      if (all.isEmpty()) {
        throw new UsageException(given.label() + ": no rule file (*.yaml) found");
      }
      for (Named file : all) {
        add(file);
        if (faults.size() >= Limits.RULE_FAULTS) {
          faults.add("further faults are not told");
          throw new UsageException(faults);
        }
      }
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
  private void add(Named file) {
    RuleYaml.Loaded loaded;
    try {
      loaded = reader.read(file);
    } catch (RuleException e) {
      faults.addAll(e.lines());
      return;
    }
    String id = loaded.rule().id();
    yields.add(file, loaded);
    if (builtIn.find(id) != null && !isBuiltIn(loaded)) {
      faults.add(
          file.shown() + ": '" + id + "' is the id of a built-in rule; expected another one");
    }
    Named other = files.putIfAbsent(id, file);
    if (other == null) {
      rules.put(loaded.rule(), loaded.text());
    } else if (!other.real().equals(file.real())) {
      faults.add(file.shown() + ": " + other.shown() + " has the id '" + id + "' too");
    }
  }
}
