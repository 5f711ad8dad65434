package io.github.posttlslint.report;

import io.github.posttlslint.run.Report;
import java.io.IOException;

/** Writes reports in one format. The same report always gives the same characters. */
public interface ReportWriter {

  /**
   * Writes the whole report.
   *
   * @param report what to write
   * @param out where to write it; not closed; to be encoded as UTF-8 without a byte-order mark
   * @throws IOException if {@code out} fails
   */
  void write(Report report, Sink out) throws IOException;
}
