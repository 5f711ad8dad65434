package io.github.posttlslint.rule;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.PackWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The build step that turns {@code rules/GROUP/ID.yaml} into the two resources a run reads, so that
 * no YAML is parsed at start-up.
 */
public final class CompileRules {

  private static final String ENDING = ".yaml";

  private CompileRules() {}

  /**
   * Compiles.
   *
   * @param args the folder of rules, and the folder of compiled classes
   */
  public static void main(String[] args) throws IOException {
    Map<String, RuleYaml.Loaded> rules = readAll(Path.of(args[0]));
    Path target = Path.of(args[1]).resolve("io/github/posttlslint/rule");
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

  /**
   * Reads all rule files below a folder of groups, by id.
   *
   * @throws RuleException naming the file, if one is not a rule or an id stands twice
   */
  public static Map<String, RuleYaml.Loaded> readAll(Path folder) throws IOException {
    return readAll(new Gate(Path.of("")), folder);
  }

  private static Map<String, RuleYaml.Loaded> readAll(Gate gate, Path typed) throws IOException {
    Map<String, RuleYaml.Loaded> rules = new TreeMap<>();
    for (Named file : files(gate, typed)) {
      RuleYaml.Loaded loaded = read(file, gate);
      if (rules.put(loaded.rule().id(), loaded) != null) {
        throw new RuleException(file.shown() + ": id '" + loaded.rule().id() + "' stands twice");
      }
    }
    return rules;
  }

  /**
   * The rule files of a folder, or that file itself, in the order of their names.
   *
   * @param typed a folder or a file
   * @throws IOException with a clause for people, if something cannot be read
   */
  public static List<Named> files(Gate gate, Path typed) throws IOException {
    List<Named> files = gate.filesBelow(typed, ENDING);
    files.sort(Comparator.comparing(Named::shown));
    return files;
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

  /**
   * Reads a rule file.
   *
   * @throws RuleException naming the file, if it is not a rule or cannot be read
   */
  public static RuleYaml.Loaded read(Named file, Gate gate) {
    String name = String.valueOf(file.shown().getFileName());
    String group = group(file.shown());
    try {
      byte[] bytes = gate.read(file.real(), Limits.CONFIGURATION_SIZE, Gate.Purpose.RULES);
      String id = name.substring(0, name.length() - ENDING.length());
      return new RuleYaml().read(group, id, Gate.text(bytes));
    } catch (RuleException | IOException e) {
      throw new RuleException(file.shown() + ": " + e.getMessage());
    }
  }
}
