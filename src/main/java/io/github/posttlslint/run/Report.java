package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.secret.Hidden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one run found: the only thing that report writers see.
 *
 * @param toolVersion for example {@code 0.1.0}
 * @param setups the setups in the order of their directories
 * @param rules the rules that were enabled
 * @param problems what kept the tool from doing its job whole, in order
 * @param options the options that it was judged with, as on the command line, without directories
 */
public record Report(
    String toolVersion,
    List<SetupReport> setups,
    RuleCatalog rules,
    List<Problem> problems,
    List<String> options) {

  /** One that was judged without options. */
  public Report(
      String toolVersion, List<SetupReport> setups, RuleCatalog rules, List<Problem> problems) {
    this(toolVersion, setups, rules, problems, List.of());
  }

  public Report {
    setups = List.copyOf(setups);
    problems = List.copyOf(problems);
    options = List.copyOf(options);
  }

  /**
   * What was found in one setup.
   *
   * @param setup the setup that was judged
   * @param findings sorted by place, then rule id; suppressed ones are not among them
   * @param suppressed findings that a comment or baseline silences
   * @param unverified what could not be judged, sorted by place
   * @param sources text of the setup's files, for excerpts
   * @param now the moment that it was judged at
   * @param problems what kept the setup from being reported whole
   */
  public record SetupReport(
      ReportedSetup setup,
      List<Finding> findings,
      List<Suppressed> suppressed,
      List<Unverified> unverified,
      Sources sources,
      Instant now,
      List<Problem> problems) {

    public SetupReport {
      findings = List.copyOf(findings);
      suppressed = List.copyOf(suppressed);
      unverified = List.copyOf(unverified);
      problems = List.copyOf(problems);
    }

    /** The same, of a run with so many setups that the model of each cannot be kept. */
    public SetupReport brief() {
      ReportedSetup brief = setup.brief();
      Sources shown = sources instanceof ReportedSetup ? brief : sources;
      return new SetupReport(brief, findings, suppressed, unverified, shown, now, problems);
    }

    /** The same with other findings. */
    public SetupReport with(List<Finding> findings, List<Suppressed> suppressed) {
      return new SetupReport(setup, findings, suppressed, unverified, sources, now, problems);
    }
  }

  /**
   * A silenced finding.
   *
   * @param finding what would have been reported
   * @param where the comment, or the baseline file
   * @param reason the reason given; null if none
   * @param inSource whether it is a comment in the judged files
   */
  public record Suppressed(
      Finding finding, Span where, @Nullable String reason, boolean inSource) {}

  /**
   * Trouble of the tool, not of the setup.
   *
   * @param file the file concerned, as users know it; null if none
   * @param line from 1; 0 if none
   * @param message what was found and what was expected
   */
  public record Problem(@Nullable String file, int line, String message) {}

  /** Lines of the judged files as they may be shown: secrets taken out. */
  public interface Sources {
    /**
     * One line without its end.
     *
     * @param file as in {@link Span#file()}
     * @param line from 1
     * @return null where the file or line is not to be shown
     */
    @Nullable String line(String file, int line);

    /** The same for an excerpt, which shows lines of tables as well. */
    default @Nullable String excerpt(String file, int line) {
      return line(file, line);
    }

    /**
     * Where a column of a line is in the line as it may be shown.
     *
     * @param column from 1
     */
    default int column(String file, int line, int column) {
      return column;
    }

    /** Why parts of a line are not shown, as sentences; empty if all of it is. */
    default List<String> hidden(String file, int line) {
      return List.of();
    }

    /** Why parts of the lines of a span are not shown; empty if all of them is. */
    default String hidden(Span span) {
      Set<String> reasons = new LinkedHashSet<>();
      for (int line = span.startLine(); line <= span.endLine(); line++) {
        reasons.addAll(hidden(span.file(), line));
      }
      return String.join("; ", reasons);
    }

    /** Whether all lines that a fix edits may be shown, and so what it puts in their place. */
    default boolean show(Finding.Fix fix) {
      for (Finding.Edit edit : fix.edits()) {
        Span span = edit.span();
        for (int number = span.startLine(); number <= span.endLine(); number++) {
          String text = line(span.file(), number);
          if (text == null || text.contains(Hidden.MARK)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  /** All findings of all setups, in order. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    for (SetupReport setup : setups) {
      all.addAll(setup.findings());
    }
    return all;
  }

  /** Number of findings of that severity. */
  public int count(Severity severity) {
    int count = 0;
    for (SetupReport setup : setups) {
      for (Finding finding : setup.findings()) {
        count += finding.severity() == severity ? 1 : 0;
      }
    }
    return count;
  }
}
