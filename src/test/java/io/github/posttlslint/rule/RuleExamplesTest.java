package io.github.posttlslint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.lint.ExampleSetup;
import io.github.posttlslint.lint.Linter;
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

  private final Parameters parameters = Parameters.load();

  @TestFactory
  List<DynamicTest> examplesAreJudgedAsTheRuleFilesSay() throws IOException {
    Collection<RuleYaml.Loaded> all = CompileRules.readAll(Path.of("rules")).values();
    List<Rule> rules = all.stream().map(RuleYaml.Loaded::rule).toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (RuleYaml.Loaded loaded : all) {
      int number = 0;
      for (Example example : loaded.text().examples()) {
        String name = loaded.rule().id() + (example.bad() ? " bad " : " good ") + ++number;
        tests.add(DynamicTest.dynamicTest(name, () -> check(loaded.rule(), example, rules)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private void check(Rule rule, Example example, List<Rule> rules) {
    ExampleSetup setup = new ExampleSetup(example, parameters);
    List<Finding> findings = new Linter(rules, setup.settings()).lint(setup.build()).findings();
    List<String> own =
        findings.stream()
            .filter(finding -> finding.rule().id().equals(rule.id()))
            .map(finding -> finding.span().file() + ":" + finding.span().startLine())
            .toList();
    if (example.bad()) {
      assertThat(own).as("places of %s", rule.id()).isNotEmpty();
      assertThat(own).containsAll(example.expect());
    } else {
      assertThat(own).as("places of %s", rule.id()).isEmpty();
      assertThat(findings.stream().filter(one -> one.severity() == Severity.ERROR))
          .extracting(one -> one.rule().id() + " " + one.span() + " " + one.message())
          .as("errors in a good example of %s", rule.id())
          .isEmpty();
    }
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
