package io.github.posttlslint.cli;

import io.github.posttlslint.lint.Linter;
import io.github.posttlslint.lint.Report;
import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.lint.Report.Suppressed;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.report.ReportOptions;
import io.github.posttlslint.report.ReportOptions.Verbosity;
import io.github.posttlslint.report.WholeFile;
import io.github.posttlslint.rule.Finding;
import io.github.posttlslint.rule.RuleException;
import io.github.posttlslint.rule.Severity;
import io.github.posttlslint.rule.subject.JudgeSettings;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code check}: judges setups and writes reports. */
final class CheckCommand {

  private static final String LEVELS = "expected error, warning, note or never";

  private final Arguments arguments;
  private final Terminal terminal;

  CheckCommand(Arguments arguments, Terminal terminal) {
    this.arguments = arguments;
    this.terminal = terminal;
  }

  /** A file that a report goes to. */
  private record Output(ReportFormat format, Path file, String given) {}

  int run() throws UsageException, IOException {
    ReportFormat format = format(arguments.value("format"));
    List<Output> outputs = outputs();
    @Nullable Severity failOn = failOn();
    Severity least = minSeverity();
    RuleChoice rules = RuleChoice.of(arguments, terminal);
    Linter linter = new Linter(rules.selection(), settings(arguments));
    SetupReader reader = new SetupReader(arguments, terminal);
    FixStep fixes = FixStep.isWanted(arguments) ? FixStep.of(arguments, terminal, linter) : null;
    List<SetupReport> judged = new ArrayList<>();
    for (Setup setup : reader.read(arguments.paths())) {
      judged.add(lint(linter, fixes == null ? setup : fixes.run(setup)));
    }
    List<SetupReport> fresh = baseline(judged);
    List<SetupReport> setups = new ArrayList<>();
    for (SetupReport report : fresh == null ? judged : fresh) {
      setups.add(atLeast(least, report));
    }
    List<Problem> problems = reader.problems();
    Report report = new Report(Main.version(), setups, rules, problems);
    problems.forEach(problem -> terminal.say(SetupReader.text(problem)));
    boolean written = write(report, outputs);
    if (!arguments.has("diff")) {
      format.writer(options()).write(report, terminal.out());
    }
    if (!problems.isEmpty() || !written || fresh == null || (fixes != null && fixes.hasFailed())) {
      return ExitStatus.INCOMPLETE;
    }
    return failOn != null && reaches(report, failOn) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  /** Without the known findings; null if the baseline could not be written. */
  private @Nullable List<SetupReport> baseline(List<SetupReport> setups) throws UsageException {
    String read = arguments.value("baseline");
    String written = arguments.value("write-baseline");
    return read == null && written == null
        ? setups
        : new BaselineFiles(read, written, terminal).apply(setups);
  }

  private static SetupReport lint(Linter linter, Setup setup) throws UsageException {
    try {
      return linter.lint(setup);
    } catch (RuleException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static SetupReport atLeast(Severity least, SetupReport report) {
    List<Finding> kept = new ArrayList<>(report.findings());
    kept.removeIf(finding -> finding.severity().compareTo(least) < 0);
    List<Suppressed> suppressed = new ArrayList<>(report.suppressed());
    suppressed.removeIf(one -> one.finding().severity().compareTo(least) < 0);
    return report.with(kept, suppressed);
  }

  private boolean write(Report report, List<Output> outputs) {
    boolean all = true;
    for (Output output : outputs) {
      try {
        WholeFile.write(output.file(), out -> output.format().writer(plain()).write(report, out));
      } catch (IOException e) {
        terminal.say(output.given() + ": cannot be written; nothing was changed");
        all = false;
      }
    }
    return all;
  }

  private ReportOptions plain() {
    return new ReportOptions(false, false, 0, Verbosity.NORMAL, arguments.has("suppressed"));
  }

  private static boolean reaches(Report report, Severity level) {
    for (Finding finding : report.findings()) {
      if (finding.severity().compareTo(level) >= 0) {
        return true;
      }
    }
    return false;
  }

  private ReportOptions options() throws UsageException {
    String color = arguments.value("color");
    String wanted = color == null ? "auto" : color;
    if (!List.of("auto", "always", "never").contains(wanted)) {
      throw new UsageException("--color " + wanted + ": expected auto, always or never");
    }
    Verbosity verbosity =
        arguments.has("quiet")
            ? Verbosity.QUIET
            : arguments.has("verbose") ? Verbosity.VERBOSE : Verbosity.NORMAL;
    return new ReportOptions(
        terminal.colours(wanted), false, terminal.width(), verbosity, arguments.has("suppressed"));
  }

  private static ReportFormat format(@Nullable String label) throws UsageException {
    ReportFormat format = ReportFormat.of(label == null ? "text" : label);
    if (format == null) {
      List<String> known = new ArrayList<>();
      for (ReportFormat one : ReportFormat.values()) {
        known.add(one.label());
      }
      throw new UsageException(
          "no format '" + label + "'" + DidYouMean.among(String.valueOf(label), known));
    }
    return format;
  }

  private List<Output> outputs() throws UsageException {
    List<Output> outputs = new ArrayList<>();
    for (String given : arguments.values("output")) {
      int equals = given.indexOf('=');
      if (equals < 1 || equals == given.length() - 1) {
        throw new UsageException("--output " + given + ": expected FORMAT=FILE");
      }
      String file = given.substring(equals + 1);
      try {
        Path path = terminal.current().resolve(file);
        if (Files.isDirectory(path)) {
          throw new UsageException("--output " + given + ": " + file + " is a directory");
        }
        outputs.add(new Output(format(given.substring(0, equals)), path, file));
      } catch (InvalidPathException e) {
        throw new UsageException("--output " + given + ": not a path of this system");
      }
    }
    return outputs;
  }

  private @Nullable Severity failOn() throws UsageException {
    String level = arguments.value("fail-on");
    if (level == null) {
      return Severity.ERROR;
    }
    Severity severity = Severity.of(level);
    if (severity == null && !level.equals("never")) {
      throw new UsageException("--fail-on " + level + ": " + LEVELS);
    }
    return severity;
  }

  private Severity minSeverity() throws UsageException {
    String level = arguments.value("min-severity");
    Severity severity = Severity.of(level == null ? "note" : level);
    if (severity == null) {
      throw new UsageException("--min-severity " + level + ": expected error, warning or note");
    }
    return severity;
  }

  /** The options of how to judge: {@code --now}, {@code --expiry-days}, {@code --name}. */
  static JudgeSettings settings(Arguments arguments) throws UsageException {
    String now = arguments.value("now");
    String days = arguments.value("expiry-days");
    try {
      return new JudgeSettings(
          now == null ? Instant.now() : Instant.parse(now),
          days == null ? JudgeSettings.DEFAULT_EXPIRY_DAYS : Integer.parseInt(days),
          arguments.values("name"));
    } catch (DateTimeException e) {
      throw new UsageException(
          "--now " + now + ": expected an instant such as 2026-01-31T00:00:00Z");
    } catch (NumberFormatException e) {
      throw new UsageException("--expiry-days " + days + ": expected a number of days");
    }
  }
}
