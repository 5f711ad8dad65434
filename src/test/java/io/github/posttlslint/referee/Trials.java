package io.github.posttlslint.referee;

import io.github.posttlslint.testkit.RuleExamples.Named;
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
  private final Map<String, Evidence> evidence;

  /** Makes the choice for an installed release, and others beside it. */
  Trials(
      Release installed, List<Release> others, ProofRecord record, Map<String, Evidence> evidence) {
    this.installed = installed;
    this.others = others;
    this.record = record;
    this.evidence = evidence;
  }

  /**
   * All with the installed one; with others those whose outcome depends on the release, and a tenth
   * of the rest.
   *
   * @param everything all with all
   */
  Map<Release, List<Trial>> of(List<Named> examples, boolean everything) {
    Map<Release, List<Trial>> trials = new LinkedHashMap<>();
    trials.put(installed, new ArrayList<>());
    others.forEach(other -> trials.put(other, new ArrayList<>()));
    for (Named example : examples) {
      Evidence own = evidence.get(example.rule().id());
      if (!canBeRun(example, own)) {
        continue;
      }
      boolean withAll = everything || dependsOnRelease(example, own);
      for (Map.Entry<Release, List<Trial>> list : trials.entrySet()) {
        Release release = list.getKey();
        if (withAll || release.equals(installed) || isOfPart(example, release)) {
          list.getValue().add(new Trial(example, own, release));
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

  /**
   * Whether it is told for a release, or the releases differed in what the rule said or Postfix did
   * when all were run. That is not known either of a rule that was changed since.
   */
  private boolean dependsOnRelease(Named example, Evidence evidence) {
    ProofRecord.Line line = record.find(example.rule().id(), evidence.fingerprint());
    return example.example().release() != null
        || line == null
        || line.dependsOnRelease(example.position());
  }

  /** The same tenth in every run, and another one for each release. */
  private static boolean isOfPart(Named example, Release release) {
    return Math.floorMod(Objects.hash(example.name(), release.branch()), PART) == 0;
  }
}
