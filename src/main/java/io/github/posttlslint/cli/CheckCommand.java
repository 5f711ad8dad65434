package io.github.posttlslint.cli;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Streams;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.report.ReportOptions;
import io.github.posttlslint.report.ReportOptions.Verbosity;
import io.github.posttlslint.run.BaselineFiles;
import io.github.posttlslint.run.ChangedFiles;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.FixStep;
import io.github.posttlslint.run.GitChanges;
import io.github.posttlslint.run.Judge;
import io.github.posttlslint.run.Judging;
import io.github.posttlslint.run.Judging.Judged;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.RuleChoice;
import io.github.posttlslint.run.Settings;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.run.UsageException;
import io.github.posttlslint.run.WholeFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code check}: judges setups and writes reports. */
final class CheckCommand {

  private final Arguments arguments;
  private final Terminal terminal;
  private final List<Problem> problems = new ArrayList<>();

  CheckCommand(Arguments arguments, Terminal terminal) {
    this.arguments = arguments;
    this.terminal = terminal;
  }

  /** A file that a report goes to. */
  private record Output(ReportFormat format, Path file, String given) {}

  int run() throws UsageException, IOException {
    ReportFormat format = format(arguments.value("format"));
    if (arguments.has("statistics") && format != ReportFormat.TEXT && format != ReportFormat.JSON) {
      throw new UsageException(
          "--statistics: text and json have them; --format is " + format.label());
    }
    List<Output> outputs = outputs();
    Configurations configurations = new Configurations(arguments, terminal);
    boolean mends = arguments.has("fix") || arguments.has("diff");
    FixStep fixes = mends ? FixStep.of(arguments, terminal) : null;
    ChangedFiles files = changedFiles();
    Judging judging = new Judging(fixes, files, terminal);
    Judge usual = judging.judge(configurations.commandLine());
    SetupReader reader = new SetupReader(arguments, configurations, terminal);
    List<Judged> judged;
    try (judging) {
      if (files == null) {
        reader.findSources(arguments.paths(), judging::judge, judging::add);
      } else if (!files.searched().isEmpty()) {
        reader.findSources(files.searched(), judging::judge, judging::add);
      }
      judged = judging.end();
    }
    configurations.checkOthers().forEach(mistake -> problems.add(new Problem(null, 0, mistake)));
    String baseline = arguments.value("write-baseline");
    if (baseline != null) {
      Path file = BaselineFiles.path(baseline, "--write-baseline", terminal);
      checkTarget("--write-baseline " + baseline, file, Gate.Purpose.BASELINE);
      if (isTaken(file, outputs)) {
        throw new UsageException("--write-baseline " + baseline + ": a report goes there");
      }
    }
    List<SetupReport> reports = new ArrayList<>(judged.size());
    judged.forEach(one -> reports.add(one.report()));
    List<SetupReport> fresh = baseline(reports, judged);
    String revision = arguments.value("changed-since");
    GitChanges changes = revision == null ? null : new GitChanges(revision, terminal);
    List<SetupReport> setups = new ArrayList<>();
    boolean fails = false;
    for (int i = 0; i < judged.size(); i++) {
      Judge judge = judged.get(i).judge();
      SetupReport report = judge.shown((fresh == null ? reports : fresh).get(i));
      SetupReport left = changes == null ? report : changes.filter(report);
      if (judged.get(i).isMeant() && (changes == null || changes.concerns(left))) {
        setups.add(left);
        fails |= judge.fails(left);
      }
    }
    problems.addAll(0, reader.problems());
    problems.addAll(judging.problems());
    for (SetupReport setup : setups) {
      problems.addAll(setup.problems());
    }
    Report report =
        new Report(Main.version(), setups, rules(judged, usual), problems, arguments.ofJudging());
    problems.forEach(problem -> terminal.say(SetupReader.text(problem)));
    for (Output output : outputs) {
      checkTarget("--output " + output.given(), output.file(), null);
    }
    boolean written = write(report, outputs);
    if (!arguments.has("diff")) {
      format.writer(options()).write(report, terminal.out());
    }
    if (!problems.isEmpty() || !written || fresh == null || (fixes != null && fixes.hasFailed())) {
      return ExitStatus.INCOMPLETE;
    }
    return fails ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }

  private @Nullable ChangedFiles changedFiles() throws UsageException {
    if (!arguments.has(ChangedFiles.OPTION)) {
      return null;
    }
    if (arguments.has("fix") || arguments.has("diff")) {
      throw new UsageException(
          "--changed-files: what is to be fixed is not known before all is judged; with --fix or"
              + " --diff name the set-ups");
    }
    return new ChangedFiles(arguments.paths(), terminal);
  }

  private void checkTarget(String option, Path file, Gate.@Nullable Purpose apart)
      throws UsageException {
    try {
      terminal.gate().checkTarget(file, apart);
    } catch (IOException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private boolean isTaken(Path file, List<Output> outputs) {
    for (Output one : outputs) {
      if (isSame(one.file(), file)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(Path one, Path other) {
    Path file = terminal.gate().absolute(one);
    return file.equals(terminal.gate().absolute(other)) && !Streams.has(file);
  }

  private static RuleChoice rules(List<Judged> judged, Judge usual) {
    Set<RuleChoice> choices = new LinkedHashSet<>();
    judged.forEach(one -> choices.add(one.judge().rules()));
    return choices.size() > 1
        ? RuleChoice.union(List.copyOf(choices))
        : choices.isEmpty() ? usual.rules() : choices.iterator().next();
  }

  /** Without the known findings; null if the baseline could not be written. */
  private @Nullable List<SetupReport> baseline(List<SetupReport> setups, List<Judged> judged)
      throws UsageException {
    String read = arguments.value("baseline");
    String written = arguments.value("write-baseline");
    if (read == null && written != null && isConfigured(written, judged)) {
      read = written;
    }
    if (read != null || written != null) {
      return new BaselineFiles(read, written, terminal).apply(setups);
    }
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < judged.size(); i++) {
      String file = baselineName(judged.get(i).settings());
      if (file != null) {
        places.computeIfAbsent(file, key -> new ArrayList<>()).add(i);
      }
    }
    List<SetupReport> fresh = new ArrayList<>(setups);
    for (Map.Entry<String, List<Integer>> one : places.entrySet()) {
      Settings settings = judged.get(one.getValue().get(0)).settings();
      withBaseline(one.getKey(), one.getValue(), settings, fresh);
    }
    return fresh;
  }

  /**
   * Whether a baseline that is there is the one of a configuration file. Its findings are known in
   * every run, so that to write it anew must not make new ones known on the side.
   */
  private boolean isConfigured(String file, List<Judged> judged) throws UsageException {
    Path path = BaselineFiles.path(file, "--write-baseline", terminal);
    if (!terminal.gate().exists(path)) {
      return false;
    }
    for (Judged one : judged) {
      Settings.Given given = one.settings().given("baseline");
      if (given != null && place(given.path(terminal.gate())).equals(place(path))) {
        return true;
      }
    }
    return false;
  }

  private Path place(Path path) {
    try {
      return terminal.gate().enter(path).real();
    } catch (IOException e) {
      return terminal.gate().absolute(path);
    }
  }

  /** The baseline that a configuration file names, as reports name it; null if none does. */
  private @Nullable String baselineName(Settings settings) {
    Settings.Given given = settings.given("baseline");
    return given == null
        ? null
        : DirectoryTree.shown(given.folder().resolve(given.text()), terminal.current());
  }

  /**
   * Replaces the reports at some places by those without the findings that a file lists. A mistake
   * ends the run only if the file is for all setups.
   */
  private void withBaseline(
      String file, List<Integer> places, Settings settings, List<SetupReport> setups)
      throws UsageException {
    List<SetupReport> own = new ArrayList<>();
    places.forEach(place -> own.add(setups.get(place)));
    try {
      checkBaseline(settings);
      List<SetupReport> left = new BaselineFiles(file, null, terminal).apply(own);
      for (int i = 0; left != null && i < places.size(); i++) {
        setups.set(places.get(i), left.get(i));
      }
    } catch (UsageException e) {
      if (own.size() == setups.size()) {
        throw e;
      }
      problems.add(new Problem(null, 0, String.valueOf(e.getMessage())));
    }
  }

  private void checkBaseline(Settings settings) throws UsageException {
    Settings.Given given = settings.given("baseline");
    if (given != null && !terminal.gate().exists(given.path(terminal.gate()))) {
      throw new UsageException(given.label() + ": no such file; --write-baseline makes one");
    }
  }

  private boolean write(Report report, List<Output> outputs) {
    boolean all = true;
    for (Output output : outputs) {
      try {
        if (Streams.isStandardOutput(output.file())) {
          // opened once more, it would begin at the start of a file that it was directed to
          output.format().writer(plain()).write(report, terminal.out());
        } else {
          WholeFile.write(
              output.file(),
              out -> output.format().writer(plain()).write(report, terminal.file(out)));
        }
      } catch (IOException e) {
        terminal.say(output.given() + ": cannot be written; nothing was changed");
        all = false;
      }
    }
    return all;
  }

  private ReportOptions plain() {
    return new ReportOptions(
        false,
        false,
        0,
        Verbosity.NORMAL,
        arguments.has("suppressed"),
        arguments.has("statistics"));
  }

  private ReportOptions options() throws UsageException {
    String color = arguments.value("color");
    String wanted = color == null ? "auto" : color;
    if (!List.of("auto", "always", "never").contains(wanted)) {
      throw new UsageException(
          "--color "
              + wanted
              + ": expected auto, always or never"
              + DidYouMean.among(wanted, List.of("auto", "always", "never")));
    }
    Verbosity verbosity =
        arguments.has("quiet")
            ? Verbosity.QUIET
            : arguments.has("verbose") ? Verbosity.VERBOSE : Verbosity.NORMAL;
    return new ReportOptions(
        terminal.colours(wanted),
        !wanted.equals("never") && terminal.hyperlinks(),
        terminal.width(),
        verbosity,
        arguments.has("suppressed"),
        arguments.has("statistics"));
  }

  private static ReportFormat format(@Nullable String label) throws UsageException {
    ReportFormat format = ReportFormat.of(label == null ? "text" : label);
    if (format == null) {
      String meant = DidYouMean.among(String.valueOf(label), ReportFormat.labels());
      throw new UsageException(
          "no format '"
              + label
              + "'"
              + meant
              + "; there are "
              + String.join(", ", ReportFormat.labels()));
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
      if (file.equals("-")) {
        throw new UsageException(
            "--output "
                + given
                + ": --format writes to standard output, and ./- is a file of that name");
      }
      try {
        Path path = terminal.current().resolve(file);
        if (terminal.gate().isDirectory(path)) {
          throw new UsageException("--output " + given + ": " + file + " is a directory");
        }
        if (isTaken(path, outputs)) {
          throw new UsageException("--output " + given + ": another report goes to " + file);
        }
        outputs.add(new Output(format(given.substring(0, equals)), path, file));
      } catch (InvalidPathException e) {
        throw new UsageException("--output " + given + ": not a path of this system");
      }
    }
    return outputs;
  }
}
