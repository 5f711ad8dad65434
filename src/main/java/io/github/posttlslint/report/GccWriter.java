package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import java.io.IOException;

/** {@code file:line:column: severity: message [rule]}, as compilers print: editors know it. */
final class GccWriter implements ReportWriter {

  @Override
  public void write(Report report, Sink out) throws IOException {
    for (Finding finding : report.findings()) {
      out.append(Characters.name(finding.span().toString())).append(": ");
      out.append(finding.severity().label()).append(": ");
      out.append(Characters.oneLine(finding.message()));
      out.append(" [").append(finding.rule().id()).append("]\n");
    }
  }
}
