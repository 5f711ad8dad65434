package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Fingerprints;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;

/** GitLab Code Quality: an array of issues; suppressed findings are left out. */
final class GitlabWriter implements ReportWriter {

  @Override
  public void write(Report report, Sink out) throws IOException {
    Json json = new Json(out, true);
    json.beginArray();
    for (SetupReport setup : report.setups()) {
      for (Entry entry : Entry.of(setup)) {
        if (entry.suppressed() == null) {
          writeIssue(entry, setup.setup().directory(), json);
        }
      }
    }
    json.endArray();
    out.append('\n');
  }

  private static void writeIssue(Entry entry, String directory, Json json) throws IOException {
    Finding finding = entry.finding();
    json.beginObject().member("description", RuleTexts.advice(finding));
    json.member("check_name", finding.rule().id());
    // unique in the whole report: GitLab takes equal ones for one issue
    json.member("fingerprint", Fingerprints.hash(directory + "\n" + entry.fingerprint()));
    json.member("severity", severity(finding.severity()));
    json.name("location").beginObject().member("path", finding.span().file());
    json.name("positions").beginObject();
    writePosition("begin", finding.span().startLine(), finding.span().startColumn(), json);
    writePosition("end", finding.span().endLine(), finding.span().endColumn(), json);
    json.endObject().endObject().endObject();
  }

  private static void writePosition(String name, int line, int column, Json json)
      throws IOException {
    json.name(name).beginObject().member("line", line).member("column", column).endObject();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case NOTE -> "info";
    };
  }
}
