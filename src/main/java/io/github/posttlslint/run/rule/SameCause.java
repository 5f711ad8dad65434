package io.github.posttlslint.run.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two findings have in common where they tell the same cause. */
public enum SameCause {
  /** The text: they overlap, or stand in one line and are about one parameter. */
  PLACE("place"),
  /** The parameter, wherever it is set. */
  PARAMETER("parameter"),
  /** The program whose parameters they are about, by the first word of the names: smtp_, smtpd_. */
  SIDE("side"),
  /** The file that they stand in. */
  FILE("file"),
  /** A service. */
  SERVICE("service"),
  /** The setup, which all have. */
  SETUP("setup");

  private final String label;

  SameCause(String label) {
    this.label = label;
  }

  /** The word of rule files. */
  public String label() {
    return label;
  }

  /** The one of that label; null if there is none. */
  static @Nullable SameCause of(String label) {
    for (SameCause same : values()) {
      if (same.label.equals(label)) {
        return same;
      }
    }
    return null;
  }

  /** All labels. */
  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (SameCause same : values()) {
      labels.add(same.label);
    }
    return labels;
  }
}
