package io.github.posttlslint.report;

import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.Hash;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.Unverified;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One self-contained page: nothing is loaded from elsewhere, and everything can be read without the
 * script, which only filters. The page's policy lets no other script or style in, should text of a
 * configuration ever get through as markup.
 */
final class HtmlWriter implements ReportWriter {
  private static final Severity[] WORST_FIRST = {Severity.ERROR, Severity.WARNING, Severity.NOTE};

  /** With more findings than this, explanations stand once per rule instead of at each finding. */
  private static final int MANY = 200;

  @Override
  public void write(Report report, Sink out) throws IOException {
    Markup html = new Markup(out);
    Tally tally = Tally.of(report);
    html.constant("<!DOCTYPE html>\n").open("html", "lang", "en").newline();
    writeHead(tally, html);
    html.open("body").newline().open("header").newline();
    html.element("h1", "Postfix and TLS: what " + Tool.NAME + " found").newline();
    HtmlOverview overview = new HtmlOverview(report, html);
    overview.writeSummary();
    writeCounts(tally, html);
    html.close().newline().open("main").newline();
    writeProblems(report.problems(), html);
    overview.writeRules();
    if (report.findings().size() > 1) {
      writeFilter(report, html);
    }
    boolean many = report.findings().size() > MANY;
    HtmlFindings findings = new HtmlFindings(report, many, html);
    if (report.setups().size() > 1) {
      overview.writeIndex();
      new HtmlCalendar(report, html).write();
      html.open("section", "id", "together", "class", "findings", "hidden", "").close().newline();
    }
    for (int i = 0; i < report.setups().size(); i++) {
      writeSetup(report.setups().get(i), i + 1, findings, html);
    }
    if (many) {
      writeRules(report, findings, html);
    }
    html.close().newline().open("footer");
    html.element("p", Tool.NAME + " " + report.toolVersion(), "class", "soft").close().newline();
    html.open("script").constant(resource("report.js")).close().newline();
    html.close().close().newline();
  }

  private static void writeHead(Tally tally, Markup html) throws IOException {
    String style = resource("report.css");
    String policy =
        "default-src 'none'; style-src '"
            + digest(style)
            + "'; script-src '"
            + digest(resource("report.js"))
            + "'; base-uri 'none'; form-action 'none'";
    html.open("head").newline().single("meta", "charset", "utf-8").newline();
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", policy).newline();
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.newline().single("meta", "name", "color-scheme", "content", "light dark").newline();
    html.element("title", Tool.NAME + ": " + tally.sentence()).newline();
    html.open("style").constant(style).close().newline().close().newline();
  }

  private static void writeCounts(Tally tally, Markup html) throws IOException {
    html.open("ul", "class", "counts").newline();
    writeCount("error", tally.errors(), tally.errors() == 1 ? "error" : "errors", html);
    writeCount("warning", tally.warnings(), tally.warnings() == 1 ? "warning" : "warnings", html);
    writeCount("note", tally.notes(), tally.notes() == 1 ? "note" : "notes", html);
    writeCount("soft", tally.unverified(), "not checked", html);
    if (tally.suppressed() > 0) {
      writeCount("soft", tally.suppressed(), "suppressed", html);
    }
    html.close().newline();
  }

  private static void writeCount(String kind, int count, String label, Markup html)
      throws IOException {
    html.open("li", "class", kind).element("b", Integer.toString(count));
    html.text(" " + label).close().newline();
  }

  private static void writeProblems(List<Report.Problem> problems, Markup html) throws IOException {
    if (problems.isEmpty()) {
      return;
    }
    html.open("section", "class", "trouble").newline();
    html.element("h2", "Not everything could be read").newline().open("ul").newline();
    for (Report.Problem problem : problems) {
      html.open("li");
      if (problem.file() != null) {
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        html.element("code", Characters.visible(problem.file()) + line).text(": ");
      }
      html.text(Characters.visible(problem.message())).close().newline();
    }
    html.close().newline().close().newline();
  }

  /** The form stays hidden until the script finds it. */
  private static void writeFilter(Report report, Markup html) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    TreeSet<String> rules = new TreeSet<>();
    TreeSet<String> services = new TreeSet<>();
    for (Finding finding : report.findings()) {
      services.addAll(finding.services());
      files.add(finding.span().file());
      rules.add(finding.rule().id());
    }
    html.open("form", "id", "filter", "class", "filter", "role", "search", "hidden", "");
    html.newline().open("fieldset").element("legend", "Show").newline();
    for (Severity severity : WORST_FIRST) {
      html.open("label");
      html.single("input", "type", "checkbox", "value", severity.label(), "checked", "");
      html.text(" " + severity.label() + "s").close().newline();
    }
    html.close().newline();
    writeChoice("File", "file", files, html);
    writeChoice("Rule", "rule", rules, html);
    writeChoice("Service", "service", services, html);
    html.open("label").text("Text ");
    html.single("input", "type", "search", "name", "text").close().newline();
    writeWords("Group by ", "group", List.of("file", "rule", "severity", "set-up"), html);
    writeWords("Sort by ", "sort", List.of("place", "severity", "rule"), html);
    html.element("button", "Show all", "type", "reset").newline();
    html.element("output", "", "id", "shown", "role", "status").close().newline();
  }

  private static void writeWords(String label, String name, List<String> words, Markup html)
      throws IOException {
    html.open("label").text(label).open("select", "name", name);
    for (String word : words) {
      html.element("option", word, "value", word);
    }
    html.close().close().newline();
  }

  private static void writeChoice(String label, String name, Iterable<String> values, Markup html)
      throws IOException {
    html.open("label").text(label + " ").open("select", "name", name);
    html.element("option", "all", "value", "");
    for (String value : values) {
      html.element("option", Characters.visible(value), "value", value);
    }
    html.close().close().newline();
  }

  private static void writeSetup(SetupReport setup, int number, HtmlFindings findings, Markup html)
      throws IOException {
    String id = "setup-" + number;
    html.open("section", "id", id, "aria-labelledby", id + "-title").newline();
    String directory = Characters.visible(setup.setup().directory());
    html.open("h2", "id", id + "-title").text("Set-up ").element("code", directory).close();
    html.newline();
    Setup model = setup.setup().model();
    String host = hostName(model);
    html.open("p", "class", "soft").text("Judged as " + Ending.release(setup.setup()) + ".");
    if (!host.isEmpty()) {
      html.text(" It calls itself ").element("code", host).text(".");
    }
    html.close().newline();
    List<TlsFiles> files = TlsFiles.of(model);
    List<Listener> listeners = Listeners.of(model, files);
    List<Connection> connections = Connection.all(model, listeners);
    if (!findings.isBrief()) {
      // the words below say the same
      HtmlPicture.write(connections, html);
    }
    HtmlListeners.write(listeners, html);
    if (!setup.setup().promises().isEmpty()) {
      HtmlPromises.write(setup.setup().promises(), html);
    }
    findings.write(setup);
    HtmlCertificates.write(files, setup, html);
    if (!findings.isBrief()) {
      HtmlClients.write(model, html);
    }
    writeUnverified(setup.unverified(), setup.setup().directory(), html);
    writeSuppressed(setup.suppressed(), html);
    HtmlValues.write(model, connections, !findings.isBrief(), html);
    html.close().newline();
  }

  /** The value of myhostname where main.cf sets it; empty if it does not, or it is not known. */
  static String hostName(Setup model) {
    Value value = model.value("myhostname");
    return value.isExplicit() ? Characters.visible(value.known().or("", "")) : "";
  }

  private static void writeUnverified(List<Unverified> unverified, String directory, Markup html)
      throws IOException {
    if (unverified.isEmpty()) {
      return;
    }
    html.element("h3", "What could not be judged, and why").newline().open("table").newline();
    html.element("caption", unverified.size() == 1 ? "1 place" : unverified.size() + " places");
    writeHeadings(html, "Place", "Parameter", "Why", "Rule");
    html.open("tbody").newline();
    for (Unverified item : unverified) {
      String place = Places.within(directory, item.span().toString());
      html.open("tr").open("td").element("code", Characters.visible(place));
      html.close().open("td").element("code", item.parameter() == null ? "" : item.parameter());
      html.close().element("td", Characters.visible(item.reason()));
      html.open("td").element("code", item.rule().id()).close().close().newline();
    }
    html.close().newline().close().newline();
  }

  private static void writeSuppressed(List<Suppressed> suppressed, Markup html) throws IOException {
    if (suppressed.isEmpty()) {
      return;
    }
    html.element("h3", "Suppressed findings").newline().open("table").newline();
    html.element("caption", "Silenced by a comment or a baseline");
    writeHeadings(html, "Place", "Finding", "Silenced at", "Reason");
    html.open("tbody").newline();
    for (Suppressed item : suppressed) {
      Finding finding = item.finding();
      html.open("tr").open("td").element("code", Characters.visible(finding.span().toString()));
      html.close().open("td").text(Characters.visible(finding.message()) + " ");
      html.element("code", finding.rule().id()).close().open("td");
      String where = item.where().file() + ":" + item.where().startLine();
      html.element("code", Characters.visible(where)).close();
      html.element("td", item.reason() == null ? "none given" : Characters.visible(item.reason()));
      html.close().newline();
    }
    html.close().newline().close().newline();
  }

  static void writeHeadings(Markup html, String... headings) throws IOException {
    html.open("thead").open("tr");
    for (String heading : headings) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().newline();
  }

  /** The explanations of all rules that found something. */
  private static void writeRules(Report report, HtmlFindings findings, Markup html)
      throws IOException {
    Map<String, Rule> rules = new TreeMap<>();
    for (Finding finding : report.findings()) {
      rules.put(finding.rule().id(), finding.rule());
    }
    html.open("section").newline().element("h2", "The rules that found something").newline();
    for (Rule rule : rules.values()) {
      html.open("section", "id", "rule-" + rule.id());
      html.open("h3").element("code", rule.id()).text(": " + rule.title()).close();
      findings.writeExplanation(rule);
      html.close().newline();
    }
    html.close().newline();
  }

  private static String resource(String name) throws IOException {
    return new String(PackedFile.read(HtmlWriter.class, name), StandardCharsets.UTF_8);
  }

  /** The source expression of Content Security Policy level 2 for an inline script or style. */
  private static String digest(String text) {
    byte[] digest = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
