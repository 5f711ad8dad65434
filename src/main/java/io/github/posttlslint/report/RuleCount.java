package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a rule found something that matters so much.
 *
 * @param severity that of the findings; a rule can have findings of several
 * @param count at least 1; suppressed findings do not count
 */
record RuleCount(Rule rule, Severity severity, int count) {

  /** The most frequent first; of equally frequent ones the worst, and then by id. */
  private static final Comparator<RuleCount> ORDER =
      Comparator.comparingInt(RuleCount::count)
          .thenComparing(RuleCount::severity)
          .reversed()
          .thenComparing(one -> one.rule().id());

  /** The counts of all that rules found in some setups. */
  static List<RuleCount> all(List<SetupReport> setups) {
    Map<String, RuleCount> counts = new TreeMap<>();
    for (SetupReport setup : setups) {
      for (Finding finding : setup.findings()) {
        counts.merge(
            finding.rule().id() + " " + finding.severity().label(),
            new RuleCount(finding.rule(), finding.severity(), 1),
            (one, other) -> new RuleCount(one.rule, one.severity, one.count + other.count));
      }
    }
    List<RuleCount> all = new ArrayList<>(counts.values());
    all.sort(ORDER);
    return all;
  }
}
