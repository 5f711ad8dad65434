package io.github.posttlslint.report;

import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.secret.Hidden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * SARIF 2.1.0 with what GitHub, GitLab, Azure DevOps and Visual Studio Code ask for: one run, every
 * rule with results described, every result with a place. Compact, one rule or result per line.
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
    List<List<Entry>> results = new ArrayList<>();
    for (SetupReport setup : report.setups()) {
      results.add(results(setup));
    }
    List<Rule> rules = rules(report, results);
    Json json = new Json(out, false);
    json.beginObject().member("$schema", SCHEMA).member("version", "2.1.0");
    json.name("runs").beginArray().beginObject();
    json.name("tool").beginObject();
    SarifTaxonomies taxonomies = new SarifTaxonomies();
    SarifRules.writeDriver(report, rules, taxonomies, json);
    json.endObject().newline();
    writeInvocation(report.problems(), json);
    json.member("columnKind", "utf16CodeUnits").newline();
    json.member("redactionTokens", List.of(Hidden.MARK)).newline();
    taxonomies.write(json);
    json.name("results").beginArray();
    for (int i = 0; i < results.size(); i++) {
      SarifResults writer = new SarifResults(report.setups().get(i), rules, json);
      for (Entry entry : results.get(i)) {
        writer.write(entry);
      }
    }
    json.endArray().endObject().endArray().endObject();
    out.append('\n');
  }

  private List<Entry> results(SetupReport setup) {
    List<Entry> entries = new ArrayList<>(Entry.of(setup));
    entries.removeIf(entry -> !withSuppressed && entry.suppressed() != null);
    return entries;
  }

  /** The rules that have results, in the order of the rules: viewers ask for no others. */
  private static List<Rule> rules(Report report, List<List<Entry>> results) {
    Set<String> ids = new HashSet<>();
    for (List<Entry> entries : results) {
      for (Entry entry : entries) {
        ids.add(entry.finding().rule().id());
      }
    }
    List<Rule> rules = new ArrayList<>(report.rules().rules());
    rules.removeIf(rule -> !ids.contains(rule.id()));
    return rules;
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
