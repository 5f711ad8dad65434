package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Fingerprints;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.util.List;

/** Findings in the page, grouped by file. */
final class HtmlFindings {
  /** As many hex digits of a fingerprint as tell thousands of findings apart. */
  private static final int ID_LENGTH = 12;

  private final Report report;
  private final boolean brief;
  private final Markup html;
  private final RuleLinks links;

  /**
   * Makes a writer.
   *
   * @param brief whether findings only point to the explanations of their rules, for there are many
   */
  HtmlFindings(Report report, boolean brief, Markup html) {
    this.report = report;
    this.brief = brief;
    this.html = html;
    this.links = RuleLinks.load();
  }

  boolean isBrief() {
    return brief;
  }

  void write(SetupReport setup) throws IOException {
    if (setup.findings().isEmpty()) {
      html.element("p", "Nothing was found.").newline();
      return;
    }
    html.element("h3", "Findings").newline();
    html.open("div", "class", "findings").newline();
    String file = "";
    for (Entry entry : Entry.of(setup)) {
      if (entry.suppressed() != null) {
        continue;
      }
      String next = entry.finding().span().file();
      if (!next.equals(file)) {
        if (!file.isEmpty()) {
          html.close().newline();
        }
        html.open("div", "class", "group", "data-file", next).newline();
        html.open("h4").element("code", Characters.visible(next)).close().newline();
        file = next;
      }
      writeFinding(entry, setup);
    }
    html.close().newline().close().newline();
  }

  private void writeFinding(Entry entry, SetupReport setup) throws IOException {
    Finding finding = entry.finding();
    String severity = finding.severity().label();
    String directory = setup.setup().directory();
    String hash = Fingerprints.hash(directory + "\n" + entry.fingerprint());
    String id = "f-" + hash.substring(0, ID_LENGTH);
    html.open(
        "article",
        "class",
        "finding " + severity,
        "id",
        id,
        "data-services",
        finding.services().isEmpty() ? null : String.join(" ", finding.services()));
    html.newline().open("h5").element("b", severity + ":");
    html.text(" " + Characters.visible(finding.message())).close().newline();
    writeMeta(finding);
    writeExcerpt(finding.span(), setup.sources());
    for (RelatedGroup group : RelatedGroup.of(finding)) {
      String place = place(group.first());
      String lines = group.isOne() ? place : group.first().file() + ":" + group.lines();
      html.open("p").element("code", Characters.visible(lines)).text(": ");
      html.text(Characters.visible(group.message())).close().newline();
      if (!brief && group.isOne()) {
        writeExcerpt(group.first(), setup.sources());
      }
    }
    if (!finding.help().isBlank()) {
      html.element("p", RuleTexts.help(finding), "class", "help").newline();
    }
    writeFix(finding, setup.sources());
    if (!brief) {
      html.open("details").element("summary", "Why, and how to fix it").newline();
      writeExplanation(finding.rule());
      html.close().newline();
    }
    html.close().newline();
  }

  private void writeMeta(Finding finding) throws IOException {
    html.open("p", "class", "meta");
    html.element("span", "line " + finding.span().startLine(), "class", "place");
    String id = finding.rule().id();
    if (brief) {
      html.element("a", id, "class", "rule", "href", "#rule-" + id);
    } else {
      html.element("code", id, "class", "rule");
    }
    if (finding.parameter() != null) {
      html.element("code", Characters.visible(finding.parameter()));
    }
    if (!finding.services().isEmpty()) {
      html.element("span", Characters.visible(Places.first(finding.services(), ", ")));
    }
    html.close().newline();
  }

  private void writeExcerpt(Span span, Sources sources) throws IOException {
    Excerpt excerpt = Excerpt.of(span, sources);
    if (excerpt == null) {
      return;
    }
    html.open("pre").open("code");
    String lineEnd = "";
    for (Excerpt.Line line : excerpt.lines()) {
      html.text(lineEnd);
      if (line.gap()) {
        html.text("…\n");
      }
      html.element("span", Integer.toString(line.number()), "class", "number");
      String text = line.text();
      html.text(text.substring(0, line.start()));
      if (line.end() > line.start()) {
        html.element("mark", text.substring(line.start(), line.end()));
      }
      html.text(text.substring(line.end()));
      lineEnd = "\n";
    }
    html.close().close().newline();
    if (!excerpt.hidden().isEmpty()) {
      html.element("p", "Hidden: " + excerpt.hidden() + ".", "class", "soft").newline();
    }
  }

  private void writeFix(Finding finding, Sources sources) throws IOException {
    Finding.Fix fix = finding.fix();
    if (fix == null) {
      return;
    }
    html.open("p").element("b", RuleTexts.label(fix) + " ");
    html.text(Characters.visible(fix.description())).close().newline();
    List<FixDiff.Line> lines = FixDiff.of(fix, sources);
    if (lines.isEmpty()) {
      return;
    }
    html.open("pre").open("code");
    for (FixDiff.Line line : lines) {
      String text = (line.added() ? "+ " : "- ") + Characters.visible(line.text());
      html.element(line.added() ? "ins" : "del", text);
    }
    html.close().close().newline();
  }

  /** Why the rule matters, how to fix the fault, and where it is written. */
  void writeExplanation(Rule rule) throws IOException {
    RuleText text = report.rules().text(rule);
    writeParagraphs(text.why());
    writeParagraphs(text.mend());
    String page = links.page(rule, report.rules());
    if (page == null && text.references().isEmpty()) {
      return;
    }
    html.open("ul").newline();
    if (page != null) {
      String title = "The rule's page, with examples";
      html.open("li").element("a", title, "href", page, "rel", "noreferrer").close().newline();
    }
    for (RuleText.Reference reference : text.references()) {
      html.open("li");
      String url = reference.url();
      if (RuleTexts.isUrl(url)) {
        html.element("a", reference.text(), "href", url, "rel", "noreferrer");
      } else {
        html.text(reference.text());
      }
      html.close().newline();
    }
    html.close().newline();
  }

  private void writeParagraphs(String text) throws IOException {
    int start = 0;
    String stripped = text.strip();
    while (start < stripped.length()) {
      int end = stripped.indexOf("\n\n", start);
      end = end < 0 ? stripped.length() : end;
      html.element("p", stripped.substring(start, end).strip()).newline();
      start = end + 2;
    }
  }

  private static String place(Span span) {
    return span.file() + ":" + span.startLine();
  }
}
