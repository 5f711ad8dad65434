package io.github.posttlslint.report;

import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.List;

/** How many findings there are by rule, by severity and by setup, in place of the findings. */
final class StatisticsWriter implements ReportWriter {

  /** Columns of the counts; longer ones push the text to the right. */
  private static final int COUNT = 6;

  /** Columns of a count with the longest word for a severity. */
  private static final int COUNTED = COUNT + 1 + "warnings".length();

  @Override
  public void write(Report report, Sink out) throws IOException {
    List<RuleCount> rules = RuleCount.all(report.setups());
    if (!rules.isEmpty()) {
      out.append("by rule\n");
      for (RuleCount one : rules) {
        String counted = counted(one.count(), one.severity());
        out.append(counted).append(" ".repeat(Math.max(0, COUNTED - counted.length())));
        out.append("  ").append(one.rule().id());
        out.append(": ").append(Characters.oneLine(one.rule().title())).append('\n');
      }
      out.append("\nby severity\n");
      Tally all = Tally.of(report);
      out.append(counted(all.errors(), Severity.ERROR)).append('\n');
      out.append(counted(all.warnings(), Severity.WARNING)).append('\n');
      out.append(counted(all.notes(), Severity.NOTE)).append("\n\nby set-up\n");
      for (SetupReport setup : report.setups()) {
        out.append("  ").append(Characters.name(setup.setup().directory())).append(": ");
        out.append(Tally.of(List.of(setup)).sentence()).append('\n');
      }
      out.append('\n');
    }
    out.append(Characters.oneLine(Ending.of(report, false))).append('\n');
  }

  /** For example {@code 12 errors}, with blanks before it. */
  private static String counted(int count, Severity severity) {
    String number = Integer.toString(count);
    String word = severity.label() + (count == 1 ? "" : "s");
    return " ".repeat(Math.max(0, COUNT - number.length())) + number + " " + word;
  }
}
