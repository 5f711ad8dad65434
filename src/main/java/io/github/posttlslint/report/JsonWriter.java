package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.Unverified;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tool's own format, {@code posttls-lint/1}. Its schema is the resource {@code
 * report.schema.json} beside this class; members may be added, but none is taken away or changed.
 */
final class JsonWriter implements ReportWriter {

  private final boolean statistics;

  /**
   * A writer.
   *
   * @param statistics whether findings are counted by rule, severity and setup, too
   */
  JsonWriter(boolean statistics) {
    this.statistics = statistics;
  }

  @Override
  public void write(Report report, Sink out) throws IOException {
    Json json = new Json(out, true);
    json.beginObject().member("format", "posttls-lint/1");
    json.name("tool").beginObject();
    json.member("name", Tool.NAME).member("version", report.toolVersion()).endObject();
    json.objects("setups", report.setups(), setup -> writeSetup(setup, json));
    json.name("findings").beginArray();
    for (SetupReport setup : report.setups()) {
      for (Entry entry : Entry.of(setup)) {
        writeFinding(entry, setup, json);
      }
    }
    json.endArray().name("unverified").beginArray();
    for (SetupReport setup : report.setups()) {
      for (Unverified item : setup.unverified()) {
        writeUnverified(item, setup.setup().directory(), json);
      }
    }
    json.endArray().name("problems").beginArray();
    for (Report.Problem problem : report.problems()) {
      json.beginObject().member("file", problem.file()).name("line");
      if (problem.line() > 0) {
        json.value(problem.line());
      } else {
        json.value(null);
      }
      json.member("message", problem.message()).endObject();
    }
    json.endArray();
    writeRules(report, json);
    json.name("summary").beginObject();
    writeCounts(Tally.of(report), json);
    json.endObject();
    if (statistics) {
      writeStatistics(report, json);
    }
    json.endObject();
    out.append('\n');
  }

  private static void writeSetup(SetupReport setup, Json json) throws IOException {
    json.member("directory", setup.setup().directory());
    PlatformJson.write(setup.setup().platform(), json);
    json.member("services", setup.setup().services());
  }

  private static void writeFinding(Entry entry, SetupReport setup, Json json) throws IOException {
    String directory = setup.setup().directory();
    Finding finding = entry.finding();
    json.beginObject().member("rule", finding.rule().id());
    json.member("severity", finding.severity().label()).member("message", finding.message());
    json.member("help", finding.help());
    writePlace(finding.span(), directory, json);
    json.member("parameter", finding.parameter()).member("services", finding.services());
    json.name("related").beginArray();
    for (Finding.Related related : finding.related()) {
      json.beginObject();
      writePlace(related.span(), directory, json);
      json.member("message", related.message()).endObject();
    }
    json.endArray();
    writeFix(finding, setup, json);
    json.member("fingerprint", entry.fingerprint());
    if (!finding.also().isEmpty()) {
      json.member("also", finding.also());
    }
    String hidden = setup.sources().hidden(finding.span());
    if (!hidden.isEmpty()) {
      json.member("hidden", hidden);
    }
    Suppressed suppressed = entry.suppressed();
    if (suppressed == null) {
      json.member("suppressed", (String) null);
    } else {
      json.name("suppressed").beginObject().member("reason", suppressed.reason());
      json.member("file", Places.within(directory, suppressed.where().file()));
      json.member("line", suppressed.where().startLine()).endObject();
    }
    json.endObject();
  }

  private static void writeFix(Finding finding, SetupReport setup, Json json) throws IOException {
    Finding.Fix fix = finding.fix();
    if (fix == null) {
      json.member("fix", (String) null);
      return;
    }
    json.name("fix").beginObject().member("safe", fix.safe());
    json.member("description", fix.description());
    json.name("edits").beginArray();
    if (setup.sources().show(fix)) {
      for (Finding.Edit edit : fix.edits()) {
        json.beginObject();
        writePlace(edit.span(), setup.setup().directory(), json);
        json.member("replacement", edit.replacement()).endObject();
      }
    }
    json.endArray().endObject();
  }

  private static void writeUnverified(Unverified item, String directory, Json json)
      throws IOException {
    json.beginObject().member("rule", item.rule().id());
    writePlace(item.span(), directory, json);
    json.member("parameter", item.parameter()).member("reason", item.reason()).endObject();
  }

  /** {@code file} is relative to the setup where it can be, {@code path} as users know it. */
  private static void writePlace(Span span, String directory, Json json) throws IOException {
    json.member("file", Places.within(directory, span.file())).member("path", span.file());
    json.member("setup", directory);
    json.member("line", span.startLine()).member("column", span.startColumn());
    json.member("endLine", span.endLine()).member("endColumn", span.endColumn());
  }

  /** What the rules that found something say of it, once for each. */
  private static void writeRules(Report report, Json json) throws IOException {
    Map<String, Rule> rules = new TreeMap<>();
    for (SetupReport setup : report.setups()) {
      for (Finding finding : setup.findings()) {
        rules.put(finding.rule().id(), finding.rule());
      }
      for (Suppressed suppressed : setup.suppressed()) {
        rules.put(suppressed.finding().rule().id(), suppressed.finding().rule());
      }
    }
    RuleLinks links = RuleLinks.load();
    json.name("rules").beginObject();
    for (Rule rule : rules.values()) {
      RuleText text = report.rules().text(rule);
      json.name(rule.id()).beginObject().member("title", rule.title());
      json.member("why", text.why().strip()).member("mend", text.mend().strip());
      json.member("url", links.best(rule, report.rules())).endObject();
    }
    json.endObject();
  }

  private static void writeCounts(Tally tally, Json json) throws IOException {
    json.member("error", tally.errors()).member("warning", tally.warnings());
    json.member("note", tally.notes()).member("unverified", tally.unverified());
    json.member("suppressed", tally.suppressed());
  }

  private static void writeStatistics(Report report, Json json) throws IOException {
    json.name("statistics").beginObject();
    json.objects(
        "rules",
        RuleCount.all(report.setups()),
        one ->
            json.member("rule", one.rule().id())
                .member("severity", one.severity().label())
                .member("count", one.count()));
    json.name("severities").beginObject();
    Tally all = Tally.of(report);
    json.member("error", all.errors()).member("warning", all.warnings());
    json.member("note", all.notes()).endObject();
    json.objects(
        "setups",
        report.setups(),
        setup -> {
          json.member("directory", setup.setup().directory());
          writeCounts(Tally.of(List.of(setup)), json);
        });
    json.endObject();
  }
}
