package io.github.posttlslint.table;

import io.github.posttlslint.input.Limits;

/**
 * What is left of the characters that the patterns of some tables may look at. A table can have
 * thousands of patterns that each take almost {@link Limits#PATTERN_STEPS}.
 */
public final class MatchSteps {

  private int left;

  /** For all look-ups of one setup: {@link Limits#SETUP_PATTERN_STEPS}. */
  public MatchSteps() {
    this(Limits.SETUP_PATTERN_STEPS);
  }

  MatchSteps(int left) {
    this.left = left;
  }

  /** How many there are for one match. */
  int forOne() {
    return Math.min(left, Limits.PATTERN_STEPS);
  }

  /** Takes away what a match has looked at. */
  void spend(int steps) {
    left -= steps;
  }
}
