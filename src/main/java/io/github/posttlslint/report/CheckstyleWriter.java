package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checkstyle's XML, one {@code file} element per file, in the order of their names. */
final class CheckstyleWriter implements ReportWriter {

  @Override
  public void write(Report report, Sink out) throws IOException {
    Map<String, List<Finding>> files = new TreeMap<>();
    for (Finding finding : report.findings()) {
      files.computeIfAbsent(finding.span().file(), file -> new ArrayList<>()).add(finding);
    }
    Markup xml = new Markup(out);
    xml.constant("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("checkstyle", "version", "10.0").newline();
    for (Map.Entry<String, List<Finding>> file : files.entrySet()) {
      xml.open("file", "name", file.getKey()).newline();
      for (Finding finding : file.getValue()) {
        xml.single(
            "error",
            "line",
            Integer.toString(finding.span().startLine()),
            "column",
            Integer.toString(finding.span().startColumn()),
            "severity",
            level(finding.severity()),
            "message",
            RuleTexts.advice(finding),
            "source",
            Tool.NAME + "." + finding.rule().id());
        xml.newline();
      }
      xml.close().newline();
    }
    xml.close().newline();
  }

  private static String level(Severity severity) {
    return severity == Severity.NOTE ? "info" : severity.label();
  }
}
