package io.github.posttlslint.referee;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.Severity;
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
record Trial(Named example, Evidence evidence, Release release) {

  /** What no right setup does. */
  private static final String FAILURE = "(log|run).*(fatal|panic): .*|.* no greeting|.*not reached";

  /** An example is an extract, without the line that would set the compatibility level. */
  private static final String OF_EXTRACTS = "compat-relay-restrictions";

  /**
   * What the linter says of an example in a release.
   *
   * @param reported whether the example's rule reports it
   * @param errors the other rules that report an error
   */
  record Judgement(boolean reported, Set<String> errors) {

    /**
     * Judges with all rules, for what is right may still break those of a profile; the example's
     * own rule tells what it finds, whatever others say of the cause.
     */
    static Judgement of(Named example, Release release, List<Rule> rules) {
      ExampleSetup files = new ExampleSetup(at(example.example(), release), Parameters.load());
      Setup setup = withOpenSsl(files.build(), release);
      List<Rule> judges =
          rules.stream()
              .filter(one -> one.profile() == null || one.id().equals(example.rule().id()))
              .map(one -> one.id().equals(example.rule().id()) ? one.unyielding() : one)
              .toList();
      boolean reported = false;
      Set<String> errors = new TreeSet<>();
      for (Finding finding : new Linter(judges, files.settings()).lint(setup).findings()) {
        if (finding.rule().id().equals(example.rule().id())) {
          reported = true;
        } else if (finding.severity() == Severity.ERROR
            && !finding.rule().id().equals(OF_EXTRACTS)) {
          errors.add(finding.rule().id());
        }
      }
      return new Judgement(reported, errors);
    }

    private static Setup withOpenSsl(Setup setup, Release release) {
      SetupFiles files =
          new SetupFiles(
              setup.tree(),
              setup.configDirectory(),
              setup.directory(),
              setup.main(),
              setup.master(),
              setup.pems());
      return new Setup(files, setup.parameters(), release.platform(setup.version()));
    }
  }

  /** What the linter says, and what was seen. */
  record Result(Judgement judgement, Transcript transcript) {}

  private static Example at(Example example, Release release) {
    return new Example(
        example.bad(),
        example.title(),
        release.version().toString(),
        example.expect(),
        example.options(),
        example.files());
  }

  /** The example's name, and the release's. */
  String name() {
    return example.name() + " with Postfix " + release.branch();
  }

  /**
   * Lints and runs the example.
   *
   * @param rules all rules
   */
  Result run(Referee referee, List<Rule> rules) throws IOException {
    Judgement judgement = Judgement.of(example, release, rules);
    return new Result(
        judgement, referee.run(at(example.example(), release), evidence, judgement.reported()));
  }

  /** What does not go together in a result; null if all does. */
  @Nullable String complaint(Result result) {
    boolean seen = Referee.seen(result.transcript(), evidence.sees());
    if (result.judgement().reported()) {
      return seen ? null : "reported, but not seen: " + evidence.sees();
    }
    if (seen) {
      return "not reported, but seen: " + evidence.sees();
    }
    List<String> lines = result.transcript().lines();
    if (lines.isEmpty()) {
      return "nothing was seen at all";
    }
    boolean fails = lines.stream().anyMatch(line -> line.matches(FAILURE));
    return fails && result.judgement().errors().isEmpty()
        ? "no error is reported, but Postfix fails"
        : null;
  }
}
