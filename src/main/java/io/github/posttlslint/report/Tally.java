package io.github.posttlslint.report;

import io.github.posttlslint.lint.Report;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.rule.Severity;

/**
 * The numbers of a report.
 *
 * @param setups setups that were judged
 * @param errors findings of that severity, not suppressed
 * @param warnings findings of that severity, not suppressed
 * @param notes findings of that severity, not suppressed
 * @param unverified what could not be judged
 * @param suppressed silenced findings
 */
record Tally(int setups, int errors, int warnings, int notes, int unverified, int suppressed) {

  static Tally of(Report report) {
    int unverified = 0;
    int suppressed = 0;
    for (SetupReport setup : report.setups()) {
      unverified += setup.unverified().size();
      suppressed += setup.suppressed().size();
    }
    return new Tally(
        report.setups().size(),
        report.count(Severity.ERROR),
        report.count(Severity.WARNING),
        report.count(Severity.NOTE),
        unverified,
        suppressed);
  }

  /** For example {@code 2 errors, 1 warning; 4 not checked}. */
  String sentence() {
    StringBuilder out = new StringBuilder();
    add(out, ", ", errors, "error", "errors");
    add(out, ", ", warnings, "warning", "warnings");
    add(out, ", ", notes, "note", "notes");
    if (out.length() == 0) {
      out.append(setups == 0 ? "nothing was judged" : "no findings");
    }
    add(out, "; ", unverified, "not checked", "not checked");
    add(out, "; ", suppressed, "suppressed", "suppressed");
    return out.toString();
  }

  private static void add(StringBuilder out, String separator, int count, String one, String many) {
    if (count > 0) {
      out.append(out.length() == 0 ? "" : separator);
      out.append(count).append(' ').append(count == 1 ? one : many);
    }
  }
}
