package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.RuleExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private static final Release INSTALLED =
      new Release("here", PostfixVersion.of(3, 7, 11), "3.0.22", null);
  private static final Release OTHER =
      new Release("there", PostfixVersion.of(3, 5, 25), "1.1.1w", null);
  private static final ProofRecord NOTHING = ProofRecord.parse("");

  private static RuleExamples examples;
  private static Map<String, Evidence> evidence;

  @BeforeAll
  static void read() throws IOException {
    examples = RuleExamples.read();
    evidence = Evidence.readAll(Path.of("rules"));
  }

  private static Map<Release, List<String>> names(
      String rules, ProofRecord record, boolean everything) {
    Map<Release, List<Trial>> trials =
        new Trials(INSTALLED, List.of(OTHER), record, evidence).of(examples.of(rules), everything);
    return Map.of(INSTALLED, names(trials.get(INSTALLED)), OTHER, names(trials.get(OTHER)));
  }

  private static List<String> names(List<Trial> trials) {
    return trials.stream().map(trial -> trial.example().name()).toList();
  }

  @Test
  void everythingIsRunWithTheInstalledReleaseAndATenthWithOthers() throws IOException {
    Map<Release, List<String>> names = names("", ProofRecord.read(), false);
    int all = names.get(INSTALLED).size();
    assertThat(all).isGreaterThan(500);
    assertThat(names.get(OTHER)).hasSizeBetween(all / 20, all / 4);
    assertThat(names("", ProofRecord.read(), false)).isEqualTo(names);
    assertThat(names("", ProofRecord.read(), true).get(OTHER)).isEqualTo(names.get(INSTALLED));
  }

  @Test
  void whatIsToldForAReleaseOrDifferedBetweenThemIsRunWithAll() throws IOException {
    assertThat(names("", ProofRecord.read(), false).get(OTHER))
        .contains(
            "fingerprint-malformed bad 1: the name of the digest in front",
            "mcf-option-value-blanks bad 2: before 3.0 braces keep nothing together");
  }

  @Test
  void aRuleThatWasChangedSinceIsRunWithAll() {
    Map<Release, List<String>> names = names("bad-boolean,bad-integer", NOTHING, false);
    assertThat(names.get(OTHER)).hasSizeGreaterThan(4).isEqualTo(names.get(INSTALLED));
  }
}
