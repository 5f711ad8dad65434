package io.github.posttlslint.report;

/**
 * How reports look. Most formats have no choice; see the parameters.
 *
 * @param colour whether text has ANSI colours
 * @param hyperlinks whether rule ids in text are links (OSC 8)
 * @param width columns of the terminal, to wrap and clip text; 0 for no limit
 * @param verbosity how much text says
 * @param suppressed whether SARIF holds suppressed findings too; GitHub would show them as open
 * @param statistics whether text has counts in place of findings, and JSON has them too
 */
public record ReportOptions(
    boolean colour,
    boolean hyperlinks,
    int width,
    Verbosity verbosity,
    boolean suppressed,
    boolean statistics) {

  /** How much text says. */
  public enum Verbosity {
    /** One line per finding. */
    QUIET,
    /** Findings with excerpts. */
    NORMAL,
    /** Also the explanations, and what could not be judged. */
    VERBOSE
  }
}
