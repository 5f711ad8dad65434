package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.Unverified;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings for people: place, message, the source line with the fault underlined, the mending. */
final class TextWriter implements ReportWriter {
  private static final String RESET = "\033[0m";
  private static final String BOLD = "\033[1m";
  private static final String BLUE = "\033[34m";
  private static final String RED = "\033[1;31m";
  private static final String YELLOW = "\033[1;33m";
  private static final String CYAN = "\033[1;36m";

  /** Columns of the line numbers; longer ones push the text to the right. */
  private static final int NUMBER_WIDTH = 5;

  private static final String BAR = " | ";

  /** What begins a line that follows the excerpts. */
  private static final String DETAIL = " ".repeat(NUMBER_WIDTH + 1) + "= ";

  /** Columns before the further lines of a message. */
  private static final int MESSAGE_INDENT = 4;

  private final ReportOptions options;
  private final boolean verbose;

  TextWriter(ReportOptions options) {
    this.options = options;
    this.verbose = options.verbosity() == ReportOptions.Verbosity.VERBOSE;
  }

  @Override
  public void write(Report report, Sink out) throws IOException {
    new Page(report, out).write();
  }

  /** One report on its way out. */
  private final class Page {
    private final Report report;
    private final Sink out;
    private final Set<String> explained = new HashSet<>();

    /** Null where the report has no links. */
    private final @Nullable RuleLinks links;

    Page(Report report, Sink out) {
      this.report = report;
      this.out = out;
      this.links = options.hyperlinks() ? RuleLinks.load() : null;
    }

    void write() throws IOException {
      for (SetupReport setup : report.setups()) {
        for (Finding finding : setup.findings()) {
          writeFinding(finding, setup);
          out.append('\n');
        }
        if (verbose) {
          writeSilent(setup);
        }
      }
      if (report.setups().size() > 1) {
        for (SetupReport setup : report.setups()) {
          String directory = Characters.name(setup.setup().directory());
          out.append(directory).append(": ");
          out.append(Tally.of(List.of(setup)).sentence()).append('\n');
        }
      }
      out.own(options.colour() ? BOLD : "");
      writeWrapped(Ending.of(report, verbose), 0, 0, "");
      out.own(options.colour() ? RESET : "").append('\n');
    }

    private void writeFinding(Finding finding, SetupReport setup) throws IOException {
      Severity severity = finding.severity();
      String colour = colour(severity);
      writeHead(finding.span(), colour, severity.label(), finding.message(), finding.rule());
      writeExcerpt(finding.span(), colour, setup.sources(), false);
      if (!finding.related().isEmpty()) {
        for (RelatedGroup group : RelatedGroup.of(finding)) {
          writeSee(group.first().file(), group.lines(), group.message());
          if (group.isOne()) {
            writeExcerpt(group.first(), CYAN, setup.sources(), true);
          }
        }
      }
      List<String> services = finding.services();
      if (!services.isEmpty() && !services.containsAll(setup.setup().services())) {
        writeDetail(services.size() == 1 ? "service" : "services", Places.first(services, ", "));
      }
      Finding.Fix fix = finding.fix();
      boolean isTold = fix != null && RuleTexts.isSaidBy(finding.help(), fix.description());
      String label = fix != null && isTold && !fix.isOnlyDescribed() ? label(fix) : "help";
      if (verbose && explained.add(finding.rule().id())) {
        RuleText text = report.rules().text(finding.rule());
        writeDetail("why", text.why());
        writeDetail(label, RuleTexts.help(finding, text));
      } else {
        writeDetail(label, finding.help());
      }
      if (fix != null && !isTold) {
        writeDetail(label(fix), fix.description());
      }
      if (verbose && !finding.also().isEmpty()) {
        String told = finding.also().size() == 1 ? " tells" : " tell";
        writeDetail("also", String.join(", ", finding.also()) + told + " the same cause");
      }
    }

    /** What is only counted unless it is asked for. */
    private void writeSilent(SetupReport setup) throws IOException {
      for (Unverified item : setup.unverified()) {
        String parameter = item.parameter() == null ? "" : item.parameter() + ": ";
        writeHead(item.span(), CYAN, "not checked", parameter + item.reason(), item.rule());
      }
      for (Suppressed item : setup.suppressed()) {
        Finding finding = item.finding();
        writeHead(finding.span(), CYAN, "suppressed", finding.message(), finding.rule());
        String line = Integer.toString(item.where().startLine());
        writeSee(item.where().file(), line, item.reason() == null ? "" : item.reason());
      }
      if (!setup.unverified().isEmpty() || !setup.suppressed().isEmpty()) {
        out.append('\n');
      }
    }

    private void writeHead(Span span, String colour, String label, String message, Rule rule)
        throws IOException {
      String place = Characters.name(span.toString()) + ":";
      paint(BOLD, place).append(' ');
      paint(colour, label + ":").append(' ');
      int taken = Characters.width(place) + label.length() + 3;
      String tag = "[" + rule.id() + "]";
      writeWrapped(message + " " + tag, taken, MESSAGE_INDENT, tag);
      writeTag(rule);
      out.append('\n');
    }

    /**
     * Writes the lines of a span.
     *
     * @param brief whether a line goes without a mark that would be below the whole of it
     */
    private void writeExcerpt(Span span, String colour, Sources sources, boolean brief)
        throws IOException {
      Excerpt excerpt = Excerpt.of(span, sources);
      if (excerpt == null) {
        return;
      }
      int room = options.width() == 0 ? 0 : options.width() - NUMBER_WIDTH - BAR.length();
      for (Excerpt.Line line : excerpt.lines()) {
        Excerpt.Row row = line.row(room);
        if (line.gap()) {
          paint(BLUE, gutter("...")).append('\n');
        }
        paint(BLUE, gutter(Integer.toString(line.number()))).append(row.text()).append('\n');
        if (brief && line.isWhole()) {
          continue;
        }
        String mark = line.number() == span.startLine() ? "^" : "~";
        mark += "~".repeat(row.to() - row.from() - 1);
        paint(BLUE, gutter("")).append(" ".repeat(row.from()));
        paint(colour, mark).append('\n');
      }
      if (!excerpt.hidden().isEmpty()) {
        writeDetail("hidden", excerpt.hidden());
      }
    }

    /** Another place: {@code = see: main.cf:1: ...}. */
    private void writeSee(String file, String lines, String message) throws IOException {
      String head = DETAIL + "see:";
      String place = Characters.name(file) + ":" + lines;
      paint(BLUE, head).append(' ').append(place);
      if (!message.isEmpty()) {
        int taken = head.length() + Characters.width(place) + 3;
        out.append(": ");
        writeWrapped(message, taken, NUMBER_WIDTH + BAR.length(), "");
      }
      out.append('\n');
    }

    /** A line that follows the excerpts: {@code = fix: ...}. */
    private void writeDetail(String label, String text) throws IOException {
      String head = DETAIL + label + ":";
      paint(BLUE, head).append(' ');
      writeWrapped(text, head.length() + 1, NUMBER_WIDTH + BAR.length(), "");
      out.append('\n');
    }

    /** Writes the lines of a text, without the word at its end that the caller writes. */
    private void writeWrapped(String text, int taken, int indent, String end) throws IOException {
      String oneLine = Characters.oneLine(text);
      List<String> lines = Characters.wrap(oneLine, options.width(), taken, indent);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        boolean last = i + 1 == lines.size();
        out.append(i == 0 ? "" : "\n" + " ".repeat(indent));
        out.append(line, 0, line.length() - (last ? end.length() : 0));
      }
    }

    /** The rule's id in brackets, as a link where wanted. */
    private void writeTag(Rule rule) throws IOException {
      String url = links == null ? null : links.best(rule, report.rules());
      out.append('[').own(url == null ? "" : "\033]8;;" + url + "\033\\");
      out.append(rule.id()).own(url == null ? "" : "\033]8;;\033\\").append(']');
    }

    private Sink paint(String colour, String text) throws IOException {
      out.own(options.colour() ? colour : "").append(text);
      return out.own(options.colour() ? RESET : "");
    }
  }

  private static String label(Finding.Fix fix) {
    return fix.isOnlyDescribed() ? "by hand" : fix.safe() ? "fix" : "fix (to be reviewed)";
  }

  private static String gutter(String number) {
    return " ".repeat(Math.max(0, NUMBER_WIDTH - number.length())) + number + BAR;
  }

  private static String colour(Severity severity) {
    return severity == Severity.ERROR ? RED : severity == Severity.WARNING ? YELLOW : CYAN;
  }
}
