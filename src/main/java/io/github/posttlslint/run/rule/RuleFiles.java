package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.postfix.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads rule files, {@code GROUP/ID.yaml}, and checks them. */
public final class RuleFiles {

  private static final String ENDING = ".yaml";

  private final Gate gate;
  private final RuleYaml yaml;

  /** Reads through a gate. */
  public RuleFiles(Gate gate) {
    this.gate = gate;
    this.yaml = new RuleYaml(Parameters.load());
  }

  /**
   * Reads all rule files below a folder of groups, by id, for the build.
   *
   * @throws RuleException naming file, line and column, if one is not a rule or an id stands twice
   */
  public static Map<String, RuleYaml.Loaded> builtIn(Path folder) throws IOException {
    RuleFiles files = new RuleFiles(new Gate(Path.of("")));
    Map<String, RuleYaml.Loaded> rules = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    YieldCheck yields = new YieldCheck(Set.of());
    for (Named file : files.below(folder)) {
      try {
        RuleYaml.Loaded loaded = files.read(file);
        yields.add(file, loaded);
        if (rules.put(loaded.rule().id(), loaded) != null) {
          faults.add(file.shown() + ": id '" + loaded.rule().id() + "' stands twice");
        }
      } catch (RuleException e) {
        faults.addAll(e.lines());
      }
    }
    if (faults.isEmpty()) {
      faults.addAll(yields.faults());
    }
    if (!faults.isEmpty()) {
      throw new RuleException(faults);
    }
    return rules;
  }

  /**
   * The rule files of a folder, or that file itself, in the order of their names.
   *
   * @param typed a folder or a file
   * @throws IOException with a clause for people, if something cannot be read
   */
  public List<Named> below(Path typed) throws IOException {
    List<Named> files = gate.filesBelow(typed, ENDING);
    files.sort((a, b) -> a.shown().compareTo(b.shown()));
    return files;
  }

  /**
   * Reads a rule file.
   *
   * @throws RuleException with lines that name the file, if it is not a rule or cannot be read
   */
  public RuleYaml.Loaded read(Named file) {
    String name = String.valueOf(file.shown().getFileName());
    try {
      byte[] bytes = gate.read(file.real(), Limits.CONFIGURATION_SIZE, Gate.Purpose.RULES);
      String id = name.substring(0, name.length() - ENDING.length());
      return yaml.read(group(file.shown()), id, Gate.text(bytes));
    } catch (RuleException e) {
      List<String> lines = new ArrayList<>();
      e.lines().forEach(line -> lines.add(file.shown() + ":" + line));
      throw new RuleException(lines);
    } catch (IOException e) {
      throw new RuleException(file.shown() + ": " + e.getMessage());
    }
  }

  private static String group(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return "";
    }
    Path above = folder.getParent();
    boolean profile = above != null && above.endsWith("profiles");
    return (profile ? Rule.PROFILES : "") + folder.getFileName();
  }
}
