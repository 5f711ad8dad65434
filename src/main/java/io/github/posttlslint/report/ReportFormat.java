package io.github.posttlslint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report formats of the command line. */
public enum ReportFormat {
  /** For people at a terminal. */
  TEXT,
  /** The tool's own machine-readable format. */
  JSON,
  /** SARIF 2.1.0, for code scanning services and editors. */
  SARIF,
  /** One self-contained page. */
  HTML,
  /** For merge requests and job summaries. */
  MARKDOWN,
  /** JUnit's XML, for test reports of CI servers. */
  JUNIT,
  /** Checkstyle's XML, for review bots and CI plug-ins. */
  CHECKSTYLE,
  /** GitLab Code Quality. */
  GITLAB,
  /** Workflow commands of GitHub Actions. */
  GITHUB,
  /** A line per finding, as compilers print, for editors. */
  GCC,
  /** Metrics in OpenMetrics' text format, for Prometheus and its kin. */
  OPENMETRICS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case word of the command line. */
  public String label() {
    return label;
  }

  /** The labels of all formats. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (ReportFormat format : values()) {
      labels.add(format.label);
    }
    return labels;
  }

  /** The format of that label; null if there is none. */
  public static @Nullable ReportFormat of(String label) {
    for (ReportFormat format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    return null;
  }

  /** A writer of this format. Only the class of that writer is loaded. */
  public ReportWriter writer(ReportOptions options) {
    boolean isUsual =
        this == TEXT
            && options.verbosity() != ReportOptions.Verbosity.QUIET
            && !options.statistics();
    return isUsual ? new TextWriter(options) : OtherWriters.of(this, options);
  }
}
