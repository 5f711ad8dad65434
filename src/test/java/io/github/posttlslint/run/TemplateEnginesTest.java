package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.TemplateNames;
import io.github.posttlslint.cf.TemplateNames.Layer;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.kinds.Things;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.RandomTemplate.Language;
import io.github.posttlslint.run.RandomTemplate.Made;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates against what their own engines make of them: every finding of a rendering is told of
 * the template, or the rule cannot tell; every finding of the template is in every rendering, or in
 * every one where its condition holds.
 */
@Tag("referee")
class TemplateEnginesTest {

  private static final int INVENTORIES = 3;

  private static final List<Rule> RULES = BuiltInRules.load().usualRules();
  private static final JudgeSettings SETTINGS =
      new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
  private static final Linter LINTER = new Linter(RULES, SETTINGS);
  private static final Parameters PARAMETERS = Parameters.load();

  @TempDir Path directory = Path.of("");

  private final List<String> failures = new ArrayList<>();

  /**
   * What is told of a template: by rule and parameter, under no condition or one, with defaults or
   * whatever is filled in.
   */
  private record Told(
      String rule, @Nullable String parameter, String condition, boolean isOfDefaults) {}

  /** A template that was judged. */
  private record Judged(String name, List<Told> told, Set<String> rules, Set<String> unknown) {}

  private static Setup setup(@Nullable String main, @Nullable String master, String values)
      throws IOException {
    Map<String, TemplateNames.Entry> role = VariableFile.read(values, "defaults/main.yml");
    SetupFiles files =
        new SetupFiles(
            new MemoryTree(SetupLoader.USUAL_DIRECTORY, false),
            SetupLoader.USUAL_DIRECTORY,
            ".",
            main == null ? null : MainCf.parse(SourceText.of("main.cf", main)),
            master == null ? null : MasterCf.parse(SourceText.of("master.cf", master)),
            new PemCache(),
            secret -> new TemplateNames(Layer.EMPTY, new Layer(role, ""), secret));
    return new Setup(files, PARAMETERS, PostfixVersion.of(3, 7));
  }

  private static Judged judge(String name, Setup setup) {
    Things things = new Things(setup, SETTINGS);
    RuleEngine engine = new RuleEngine(new Subjects());
    for (Rule rule : RULES) {
      if (!rule.judges().equals("suppression") && rule.appliesTo(setup.version())) {
        engine.judge(rule, Kinds.all(rule.judges(), things, engine.subjects()));
      }
    }
    BranchFindings.Result result =
        new BranchFindings(setup, LINTER::found).of(engine.findings(), engine.unverified(), RULES);
    Set<String> rules = new HashSet<>();
    result.found().forEach(finding -> rules.add(finding.rule().id()));
    Set<Told> told = new LinkedHashSet<>();
    for (Finding finding : Yielding.of(result.found()).told()) {
      told.add(new Told(finding.rule().id(), finding.parameter(), "", false));
    }
    for (Finding finding : result.conditional()) {
      String message = finding.message();
      String condition = message.substring("When ".length(), message.indexOf(": "));
      told.add(new Told(finding.rule().id(), finding.parameter(), condition, false));
      rules.add(finding.rule().id());
      rules.addAll(finding.also());
    }
    List<Finding> known = new ArrayList<>(result.found());
    known.addAll(result.conditional());
    DefaultFindings.Result defaults =
        new DefaultFindings(setup, LINTER::foundInBranches).of(known, result.unverified());
    for (Finding finding : defaults.resting()) {
      String message = finding.message();
      assertThat(finding.severity()).isNotEqualTo(Severity.ERROR);
      assertThat(message).startsWith("With ");
      int when = message.indexOf(", when ");
      int colon = message.indexOf(": ");
      String condition =
          when < 0 || when > colon ? "" : message.substring(when + ", when ".length(), colon);
      told.add(new Told(finding.rule().id(), finding.parameter(), condition, true));
      rules.add(finding.rule().id());
      rules.addAll(finding.also());
    }
    Set<String> unknown = new HashSet<>();
    defaults.unverified().forEach(one -> unknown.add(one.rule().id()));
    return new Judged(name, List.copyOf(told), rules, unknown);
  }

  private Judged template(
      String name, String ending, @Nullable String main, @Nullable String master, String values)
      throws IOException {
    Setup setup = setup(main, master, values);
    Judged judged = judge(name, setup);
    if (main != null) {
      Files.writeString(directory.resolve(name + ".main." + ending), main);
    }
    if (master != null) {
      Files.writeString(directory.resolve(name + ".master." + ending), master);
    }
    Files.write(
        directory.resolve(name + ".probes"),
        judged.told().stream()
            .map(one -> one.condition().isEmpty() ? "1" : one.condition())
            .toList());
    return judged;
  }

  private void run(String... command) throws IOException, InterruptedException {
    Path out = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
  }

  private @Nullable String read(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : null;
  }

  /** Returns how many renderings there were. */
  private int compare(Judged template, boolean syntax) throws IOException {
    int renderings = 0;
    for (int k = 0; ; k++) {
      String name = template.name() + "." + k;
      String main = read(name + ".main.cf");
      String master = read(name + ".master.cf");
      if (main == null && master == null) {
        if (read(name + ".error") == null) {
          return renderings;
        }
        continue;
      }
      renderings++;
      Judged rendering = judge(name, setup(main, master, ""));
      boolean isOfDefaults = Files.exists(directory.resolve(name + ".defaults"));
      compare(
          template,
          rendering,
          isOfDefaults,
          String.valueOf(read(name + ".probes")).lines().toList());
      for (Told told : rendering.told()) {
        boolean covered =
            template.rules().contains(told.rule()) || template.unknown().contains(told.rule());
        if (!covered && (syntax || !isOfSyntax(told.rule()))) {
          failures.add(name + ": not told of the template: " + told);
        }
      }
    }
  }

  private static boolean isOfSyntax(String id) {
    return RULES.stream()
        .anyMatch(
            rule ->
                rule.id().equals(id) && List.of("syntax", "continuation").contains(rule.judges()));
  }

  private void compare(
      Judged template, Judged rendering, boolean isOfDefaults, List<String> holds) {
    for (int i = 0; i < template.told().size(); i++) {
      Told told = template.told().get(i);
      if (told.isOfDefaults() && !isOfDefaults) {
        continue;
      }
      if (holds.get(i).equals("true") && !rendering.rules().contains(told.rule())) {
        failures.add(rendering.name() + ": not in the rendering: " + told);
      }
    }
  }

  @Test
  void tellsOfGeneratedTemplatesWhatHoldsInTheirRenderings() throws Exception {
    List<Judged> templates = new ArrayList<>();
    String python = Program.require("python3").toString();
    String ruby = Program.require("ruby").toString();
    int first = Integer.getInteger("templates.first", 0);
    int count = Integer.getInteger("templates", 200);
    for (int seed = first; seed < first + count; seed++) {
      Language language =
          seed % 5 == 0 ? Language.SHELL : seed % 5 < 3 ? Language.JINJA : Language.ERB;
      Made made = RandomTemplate.make(language, seed, INVENTORIES);
      String name = "t" + seed;
      templates.add(template(name, language.ending(), made.main(), made.master(), ""));
      if (made.trim()) {
        Files.createFile(directory.resolve(name + ".trim"));
      }
      for (int k = 0; k < INVENTORIES; k++) {
        Map<String, Object> inventory = made.inventories().get(k);
        if (language == Language.SHELL) {
          Files.writeString(
              directory.resolve(name + "." + k + ".main.cf"), substituted(made.main(), inventory));
          Files.writeString(directory.resolve(name + "." + k + ".master.cf"), made.master());
          Files.writeString(
              directory.resolve(name + "." + k + ".probes"),
              "true\n".repeat(templates.get(templates.size() - 1).told().size()));
        } else {
          Files.write(directory.resolve(name + "." + k + ".vars"), lines(inventory));
        }
      }
    }
    run(python, "src/test/referee/render-templates.py", directory.toString());
    run(ruby, "src/test/referee/render-templates.rb", directory.toString());
    int renderings = 0;
    int conditional = 0;
    for (Judged one : templates) {
      renderings += compare(one, true);
      conditional += (int) one.told().stream().filter(t -> !t.condition().isEmpty()).count();
    }
    System.out.println(
        count + " templates, " + renderings + " renderings, " + conditional + " under a condition");
    assertThat(renderings).isEqualTo(count * INVENTORIES);
    assertThat(failures).isEmpty();
  }

  @Test
  void tellsOfDefaultsWhatHoldsInTheRenderingThatHasThem() throws Exception {
    List<Judged> templates = new ArrayList<>();
    String python = Program.require("python3").toString();
    String ruby = Program.require("ruby").toString();
    int first = Integer.getInteger("templates.defaults.first", 0);
    int count = Integer.getInteger("templates.defaults", 80);
    for (int seed = first; seed < first + count; seed++) {
      Language language = seed % 4 == 0 ? Language.ERB : Language.JINJA;
      Made made = RandomTemplate.makeWithDefaults(language, seed, INVENTORIES);
      String name = "t" + seed;
      String values = language == Language.JINJA ? made.values() : "";
      templates.add(template(name, language.ending(), made.main(), made.master(), values));
      Files.writeString(directory.resolve(name + ".values"), values);
      if (made.trim()) {
        Files.createFile(directory.resolve(name + ".trim"));
      }
      for (int k = 0; k < INVENTORIES; k++) {
        Files.write(directory.resolve(name + "." + k + ".vars"), lines(made.inventories().get(k)));
      }
      Files.createFile(directory.resolve(name + "." + (INVENTORIES - 1) + ".defaults"));
    }
    run(python, "src/test/referee/render-templates.py", directory.toString());
    run(ruby, "src/test/referee/render-templates.rb", directory.toString());
    int renderings = 0;
    int resting = 0;
    for (Judged one : templates) {
      renderings += compare(one, true);
      resting += (int) one.told().stream().filter(Told::isOfDefaults).count();
    }
    System.out.println(
        count + " templates, " + renderings + " renderings, " + resting + " rest on defaults");
    assertThat(renderings).isEqualTo(count * INVENTORIES);
    assertThat(resting).isGreaterThan(count / 4);
    assertThat(failures).isEmpty();
  }

  private static List<String> lines(Map<String, Object> inventory) {
    List<String> lines = new ArrayList<>();
    inventory.forEach(
        (name, value) -> lines.add(name + (value instanceof String ? "\ts\t" : "\tb\t") + value));
    return lines;
  }

  /** What envsubst makes of a text, as it does for the names that it is given. */
  private static String substituted(String text, Map<String, Object> inventory)
      throws IOException, InterruptedException {
    StringBuilder names = new StringBuilder();
    inventory.keySet().forEach(name -> names.append("${").append(name).append("} "));
    ProcessBuilder builder =
        new ProcessBuilder(Program.require("envsubst").toString(), names.toString());
    inventory.forEach((name, value) -> builder.environment().put(name, value.toString()));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsOfRealTemplatesWhatHoldsInTheirRenderings() throws Exception {
    String python = Program.require("python3").toString();
    List<Judged> templates = new ArrayList<>();
    for (Corpus.Item item : Corpus.items()) {
      if (item.kind().equals("jinja2")) {
        templates.add(
            template(item.id(), "j2", text(item, "main.cf"), text(item, "master.cf"), ""));
        Files.writeString(directory.resolve(item.id() + ".random"), "4");
      }
    }
    run(python, "src/test/referee/render-templates.py", directory.toString());
    int renderings = 0;
    for (Judged one : templates) {
      renderings += compare(one, false);
    }
    System.out.println(templates.size() + " real templates, " + renderings + " renderings");
    assertThat(renderings).isGreaterThan(templates.size());
    assertThat(failures).isEmpty();
  }

  private static @Nullable String text(Corpus.Item item, String file) {
    return item.has(file) ? new String(item.read(file), StandardCharsets.UTF_8) : null;
  }
}
