package io.github.posttlslint.report;

import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands on top of the page: when it was judged, what comes of it, and where to begin. */
final class HtmlOverview {

  /** How many of the most frequent rules are listed. */
  private static final int MOST_RULES = 10;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Report report;
  private final Markup html;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A set-up in the index.
   *
   * @param number its place in the report, from 1 on
   * @param expiry when the first of its certificates expires; null if it has none
   */
  private record Row(int number, SetupReport setup, Tally tally, @Nullable Instant expiry) {

    String directory() {
      return Characters.visible(setup.setup().directory());
    }
  }

  /** The worst first; of those that are alike the one with the earliest expiry. */
  private static final Comparator<Row> WORST =
      Comparator.comparingInt((Row row) -> row.tally.errors())
          .thenComparingInt(row -> row.tally.warnings())
          .thenComparingInt(row -> row.tally.notes())
          .reversed()
          .thenComparing(row -> row.expiry == null ? Instant.MAX : row.expiry)
          .thenComparingInt(Row::number);

  HtmlOverview(Report report, Markup html) {
    this.report = report;
    this.html = html;
    for (int i = 0; i < report.setups().size(); i++) {
      SetupReport setup = report.setups().get(i);
      rows.add(new Row(i + 1, setup, Tally.of(List.of(setup)), setup.setup().firstExpiry()));
    }
    rows.sort(WORST);
  }

  /** The moment, and what a manager has to know, in a sentence or two. */
  void writeSummary() throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    html.open("p", "class", "summary").text(verdict());
    Row next = null;
    for (Row row : rows) {
      Instant expiry = row.expiry;
      boolean isEarlier =
          expiry != null && (next == null || next.expiry == null || expiry.isBefore(next.expiry));
      next = isEarlier ? row : next;
    }
    if (next != null && next.expiry != null) {
      boolean isOver = next.expiry.isBefore(next.setup.now());
      html.text(isOver ? " A certificate expired on " : " The next certificate expires on ");
      html.element("b", InspectWords.date(next.expiry)).text(".");
    }
    html.close().newline();
    Instant last = report.setups().get(0).now();
    for (SetupReport setup : report.setups()) {
      last = setup.now().isAfter(last) ? setup.now() : last;
    }
    String options =
        report.options().isEmpty()
            ? ""
            : " with " + Characters.visible(String.join(", ", report.options()));
    html.element("p", "Judged for " + MOMENT.format(last) + options + ".", "class", "soft")
        .newline();
  }

  private String verdict() {
    int broken = 0;
    int unsafe = 0;
    for (Row row : rows) {
      broken += row.tally.errors() > 0 ? 1 : 0;
      unsafe += row.tally.errors() == 0 && row.tally.warnings() > 0 ? 1 : 0;
    }
    if (rows.size() == 1) {
      return broken > 0
          ? "The set-up has errors: something does not work, or passwords or mail are not safe."
          : unsafe > 0
              ? "The set-up works; some of it is less safe than it could be."
              : "Nothing is broken or unsafe as far as could be judged.";
    }
    return "Of "
        + rows.size()
        + " set-ups "
        + broken
        + (broken == 1 ? " has" : " have")
        + " errors, "
        + unsafe
        + " more "
        + (unsafe == 1 ? "has" : "have")
        + " warnings, "
        + (rows.size() - broken - unsafe)
        + " neither.";
  }

  /** The rules that found most, where there are several findings. */
  void writeRules() throws IOException {
    List<RuleCount> rules = RuleCount.all(report.setups());
    if (rules.size() < 2 || report.findings().size() < MOST_RULES) {
      return;
    }
    html.open("details", "class", "most").element("summary", "Most frequent rules").newline();
    html.open("div", "class", "wide").open("table").newline();
    HtmlWriter.writeHeadings(html, "Findings", "Severity", "Rule");
    html.open("tbody").newline();
    for (RuleCount rule : rules.subList(0, Math.min(MOST_RULES, rules.size()))) {
      String id = rule.rule().id();
      html.open("tr").element("td", Integer.toString(rule.count()));
      html.element("td", rule.severity().label()).open("td");
      html.open("a", "href", "#rule=" + id).element("code", id).close();
      html.text(" " + rule.rule().title()).close().close().newline();
    }
    html.close().newline().close().close().close().newline();
  }

  /** The set-ups with what was found in each, the worst first. */
  void writeIndex() throws IOException {
    html.open("nav", "aria-label", "Set-ups", "class", "wide").newline();
    html.open("table", "id", "index").newline();
    html.element("caption", rows.size() + " set-ups, the worst first").newline();
    HtmlWriter.writeHeadings(
        html, "Set-up", "Errors", "Warnings", "Notes", "Next expiry", "myhostname");
    html.open("tbody").newline();
    for (Row row : rows) {
      Instant expiry = row.expiry;
      html.open("tr", "data-setup", "setup-" + row.number).open("td");
      html.element("a", row.directory(), "href", "#setup-" + row.number).close();
      writeCount(row.tally.errors());
      writeCount(row.tally.warnings());
      writeCount(row.tally.notes());
      html.element("td", expiry == null ? "" : InspectWords.date(expiry));
      html.element("td", HtmlWriter.hostName(row.setup.setup().model())).close().newline();
    }
    html.close().newline().close().close().newline();
  }

  private void writeCount(int count) throws IOException {
    html.element("td", count == 0 ? "" : Integer.toString(count), "class", "number");
  }
}
