package io.github.posttlslint.rule;

import io.github.posttlslint.input.BoundedFile;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.PackWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    RuleYaml yaml = new RuleYaml();
    Map<String, RuleYaml.Loaded> rules = new TreeMap<>();
    for (Path file : files(folder)) {
      RuleYaml.Loaded loaded = readFile(yaml, file);
      if (rules.put(loaded.rule().id(), loaded) != null) {
        throw new RuleException(file + ": id '" + loaded.rule().id() + "' stands twice");
      }
    }
    return rules;
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, Limits.SEARCH_DEPTH)) {
      int looked = 0;
      for (Iterator<Path> left = all.iterator(); left.hasNext(); ) {
        Path file = left.next();
        if (++looked > Limits.RULE_FILES) {
          throw new RuleException(folder + ": more than " + Limits.RULE_FILES + " files");
        }
        if (file.toString().endsWith(".yaml")) {
          files.add(file);
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("a folder in it cannot be read", e);
    }
    Collections.sort(files);
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

  private static RuleYaml.Loaded readFile(RuleYaml yaml, Path file) {
    String name = String.valueOf(file.getFileName());
    String group = group(file);
    try {
      String text = BoundedFile.readText(file, Limits.CONFIGURATION_SIZE);
      return yaml.read(group, name.substring(0, name.length() - ".yaml".length()), text);
    } catch (RuleException | IOException e) {
      throw new RuleException(file + ": " + e.getMessage());
    }
  }
}
