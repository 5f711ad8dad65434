package io.github.posttlslint.referee;

import io.github.posttlslint.referee.Trial.Judgement;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.testkit.RuleExamples;
import io.github.posttlslint.testkit.RuleExamples.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which examples are run with which releases. */
final class Trials {

  /** Of what does not depend on the release, one in so many is run with another one. */
  private static final int PART = 10;

  private final Release installed;
  private final List<Release> others;
  private final ProofRecord record;

  /** Makes the choice for an installed release, and others beside it. */
  Trials(Release installed, List<Release> others, ProofRecord record) {
    this.installed = installed;
    this.others = others;
    this.record = record;
  }

  /**
   * All with the installed one; with others those whose outcome depends on the release, and a tenth
   * of the rest.
   *
   * @param everything all with all
   */
  Map<Release, List<Trial>> of(RuleExamples examples, boolean everything) throws IOException {
    Map<String, Evidence> evidence = Evidence.readAll(Path.of("rules"));
    List<Rule> rules = examples.rules();
    Map<Release, List<Trial>> trials = new LinkedHashMap<>();
    trials.put(installed, new ArrayList<>());
    others.forEach(other -> trials.put(other, new ArrayList<>()));
    List<Named> proved =
        examples.chosen().stream()
            .filter(one -> canBeRun(one, evidence.get(one.rule().id())))
            .toList();
    List<Map<Release, Judgement>> judgements =
        proved.parallelStream().map(one -> judgements(one, rules)).toList();
    for (int i = 0; i < proved.size(); i++) {
      Named one = proved.get(i);
      Evidence own = evidence.get(one.rule().id());
      Map<Release, Judgement> judged = judgements.get(i);
      for (Map.Entry<Release, List<Trial>> list : trials.entrySet()) {
        Release release = list.getKey();
        if (release.equals(installed)
            || everything
            || dependsOnRelease(one, own, release, judged)
            || Math.floorMod(Objects.hash(one.name(), release.branch()), PART) == 0) {
          list.getValue().add(new Trial(one, own, release, judged.get(release)));
        }
      }
    }
    return trials;
  }

  private static boolean canBeRun(Named example, Evidence evidence) {
    return evidence != null
        && evidence.by() != Evidence.By.ARGUMENT
        && !evidence.except().contains("" + example.example().title());
  }

  private Map<Release, Judgement> judgements(Named example, List<Rule> rules) {
    Map<Release, Judgement> judgements = new LinkedHashMap<>();
    judgements.put(installed, Judgement.of(example, installed, rules));
    for (Release other : others) {
      judgements.put(other, Judgement.of(example, other, rules));
    }
    return judgements;
  }

  /**
   * Whether it is told for a release, the releases did different things with it when all were run,
   * or the linter says something else of it there than for the installed one.
   */
  private boolean dependsOnRelease(
      Named example, Evidence evidence, Release release, Map<Release, Judgement> judged) {
    ProofRecord.Line before = record.find(example.rule().id(), evidence.fingerprint());
    return example.example().release() != null
        || before != null && before.dependsOnRelease(example.position())
        || !judged.get(release).equals(judged.get(installed));
  }
}
