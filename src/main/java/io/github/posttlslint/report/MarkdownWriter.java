package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Unverified;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** GitHub-flavoured Markdown for comments on merge requests and for job summaries. */
final class MarkdownWriter implements ReportWriter {
  /** What Markdown could take for markup. */
  private static final String SPECIAL = "\\`*_[]<>#|~&$";

  /** What begins a list or a heading at the start of a line. */
  private static final String SPECIAL_FIRST = "+-=";

  /** Put where a sign would begin a mention or a reference to an issue. */
  private static final char ZERO_WIDTH_SPACE = '\u200B';

  @Override
  public void write(Report report, Sink out) throws IOException {
    out.append("## ").append(Tool.NAME).append(": ");
    out.append(Tally.of(report).sentence()).append('\n');
    for (Report.Problem problem : report.problems()) {
      out.append("\n> **Not done whole:** ");
      if (problem.file() != null) {
        String line = problem.line() > 0 ? ":" + problem.line() : "";
        out.append(code(problem.file() + line)).append(": ");
      }
      out.append(escape(problem.message())).append('\n');
    }
    RuleLinks links = RuleLinks.load();
    for (SetupReport setup : report.setups()) {
      String file = "";
      for (Finding finding : setup.findings()) {
        if (!finding.span().file().equals(file)) {
          file = finding.span().file();
          out.append("\n### ").append(code(file)).append('\n');
        }
        writeFinding(finding, setup, links.best(finding.rule(), report.rules()), out);
      }
      writeUnverified(setup, out);
    }
  }

  private static void writeFinding(
      Finding finding, SetupReport setup, @Nullable String url, Appendable out) throws IOException {
    String id = code(finding.rule().id());
    out.append("\n**").append(finding.severity().label()).append("** in line ");
    out.append(Integer.toString(finding.span().startLine())).append(" · ");
    out.append(url == null ? id : "[" + id + "](" + url.replace(")", "%29") + ")");
    if (!finding.services().isEmpty()) {
      out.append(" · ").append(escape(Places.first(finding.services(), ", ")));
    }
    out.append("\n\n").append(escape(finding.message())).append("\n");
    writeExcerpt(finding, setup, out);
    for (Finding.Related related : finding.related()) {
      String place = related.span().file() + ":" + related.span().startLine();
      out.append("- ").append(code(place)).append(": ");
      out.append(escape(related.message())).append('\n');
    }
    if (!finding.help().isBlank()) {
      out.append("- **What to do:** ").append(escape(RuleTexts.help(finding))).append('\n');
    }
    Finding.Fix fix = finding.fix();
    if (fix != null) {
      out.append("- **").append(RuleTexts.label(fix)).append("** ");
      out.append(escape(fix.description())).append('\n');
    }
  }

  private static void writeExcerpt(Finding finding, SetupReport setup, Appendable out)
      throws IOException {
    Excerpt excerpt = Excerpt.of(finding.span(), setup.sources());
    if (excerpt == null) {
      out.append('\n');
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (Excerpt.Line line : excerpt.lines()) {
      lines.append(line.gap() ? "…\n" : "").append(line.text()).append('\n');
    }
    String fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
    out.append('\n').append(fence).append("ini\n").append(lines).append(fence).append("\n\n");
    if (!excerpt.hidden().isEmpty()) {
      out.append("- **Hidden:** ").append(excerpt.hidden()).append('\n');
    }
  }

  private static void writeUnverified(SetupReport setup, Appendable out) throws IOException {
    if (setup.unverified().isEmpty()) {
      return;
    }
    int count = setup.unverified().size();
    out.append("\n<details><summary>Not checked in ");
    out.append(html(setup.setup().directory())).append(": ").append(Integer.toString(count));
    out.append("</summary>\n\n");
    for (Unverified item : setup.unverified()) {
      out.append("- ").append(code(item.span().file() + ":" + item.span().startLine()));
      out.append(item.parameter() == null ? "" : " " + code(item.parameter())).append(": ");
      out.append(escape(item.reason())).append(" (").append(code(item.rule().id()));
      out.append(")\n");
    }
    out.append("\n</details>\n");
  }

  /** Text that stays text: no markup, link, mention or reference. */
  static String escape(String text) {
    String line = Characters.oneLine(text);
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (SPECIAL.indexOf(c) >= 0 || (i == 0 && SPECIAL_FIRST.indexOf(c) >= 0)) {
        out.append('\\');
      }
      out.append(c);
      if (isReference(c, line, i + 1)) {
        out.append(ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /** Whether a sign and what follows would be a mention, a reference or an address. */
  private static boolean isReference(char sign, String line, int next) {
    return switch (sign) {
      case '@', '#' -> true;
      case ':' -> line.startsWith("//", next);
      case '.' -> next >= 4 && line.regionMatches(true, next - 4, "www", 0, 3);
      case '!' -> isNumber(line, next);
      default -> false;
    };
  }

  private static boolean isNumber(String line, int start) {
    int end = start;
    while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
      end++;
    }
    return end > start && (end == line.length() || !Character.isLetter(line.charAt(end)));
  }

  /** A code span of any text. */
  static String code(String text) {
    String line = Characters.name(text);
    String ticks = "`".repeat(longestRun(line) + 1);
    String blank = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return ticks + blank + line + blank + ticks;
  }

  /** Text inside of an element, where mentions and addresses count nevertheless. */
  private static String html(String text) throws IOException {
    String line = Characters.name(text);
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    int done = 0;
    for (int i = 0; i < line.length(); i++) {
      if (isReference(line.charAt(i), line, i + 1)) {
        html.text(line.substring(done, i + 1) + ZERO_WIDTH_SPACE);
        done = i + 1;
      }
    }
    html.text(line.substring(done));
    return out.toString();
  }

  private static int longestRun(CharSequence text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
