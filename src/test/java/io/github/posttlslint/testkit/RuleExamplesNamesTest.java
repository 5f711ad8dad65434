package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.testkit.RuleExamples.Named;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RuleExamplesNamesTest {

  @Test
  void anExampleIsCalledByRuleKindNumberAndTitle() throws IOException {
    assertThat(RuleExamples.read().of("key-world-readable, bad-boolean"))
        .extracting(Named::name)
        .contains(
            "bad-boolean bad 3: after expansion",
            "bad-boolean good 2: each service has a value of its own")
        .allMatch(name -> name.matches("(key-world-readable|bad-boolean) (bad|good) \\d+(: .+)?"));
  }

  @Test
  void withoutAChoiceAllRulesAreChosen() throws IOException {
    RuleExamples examples = RuleExamples.read();
    assertThat(examples.of("").stream().map(Named::rule).distinct())
        .hasSameElementsAs(examples.rules());
  }

  @Test
  void anUnknownIdIsAnErrorThatTellsTheNearest() throws IOException {
    RuleExamples examples = RuleExamples.read();
    assertThatThrownBy(() -> examples.of("key-world-readible"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "-Drule: there is no rule 'key-world-readible'; did you mean key-world-readable");
  }
}
