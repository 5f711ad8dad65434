package io.github.posttlslint.report;

/** Writers of all formats but the usual text, which comes without the table of them. */
final class OtherWriters {

  private OtherWriters() {}

  static ReportWriter of(ReportFormat format, ReportOptions options) {
    return switch (format) {
      case TEXT -> options.statistics() ? new StatisticsWriter() : new GccWriter();
      case GCC -> new GccWriter();
      case JSON -> new JsonWriter(options.statistics());
      case SARIF -> new SarifWriter(options.suppressed());
      case HTML -> new HtmlWriter();
      case MARKDOWN -> new MarkdownWriter();
      case JUNIT -> new JunitWriter();
      case CHECKSTYLE -> new CheckstyleWriter();
      case GITLAB -> new GitlabWriter();
      case GITHUB -> new GithubWriter();
      case OPENMETRICS -> new OpenMetricsWriter();
    };
  }
}
