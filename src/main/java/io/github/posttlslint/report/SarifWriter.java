package io.github.posttlslint.report;

import io.github.posttlslint.lint.Report;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.setup.Redaction;
import java.io.IOException;
import java.util.List;

/**
 * SARIF 2.1.0 with what GitHub, GitLab, Azure DevOps and Visual Studio Code ask for: one run, every
 * enabled rule described, every result with a place. Compact, one rule or result per line.
 */
final class SarifWriter implements ReportWriter {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final boolean withSuppressed;

  /**
   * Makes a writer.
   *
   * @param withSuppressed whether silenced findings are listed, marked as such
   */
  SarifWriter(boolean withSuppressed) {
    this.withSuppressed = withSuppressed;
  }

  @Override
  public void write(Report report, Sink out) throws IOException {
    Json json = new Json(out, false);
    json.beginObject().member("$schema", SCHEMA).member("version", "2.1.0");
    json.name("runs").beginArray().beginObject();
    json.name("tool").beginObject();
    SarifTaxonomies taxonomies = new SarifTaxonomies();
    SarifRules.writeDriver(report, taxonomies, json);
    json.endObject().newline();
    writeInvocation(report.problems(), json);
    json.member("columnKind", "utf16CodeUnits").newline();
    json.member("redactionTokens", List.of(Redaction.MARK)).newline();
    taxonomies.write(json);
    json.name("results").beginArray();
    for (SetupReport setup : report.setups()) {
      SarifResults results = new SarifResults(setup, report.rules().rules(), json);
      for (Entry entry : Entry.of(setup)) {
        if (withSuppressed || entry.suppressed() == null) {
          results.write(entry);
        }
      }
    }
    json.endArray().endObject().endArray().endObject();
    out.append('\n');
  }

  /** How the run went; trouble of the tool is no result. */
  private static void writeInvocation(List<Report.Problem> problems, Json json) throws IOException {
    json.name("invocations").beginArray().beginObject();
    json.member("executionSuccessful", problems.isEmpty());
    json.name("toolExecutionNotifications").beginArray();
    for (Report.Problem problem : problems) {
      json.newline().beginObject().member("level", "error");
      json.name("message").beginObject();
      json.member("text", RuleTexts.sentence(Characters.oneLine(problem.message()))).endObject();
      if (problem.file() != null) {
        json.name("locations").beginArray().beginObject();
        json.name("physicalLocation").beginObject();
        json.name("artifactLocation").beginObject();
        json.member("uri", Places.uri(problem.file())).endObject();
        if (problem.line() > 0) {
          json.name("region").beginObject().member("startLine", problem.line()).endObject();
        }
        json.endObject().endObject().endArray();
      }
      json.endObject();
    }
    json.endArray().endObject().endArray();
  }
}
