package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.testkit.RuleExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the examples of all rule files: they are the rules' tests. {@code -Drule=ID,ID} runs those
 * of some rules.
 */
class RuleExamplesTest {

  @TestFactory
  List<DynamicTest> examplesAreJudgedAsTheRuleFilesSay() throws IOException {
    RuleExamples examples = RuleExamples.read();
    ExampleCheck check = new ExampleCheck(Parameters.load(), examples.rules());
    List<DynamicTest> tests = new ArrayList<>();
    for (RuleExamples.Named one : examples.chosen()) {
      tests.add(
          DynamicTest.dynamicTest(
              one.name(),
              () ->
                  assertThat(check.complaints(one.rule(), one.example()))
                      .as(one.name())
                      .isEmpty()));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @Test
  void everyRuleHasBadAndGoodExamples() throws IOException {
    for (RuleYaml.Loaded loaded : RuleFiles.builtIn(Path.of("rules")).values()) {
      assertThat(loaded.text().examples().stream().map(Example::bad).distinct())
          .as(loaded.rule().id())
          .containsExactlyInAnyOrder(true, false);
    }
  }

  /** A fix that no example makes is a promise that nothing holds. */
  @Test
  void everyFixIsMadeInAnExample() throws IOException {
    Collection<RuleYaml.Loaded> all = RuleFiles.builtIn(Path.of("rules")).values();
    List<Rule> rules = all.stream().map(RuleYaml.Loaded::rule).toList();
    List<String> unmade = new ArrayList<>();
    for (RuleYaml.Loaded loaded : all) {
      Rule.FixRecipe fix = loaded.rule().fix();
      // what a comment was meant to silence is told by all rules
      boolean ofComments = loaded.rule().judges().equals("suppression");
      List<Rule> judged = ofComments ? rules : List.of(loaded.rule().unyielding());
      if (fix != null && !fix.anchors().isEmpty() && !isMadeInAny(loaded, judged)) {
        unmade.add(loaded.rule().id());
      }
    }
    assertThat(unmade).isEmpty();
  }

  private static boolean isMadeInAny(RuleYaml.Loaded loaded, List<Rule> judged) {
    for (Example example : loaded.text().examples()) {
      ExampleSetup files = new ExampleSetup(example, Parameters.load());
      for (Finding finding : new Linter(judged, files.settings()).judge(files.build()).findings()) {
        Finding.Fix fix = finding.fix();
        if (finding.rule().id().equals(loaded.rule().id())
            && fix != null
            && !fix.isOnlyDescribed()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void compiledRulesAreTheRuleFiles() throws IOException {
    BuiltInRules compiled = BuiltInRules.load();
    Collection<RuleYaml.Loaded> all = RuleFiles.builtIn(Path.of("rules")).values();
    assertThat(compiled.rules()).isEqualTo(all.stream().map(RuleYaml.Loaded::rule).toList());
    for (RuleYaml.Loaded loaded : all) {
      assertThat(compiled.text(loaded.rule())).isEqualTo(loaded.text());
    }
  }
}
