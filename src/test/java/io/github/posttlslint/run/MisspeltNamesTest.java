package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names of TLS parameters with one random edit are told, whether the right name is set or not;
 * right names and those that are used are not. {@code -Dmisspelt=N} makes N of each.
 */
class MisspeltNamesTest {

  private static final int EDITS = Integer.getInteger("misspelt", 6);
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzACDEFP_0123456789";
  private static final Parameters PARAMETERS = Parameters.load();
  private static final PostfixVersion VERSION = PostfixVersion.NEWEST;
  private static final List<Rule> RULES =
      BuiltInRules.load().usualRules().stream()
          .filter(rule -> rule.judges().equals("name"))
          .toList();

  @TempDir Path directory;

  private static String misspelt(String name, Random random) {
    int at = random.nextInt(name.length());
    String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    String before = name.substring(0, at);
    String rest = name.substring(at);
    return switch (random.nextInt(5)) {
      case 0 -> before + rest.substring(1);
      case 1 -> before + letter + rest;
      case 2 -> before + letter + rest.substring(1);
      case 3 -> before + rest.charAt(0) + rest;
      default ->
          rest.length() < 2 ? name : before + rest.charAt(1) + rest.charAt(0) + rest.substring(2);
    };
  }

  /**
   * Wrong names, one of each parameter, with the right one; no parameter of any release is a wrong
   * name.
   */
  private static Map<String, String> misspelt(long seed) {
    Random random = new Random(seed);
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String name : PARAMETERS.all()) {
      Parameter parameter = PARAMETERS.find(name, VERSION);
      String edited = misspelt(name, random);
      if (parameter != null && parameter.isTls() && PARAMETERS.find(edited) == null) {
        wrong.put(edited, name);
      }
    }
    assertThat(wrong).hasSizeGreaterThan(250);
    return wrong;
  }

  /** The names that are told, with the most severe finding of each. */
  private static Map<String, Severity> told(String main) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree(SetupLoader.USUAL_DIRECTORY, false),
            SetupLoader.USUAL_DIRECTORY,
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            MasterCf.parse(SourceText.of("master.cf", "smtp inet n - n - - smtpd\n")));
    Setup setup = new Setup(files, PARAMETERS, VERSION);
    JudgeSettings judge =
        new JudgeSettings(TestSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    String[] lines = main.split("\n");
    Map<String, Severity> told = new LinkedHashMap<>();
    for (Finding finding : new Linter(RULES, judge).lint(setup).findings()) {
      String line = lines[finding.span().startLine() - 1];
      told.put(line.substring(0, line.indexOf(' ')), finding.severity());
    }
    return told;
  }

  private static void assertAllAreWarnings(Set<String> wrong, Map<String, Severity> told) {
    Set<String> missed = new TreeSet<>();
    for (String name : wrong) {
      Severity severity = told.get(name);
      if (severity == null || severity == Severity.NOTE) {
        missed.add(name + " " + severity);
      }
    }
    assertThat(missed).isEmpty();
    assertThat(told.keySet()).isSubsetOf(wrong);
  }

  @Test
  void everyMisspeltNameIsTold() {
    for (int seed = 0; seed < EDITS; seed++) {
      Map<String, String> wrong = misspelt(seed);
      assertAllAreWarnings(wrong.keySet(), told(settings(wrong.keySet(), "1")));
    }
  }

  @Test
  void aWrongNameBesideTheRightOneOfAnotherValueIsTold() {
    for (int seed = 0; seed < EDITS; seed++) {
      Map<String, String> wrong = misspelt(100L + seed);
      String right = settings(new TreeSet<>(wrong.values()), "2");
      assertAllAreWarnings(wrong.keySet(), told(settings(wrong.keySet(), "1") + right));
    }
  }

  @Test
  void aWrongNameBesideTheRightOneOfTheSameValueIsANote() {
    Map<String, String> wrong = misspelt(200);
    Set<String> right = new TreeSet<>(PARAMETERS.namesOf(VERSION));
    right.addAll(wrong.values());
    Map<String, Severity> told = told(settings(wrong.keySet(), "1") + settings(right, "1"));
    assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(wrong.keySet());
    assertThat(told).allSatisfy((name, severity) -> assertThat(severity).isEqualTo(Severity.NOTE));
  }

  @Test
  void whatIsUsedIsNoMisspeltName() {
    Map<String, String> wrong = misspelt(300);
    List<String> references = new ArrayList<>();
    wrong.keySet().forEach(name -> references.add("${" + name + "}"));
    String use = "smtpd_banner = " + String.join(" ", references) + "\n";
    assertThat(told(settings(wrong.keySet(), "1") + use)).isEmpty();
  }

  private static String settings(Set<String> names, String value) {
    StringBuilder main = new StringBuilder();
    names.forEach(name -> main.append(name).append(" = ").append(value).append('\n'));
    return main.toString();
  }

  @Test
  void rightNamesAreNotTold() {
    assertThat(told(settings(new TreeSet<>(PARAMETERS.namesOf(VERSION)), "1"))).isEmpty();
  }

  /** What is a wrong name here is one for postconf(1). */
  @Test
  void postconfCallsThemUnused() {
    Program.require("postconf");
    for (int seed = 0; seed < EDITS; seed++) {
      Set<String> wrong = misspelt(400L + seed).keySet();
      byte[] main = settings(wrong, "1").getBytes(StandardCharsets.US_ASCII);
      Path here = Postconf.configuration(directory, main, new byte[0]);
      Set<String> unused = Postconf.run(here, "-n").unused(here.resolve("main.cf")).keySet();
      assertThat(unused).containsExactlyInAnyOrderElementsOf(wrong);
    }
  }
}
