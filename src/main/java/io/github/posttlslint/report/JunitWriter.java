package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JUnit's XML as CI servers read it: a suite per setup, a test case per finding. Errors and
 * warnings are failures, notes are passed cases with output, suppressed findings are skipped, and a
 * setup without findings is one passed case.
 */
final class JunitWriter implements ReportWriter {

  @Override
  public void write(Report report, Sink out) throws IOException {
    Tally tally = Tally.of(report);
    Markup xml = new Markup(out);
    xml.constant("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    int total = report.problems().size();
    for (SetupReport setup : report.setups()) {
      total += cases(setup);
    }
    open(
        xml,
        "testsuites",
        Tool.NAME,
        total,
        tally.errors() + tally.warnings(),
        report.problems().size(),
        null);
    for (SetupReport setup : report.setups()) {
      writeSetup(setup, xml);
    }
    if (!report.problems().isEmpty()) {
      writeProblems(report.problems(), xml);
    }
    xml.close().newline();
  }

  private static int cases(SetupReport setup) {
    return Math.max(1, setup.findings().size() + setup.suppressed().size());
  }

  private static void writeSetup(SetupReport setup, Markup xml) throws IOException {
    int failures = 0;
    for (Finding finding : setup.findings()) {
      failures += finding.severity() == Severity.NOTE ? 0 : 1;
    }
    String directory = setup.setup().directory();
    String skipped = Integer.toString(setup.suppressed().size());
    open(xml, "testsuite", directory, cases(setup), failures, 0, skipped);
    for (Finding finding : setup.findings()) {
      openCase(finding, xml);
      String place = Characters.name(finding.span().toString());
      String message = Characters.oneLine(finding.message());
      String help = finding.help().isBlank() ? "" : "\n" + RuleTexts.help(finding);
      if (finding.severity() == Severity.NOTE) {
        xml.element("system-out", place + ": note: " + message + help);
      } else {
        String text = place + ": " + finding.severity().label() + ": " + message + help;
        xml.element("failure", text, "type", finding.severity().label(), "message", message);
      }
      xml.close().newline();
    }
    for (Suppressed suppressed : setup.suppressed()) {
      openCase(suppressed.finding(), xml);
      String reason = suppressed.reason() == null ? "suppressed" : suppressed.reason();
      xml.single("skipped", "message", Characters.oneLine(reason)).close().newline();
    }
    if (setup.findings().isEmpty() && setup.suppressed().isEmpty()) {
      xml.single("testcase", "classname", directory, "name", "no findings", "time", "0").newline();
    }
    xml.close().newline();
  }

  private static void writeProblems(List<Report.Problem> problems, Markup xml) throws IOException {
    open(xml, "testsuite", Tool.NAME, problems.size(), 0, problems.size(), "0");
    for (Report.Problem problem : problems) {
      String file = problem.file() == null ? Tool.NAME : problem.file();
      String name = problem.line() > 0 ? "problem at line " + problem.line() : "problem";
      String message = Characters.oneLine(problem.message());
      xml.open("testcase", "classname", file, "name", name, "time", "0");
      xml.element("error", message, "type", "problem", "message", message).close().newline();
    }
    xml.close().newline();
  }

  /**
   * Starts a suite.
   *
   * @param skipped null for all suites together, of which Jenkins does not want to know it
   */
  private static void open(
      Markup xml,
      String element,
      String name,
      int tests,
      int failures,
      int errors,
      @Nullable String skipped)
      throws IOException {
    xml.open(
        element,
        "name",
        name,
        "tests",
        Integer.toString(tests),
        "failures",
        Integer.toString(failures),
        "errors",
        Integer.toString(errors),
        "skipped",
        skipped,
        "time",
        "0");
    xml.newline();
  }

  private static void openCase(Finding finding, Markup xml) throws IOException {
    String place = finding.span().startLine() + ":" + finding.span().startColumn();
    xml.open(
        "testcase",
        "classname",
        finding.span().file(),
        "name",
        finding.rule().id() + " at " + place,
        "time",
        "0");
  }
}
