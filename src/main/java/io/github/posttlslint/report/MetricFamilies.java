package io.github.posttlslint.report;

import java.io.IOException;

/**
 * Writes OpenMetrics' text format. It trusts its callers to name families once, in words that need
 * no escape, and to give the samples of one no label set twice. All are gauges, and none has a time
 * of its own, so that the older format of Prometheus, too, is what it writes.
 */
final class MetricFamilies {

  private final Sink out;
  private String name = "";

  MetricFamilies(Sink out) {
    this.out = out;
  }

  /**
   * Begins a family, whose samples follow.
   *
   * @param help one sentence without quotes and backslashes
   */
  MetricFamilies begin(String name, String help) throws IOException {
    this.name = name;
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(" gauge\n");
    if (name.endsWith("_seconds")) {
      out.append("# UNIT ").append(name).append(" seconds\n");
    }
    return this;
  }

  /**
   * A sample of the family.
   *
   * @param labels names and values by turns
   */
  void sample(long value, String... labels) throws IOException {
    out.append(name);
    String before = "{";
    for (int i = 0; i < labels.length; i += 2) {
      out.append(before).append(labels[i]).append("=\"").append(escaped(labels[i + 1]));
      before = "\",";
    }
    out.append(labels.length == 0 ? "" : "\"}").append(' ');
    out.append(Long.toString(value)).append('\n');
  }

  /** The line that has to be the last. */
  void end() throws IOException {
    out.append("# EOF\n");
  }

  /** A label's value as it is written: on one line, and without what {@link Sink} would escape. */
  static String shown(String value) {
    StringBuilder shown = new StringBuilder(Characters.name(value));
    for (int i = 0; i < shown.length(); i++) {
      if (shown.charAt(i) == '[' && Sink.isCommand(shown, i)) {
        shown.setCharAt(i, Characters.REPLACEMENT);
      }
    }
    return shown.toString();
  }

  private static String escaped(String value) {
    return shown(value).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
