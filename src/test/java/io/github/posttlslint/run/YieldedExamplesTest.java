package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.RuleExamples;
import io.github.posttlslint.testkit.RuleExamples.Named;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Each rule that yields to another in an example of any rule speaks where the other is disabled,
 * and is silent where the other is ignored, in the baseline, or matters too little.
 */
@Slow
class YieldedExamplesTest {

  private static final int FEWEST = 50;

  /** Told of the comment in the file that the winner does not stand in. */
  private static final String UNUSED = "suppression-unused";

  private final List<Rule> rules = BuiltInRules.load().usualRules();
  private final Parameters parameters = Parameters.load();

  /** An example where a rule yields to another. */
  private record Meeting(Named example, String yielder, String winner) {}

  private SetupReport judge(Example example, List<Rule> judges) {
    ExampleSetup files = new ExampleSetup(example, parameters);
    Setup setup = files.build();
    return new Linter(judges, files.settings()).judge(setup);
  }

  private List<Rule> without(String id) {
    return rules.stream().filter(rule -> !rule.id().equals(id)).toList();
  }

  private List<Meeting> meetings() throws IOException {
    Map<String, Meeting> meetings = new TreeMap<>();
    for (Named one : RuleExamples.read().chosen()) {
      for (Finding finding : judge(one.example(), rules).findings()) {
        for (String yielder : finding.also()) {
          String winner = finding.rule().id();
          meetings.putIfAbsent(yielder + " " + winner, new Meeting(one, yielder, winner));
        }
      }
    }
    return List.copyOf(meetings.values());
  }

  private static Set<String> told(SetupReport report) {
    Set<String> told = new TreeSet<>();
    for (Finding finding : report.findings()) {
      told.add(finding.rule().id());
      told.addAll(finding.also());
    }
    return told;
  }

  private static Set<String> ids(SetupReport report) {
    Set<String> ids = new TreeSet<>();
    report.findings().forEach(finding -> ids.add(finding.rule().id()));
    ids.remove(UNUSED);
    return ids;
  }

  @Test
  void everyPairKeepsToItsWord() throws Exception {
    List<Meeting> meetings = meetings();
    System.out.println(meetings.size() + " pairs of rules, one of which yields in an example");
    assertThat(meetings).hasSizeGreaterThan(FEWEST);
    SoftAssertions softly = new SoftAssertions();
    for (Meeting meeting : meetings) {
      String name =
          meeting.yielder() + " yields to " + meeting.winner() + " in " + meeting.example().name();
      Example example = meeting.example().example();
      SetupReport report = judge(example, rules);

      SetupReport disabled = judge(example, without(meeting.winner()));
      softly.assertThat(told(disabled)).as(name + ", disabled").contains(meeting.yielder());

      List<String> entries = new ArrayList<>(Baseline.entries(report, "."));
      entries.removeIf(entry -> !entry.startsWith(meeting.winner() + "\t"));
      SetupReport fresh = Baseline.read(Baseline.text(entries)).apply(report, ".", "baseline");
      Set<String> elsewhere = elsewhere(report, meeting);
      softly.assertThat(ids(fresh)).as(name + ", known").isSubsetOf(elsewhere);

      SetupReport ignored = judge(ignoring(example, meeting.winner()), rules);
      if (!ids(ignored).contains(meeting.winner())) {
        softly.assertThat(ids(ignored)).as(name + ", ignored").isSubsetOf(elsewhere);
      }
      Severity most = Severity.NOTE;
      for (Finding finding : report.findings()) {
        boolean isWinner = finding.rule().id().equals(meeting.winner());
        most = isWinner && finding.severity().compareTo(most) > 0 ? finding.severity() : most;
      }
      for (Finding finding : report.findings()) {
        if (finding.rule().id().equals(meeting.yielder())
            && !elsewhere.contains(meeting.yielder())) {
          softly.assertThat(finding.severity()).as(name + ", too mild").isLessThanOrEqualTo(most);
        }
      }
    }
    softly.assertAll();
  }

  /** The rules that report something else than what the winner tells. */
  private static Set<String> elsewhere(SetupReport report, Meeting meeting) {
    Set<String> ids = ids(report);
    ids.remove(meeting.winner());
    return ids;
  }

  private static Example ignoring(Example example, String rule) {
    String comment = "# posttls-lint: ignore-file[" + rule + "]\n";
    Map<String, Object> files = new HashMap<>(example.files());
    for (String name : List.of("main.cf", "master.cf")) {
      Object usual = name.equals("main.cf") ? "" : ExampleSetup.MASTER;
      if (files.getOrDefault(name, usual) instanceof String text) {
        files.put(name, comment + text);
      }
    }
    return new Example(
        example.bad(), example.title(), example.release(), List.of(), example.options(), files);
  }
}
