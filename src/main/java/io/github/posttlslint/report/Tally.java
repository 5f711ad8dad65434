package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.util.List;

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
    return of(report.setups());
  }

  static Tally of(List<SetupReport> setups) {
    int unverified = 0;
    int suppressed = 0;
    for (SetupReport setup : setups) {
      unverified += setup.unverified().size();
      suppressed += setup.suppressed().size();
    }
    return new Tally(
        setups.size(),
        count(setups, Severity.ERROR),
        count(setups, Severity.WARNING),
        count(setups, Severity.NOTE),
        unverified,
        suppressed);
  }

  private static int count(List<SetupReport> setups, Severity severity) {
    int count = 0;
    for (SetupReport setup : setups) {
      for (Finding finding : setup.findings()) {
        count += finding.severity() == severity ? 1 : 0;
      }
    }
    return count;
  }

  /** For example {@code 2 errors, 1 warning; 4 not checked}. */
  String sentence() {
    StringBuilder out = new StringBuilder(counts());
    if (out.length() == 0) {
      out.append(setups == 0 ? "nothing was judged" : "no findings");
    }
    add(out, "; ", unverified, "not checked", "not checked");
    add(out, "; ", suppressed, "suppressed", "suppressed");
    return out.toString();
  }

  /** How many findings there are. */
  int findings() {
    return errors + warnings + notes;
  }

  /** For example {@code 2 errors, 1 warning}; empty if there are no findings. */
  String counts() {
    StringBuilder out = new StringBuilder();
    add(out, ", ", errors, "error", "errors");
    add(out, ", ", warnings, "warning", "warnings");
    add(out, ", ", notes, "note", "notes");
    return out.toString();
  }

  private static void add(StringBuilder out, String separator, int count, String one, String many) {
    if (count > 0) {
      out.append(out.length() == 0 ? "" : separator);
      out.append(count).append(' ').append(count == 1 ? one : many);
    }
  }
}
