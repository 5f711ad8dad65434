package io.github.posttlslint.cli;

/** What the process tells its caller. */
final class ExitStatus {

  /** Nothing at or above {@code --fail-on}. */
  static final int CLEAN = 0;

  /** Findings at or above {@code --fail-on}. */
  static final int FINDINGS = 1;

  /** Wrong usage, option or configuration file. */
  static final int USAGE = 2;

  /** The job could not be done whole. */
  static final int INCOMPLETE = 3;

  private ExitStatus() {}
}
