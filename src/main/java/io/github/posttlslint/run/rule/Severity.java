package io.github.posttlslint.run.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a finding matters, from least to most. SARIF's levels bear the same names. */
public enum Severity {
  /** Advice, or "works, but". */
  NOTE("note"),
  /** Probably wrong, or fragile. */
  WARNING("warning"),
  /** Postfix refuses, switches TLS off, loses or defers mail, or secrets go in clear. */
  ERROR("error");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The lower-case word of the command line and all reports. */
  public String label() {
    return label;
  }

  /** The labels of all, the worst first. */
  public static List<String> labels() {
    return List.of(ERROR.label, WARNING.label, NOTE.label);
  }

  /** The severity of that label; null if there is none. */
  public static @Nullable Severity of(String label) {
    for (Severity severity : values()) {
      if (severity.label.equals(label)) {
        return severity;
      }
    }
    return null;
  }
}
