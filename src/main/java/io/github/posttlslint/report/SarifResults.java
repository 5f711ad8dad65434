package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.rule.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The findings of one setup as SARIF results (SARIF 2.1.0, section 3.27). */
final class SarifResults {
  private final SetupReport setup;
  private final Sources sources;
  private final List<Rule> rules;
  private final LineHashes hashes;
  private final Json json;
  private @Nullable Setup model;

  /**
   * Makes a writer.
   *
   * @param rules the rules in the order of {@code driver.rules}
   */
  SarifResults(SetupReport setup, List<Rule> rules, Json json) {
    this.setup = setup;
    this.sources = setup.sources();
    this.rules = rules;
    this.hashes = new LineHashes(setup.sources());
    this.json = json;
  }

  void write(Entry entry) throws IOException {
    Finding finding = entry.finding();
    String id = finding.rule().id();
    json.newline().beginObject().member("ruleId", id);
    int index = index(id);
    if (index >= 0) {
      json.member("ruleIndex", index);
    }
    json.member("level", finding.severity().label());
    writeMessage(message(finding));
    json.name("locations").beginArray().beginObject();
    writePhysicalLocation(finding.span());
    writeLogicalLocations(finding);
    json.endObject().endArray();
    writeRelated(finding.related());
    writeCodeFlow(finding);
    writeFix(finding.fix());
    writeFingerprints(entry);
    writeSuppression(entry.suppressed());
    writeProperties(finding);
    json.endObject();
  }

  /** The place of a rule among those of the run; -1 if it is not one of them. */
  private int index(String id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What was found and what to do, and links to the related places: {@code [text](1)} is the place
   * with id 1.
   */
  private static String message(Finding finding) {
    StringBuilder out = new StringBuilder();
    out.append(RuleTexts.advice(finding).replace("](", "]\u2060("));
    List<Finding.Related> related = finding.related();
    for (int i = 0; i < related.size(); i++) {
      String text = Characters.oneLine(related.get(i).message());
      String link = text.replace("[", "(").replace("]", ")");
      out.append(i == 0 ? " See [" : i + 1 == related.size() ? " and [" : ", [");
      out.append(link, 0, link.endsWith(".") ? link.length() - 1 : link.length());
      out.append("](").append(i + 1).append(')');
    }
    return related.isEmpty() ? out.toString() : out.append('.').toString();
  }

  private void writeMessage(String text) throws IOException {
    json.name("message").beginObject().member("text", text).endObject();
  }

  private void writePhysicalLocation(Span span) throws IOException {
    json.name("physicalLocation").beginObject();
    writeArtifact(span.file());
    writeRegion("region", span, text(span));
    writeContext(span);
    json.endObject();
  }

  private void writeArtifact(String file) throws IOException {
    json.name("artifactLocation").beginObject().member("uri", Places.uri(file)).endObject();
  }

  private void writeRegion(String name, Span span, @Nullable String snippet) throws IOException {
    json.name(name).beginObject();
    json.member("startLine", span.startLine()).member("startColumn", span.startColumn());
    json.member("endLine", span.endLine()).member("endColumn", span.endColumn());
    writeSnippet(snippet);
    json.endObject();
  }

  private void writeSnippet(@Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      json.name("snippet").beginObject().member("text", text).endObject();
    }
  }

  /** The lines of the region with one more on either side, where they may be shown. */
  private void writeContext(Span span) throws IOException {
    String file = span.file();
    int first = span.startLine();
    int last = span.endLine();
    if (text(span) == null) {
      return;
    }
    first -= first > 1 && sources.line(file, first - 1) != null ? 1 : 0;
    last += sources.line(file, last + 1) != null ? 1 : 0;
    if (first == span.startLine() && last == span.endLine()) {
      return;
    }
    json.name("contextRegion").beginObject();
    json.member("startLine", first).member("endLine", last);
    writeSnippet(text(new Span(file, first, 1, last, Integer.MAX_VALUE)));
    json.endObject();
  }

  /** The span's text; null where it may not be shown. */
  private @Nullable String text(Span span) {
    return Excerpt.text(span, sources);
  }

  /** The parameter, once for every service concerned. */
  private void writeLogicalLocations(Finding finding) throws IOException {
    String parameter = finding.parameter();
    if (parameter == null && finding.services().isEmpty()) {
      return;
    }
    json.name("logicalLocations").beginArray();
    List<String> services = finding.services();
    for (String service : Places.first(services)) {
      json.beginObject().member("name", parameter == null ? service : parameter);
      String name = parameter == null ? service : service + "/" + parameter;
      json.member("fullyQualifiedName", name).endObject();
    }
    if (parameter != null && finding.services().isEmpty()) {
      json.beginObject().member("name", parameter);
      json.member("fullyQualifiedName", parameter).endObject();
    }
    json.endArray();
  }

  private void writeRelated(List<Finding.Related> related) throws IOException {
    if (related.isEmpty()) {
      return;
    }
    json.name("relatedLocations").beginArray();
    for (int i = 0; i < related.size(); i++) {
      json.beginObject().member("id", i + 1);
      writePhysicalLocation(related.get(i).span());
      writeMessage(RuleTexts.sentence(Characters.oneLine(related.get(i).message())));
      json.endObject();
    }
    json.endArray();
  }

  private Setup model() {
    Setup known = model;
    if (known == null) {
      known = setup.setup().model();
      model = known;
    }
    return known;
  }

  /** How the effective value came about, where it was pieced together. */
  private void writeCodeFlow(Finding finding) throws IOException {
    List<SarifFlow.Step> steps = SarifFlow.of(finding, model());
    if (steps.isEmpty()) {
      return;
    }
    json.name("codeFlows").beginArray().beginObject().name("threadFlows").beginArray();
    json.beginObject().name("locations").beginArray();
    for (SarifFlow.Step step : steps) {
      json.beginObject().name("location").beginObject();
      json.name("physicalLocation").beginObject();
      writeArtifact(step.span().file());
      writeRegion("region", step.span(), text(step.span()));
      json.endObject();
      writeMessage(step.message());
      json.endObject().endObject();
    }
    json.endArray().endObject().endArray().endObject().endArray();
  }

  private void writeFix(Finding.@Nullable Fix fix) throws IOException {
    if (fix == null || fix.isOnlyDescribed() || !sources.show(fix)) {
      return;
    }
    Map<String, List<Finding.Edit>> files = new TreeMap<>();
    for (Finding.Edit edit : fix.edits()) {
      files.computeIfAbsent(edit.span().file(), file -> new ArrayList<>()).add(edit);
    }
    json.name("fixes").beginArray().beginObject();
    json.name("description").beginObject();
    json.member("text", RuleTexts.sentence(Characters.oneLine(fix.description()))).endObject();
    json.name("artifactChanges").beginArray();
    for (Map.Entry<String, List<Finding.Edit>> file : files.entrySet()) {
      json.beginObject();
      writeArtifact(file.getKey());
      json.name("replacements").beginArray();
      for (Finding.Edit edit : file.getValue()) {
        json.beginObject();
        writeRegion("deletedRegion", edit.span(), null);
        json.name("insertedContent").beginObject();
        json.member("text", edit.replacement()).endObject().endObject();
      }
      json.endArray().endObject();
    }
    json.endArray().endObject().endArray();
  }

  private void writeFingerprints(Entry entry) throws IOException {
    Span span = entry.finding().span();
    String hash = hashes.of(span.file(), span.startLine());
    json.name("partialFingerprints").beginObject();
    if (hash != null) {
      json.member("primaryLocationLineHash", hash);
    }
    json.member("postTlsLint/v1", entry.fingerprint()).endObject();
  }

  private void writeSuppression(@Nullable Suppressed suppressed) throws IOException {
    if (suppressed == null) {
      return;
    }
    json.name("suppressions").beginArray().beginObject();
    json.member("kind", suppressed.inSource() ? "inSource" : "external");
    if (suppressed.reason() != null) {
      json.member("justification", suppressed.reason());
    }
    json.endObject().endArray();
  }

  private void writeProperties(Finding finding) throws IOException {
    Finding.Fix fix = finding.fix();
    json.name("properties").beginObject();
    json.member("setup", setup.setup().directory());
    json.member("services", finding.services());
    if (fix != null) {
      json.member("fix", fix.description()).member("fixIsSafe", fix.safe());
    }
    json.endObject();
  }
}
