package io.github.posttlslint.bench.process;

import java.util.List;
import java.util.Locale;

/** Medians, and numbers as the tables show them. */
final class Numbers {

  private static final double MEBI = 1024 * 1024;

  private Numbers() {}

  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /** The value below which a part of the values lies, between two of them if need be. */
  static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = part * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** The median with the middle half of the values. */
  static String spread(List<Double> values) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        median(values),
        quantile(values, 0.25),
        quantile(values, 0.75));
  }

  static String number(double value) {
    return String.format(
        Locale.ROOT, value < 9.95 ? "%.2f" : value < 99.5 ? "%.1f" : "%,.0f", value);
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", bytes / MEBI);
  }

  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A line of a Markdown table. */
  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** The line below the head of a Markdown table. */
  static String rule(int columns) {
    return "|---".repeat(columns) + "|";
  }
}
