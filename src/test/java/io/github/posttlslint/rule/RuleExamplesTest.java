package io.github.posttlslint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.lint.ExampleCheck;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.rule.RuleText.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of all rule files: they are the rules' tests. */
class RuleExamplesTest {

  @TestFactory
  List<DynamicTest> examplesAreJudgedAsTheRuleFilesSay() throws IOException {
    Collection<RuleYaml.Loaded> all = CompileRules.readAll(Path.of("rules")).values();
    List<Rule> rules = all.stream().map(RuleYaml.Loaded::rule).toList();
    ExampleCheck check = new ExampleCheck(Parameters.load(), rules);
    List<DynamicTest> tests = new ArrayList<>();
    for (RuleYaml.Loaded loaded : all) {
      int number = 0;
      for (Example example : loaded.text().examples()) {
        String name = loaded.rule().id() + (example.bad() ? " bad " : " good ") + ++number;
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> assertThat(check.complaints(loaded.rule(), example)).isEmpty()));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @Test
  void everyRuleHasBadAndGoodExamples() throws IOException {
    for (RuleYaml.Loaded loaded : CompileRules.readAll(Path.of("rules")).values()) {
      assertThat(loaded.text().examples().stream().map(Example::bad).distinct())
          .as(loaded.rule().id())
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void compiledRulesAreTheRuleFiles() throws IOException {
    BuiltInRules compiled = BuiltInRules.load();
    Collection<RuleYaml.Loaded> all = CompileRules.readAll(Path.of("rules")).values();
    assertThat(compiled.rules()).isEqualTo(all.stream().map(RuleYaml.Loaded::rule).toList());
    for (RuleYaml.Loaded loaded : all) {
      assertThat(compiled.text(loaded.rule())).isEqualTo(loaded.text());
    }
  }
}
