package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;

/** Workflow commands of GitHub Actions: annotations, the worst first. */
final class GithubWriter implements ReportWriter {
  /** How many annotations of one kind GitHub shows per step. */
  private static final int MOST = 10;

  /** What ends a line within the text of a command. */
  private static final String NEW_LINE = "%0A";

  private static final Severity[] WORST_FIRST = {Severity.ERROR, Severity.WARNING, Severity.NOTE};

  @Override
  public void write(Report report, Sink out) throws IOException {
    boolean tooMany = false;
    for (Severity severity : WORST_FIRST) {
      tooMany |= report.count(severity) > MOST;
    }
    if (tooMany) {
      out.own("::").append("notice title=").append(Tool.NAME).append("::");
      out.append(Tally.of(report).sentence());
      out.append(". GitHub shows only some of them; the log has all.\n");
    }
    for (Severity severity : WORST_FIRST) {
      for (Finding finding : report.findings()) {
        if (finding.severity() == severity) {
          writeCommand(finding, out);
        }
      }
    }
  }

  private static void writeCommand(Finding finding, Sink out) throws IOException {
    Span span = finding.span();
    out.own("::");
    out.append(finding.severity() == Severity.NOTE ? "notice" : finding.severity().label());
    out.append(" file=").append(property(span.file()));
    out.append(",line=").append(Integer.toString(span.startLine()));
    out.append(",endLine=").append(Integer.toString(span.endLine()));
    // GitHub refuses columns where the lines differ
    if (span.startLine() == span.endLine()) {
      out.append(",col=").append(Integer.toString(span.startColumn()));
      out.append(",endColumn=").append(Integer.toString(span.endColumn()));
    }
    out.append(",title=").append(property(finding.rule().id()));
    out.append("::").append(data(finding.message()));
    String help = RuleTexts.help(finding);
    out.append(help.isEmpty() ? "" : NEW_LINE + data(help)).append('\n');
  }

  /** Escapes the text of a command. */
  private static String data(String text) {
    return Characters.oneLine(text).replace("%", "%25");
  }

  /** Escapes a property of a command: GitHub has to know a file by its name. */
  private static String property(String text) {
    String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    return Characters.visible(escaped).replace(":", "%3A").replace(",", "%2C");
  }
}
