package io.github.posttlslint.referee;

import io.github.posttlslint.lint.ExampleSetup;
import io.github.posttlslint.lint.Linter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Finding;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleText.Example;
import io.github.posttlslint.rule.Severity;
import io.github.posttlslint.testkit.RuleExamples.Named;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An example of a rule with a release of Postfix: what the linter says of it there, and what is
 * seen must be the same.
 */
final class Trial {

  /** What no right setup does. */
  private static final String FAILURE = "(log|run).*(fatal|panic): .*|.* no greeting|.*not reached";

  private final Named example;
  private final Evidence evidence;
  private final Release release;
  private final Judgement judgement;

  /**
   * What the linter says of an example in a release.
   *
   * @param reported whether the example's rule reports it
   * @param errors the other rules that report an error
   */
  record Judgement(boolean reported, Set<String> errors) {

    /** Judges with all rules, for what is right may still break those of a profile. */
    static Judgement of(Named example, PostfixVersion version, List<Rule> rules) {
      ExampleSetup setup = new ExampleSetup(at(example.example(), version), Parameters.load());
      List<Rule> judges =
          rules.stream()
              .filter(one -> one.profile() == null || one.id().equals(example.rule().id()))
              .toList();
      boolean reported = false;
      Set<String> errors = new TreeSet<>();
      for (Finding finding : new Linter(judges, setup.settings()).lint(setup.build()).findings()) {
        if (finding.rule().id().equals(example.rule().id())) {
          reported = true;
        } else if (finding.severity() == Severity.ERROR) {
          errors.add(finding.rule().id());
        }
      }
      return new Judgement(reported, errors);
    }
  }

  Trial(Named example, Evidence evidence, Release release, Judgement judgement) {
    this.example = example;
    this.evidence = evidence;
    this.release = release;
    this.judgement = judgement;
  }

  private static Example at(Example example, PostfixVersion version) {
    return new Example(
        example.bad(),
        example.title(),
        version.toString(),
        example.expect(),
        example.options(),
        example.files());
  }

  Named example() {
    return example;
  }

  Judgement judgement() {
    return judgement;
  }

  /** What the rule's evidence is looked for in. */
  Transcript run(Referee referee) throws IOException {
    return referee.run(at(example.example(), release.version()), evidence, judgement.reported());
  }

  /** Whether the linter and Postfix are of one mind: then what they say, else what is wrong. */
  Result result(Transcript transcript) {
    boolean seen = Referee.seen(transcript, evidence.sees());
    return new Result(judgement.reported(), seen, complaint(transcript, seen));
  }

  /**
   * What came of it.
   *
   * @param reported whether the rule reports the example in the release
   * @param seen whether its evidence was seen
   * @param complaint what does not go together; null if all does
   */
  record Result(boolean reported, boolean seen, @Nullable String complaint) {}

  private @Nullable String complaint(Transcript transcript, boolean seen) {
    if (judgement.reported()) {
      return seen ? null : "reported, but not seen: " + evidence.sees();
    }
    if (seen) {
      return "not reported, but seen: " + evidence.sees();
    }
    if (transcript.lines().isEmpty()) {
      return "nothing was seen at all";
    }
    if (judgement.errors().isEmpty()
        && transcript.lines().stream().anyMatch(line -> line.matches(FAILURE))) {
      return "no error is reported, but Postfix fails";
    }
    return null;
  }
}
