package io.github.posttlslint.cli;

import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges the setups of a run, one after another or, if they are many, several at once.
 */
final class Judging {

  /** From how many setups on the model of a setup is dropped as soon as it is judged. */
  static final int MANY = 32;

  private final Map<Settings, Judge> judges = new HashMap<>();
  private final @Nullable FixStep fixes;
  private final Terminal terminal;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Makes one for a run.
   *
   * @param fixes mends setups before they are reported about; null if that is not wanted
   */
  Judging(@Nullable FixStep fixes, Terminal terminal) {
    this.fixes = fixes;
    this.terminal = terminal;
  }

  /** A setup that was judged. */
  record Judged(SetupReport report, Settings settings, Judge judge) {}

  /** What became of one source. */
  record Result(List<Judged> judged, List<Problem> problems) {}

  /** The judge for settings, one for all setups that share them. */
  Judge judge(Settings settings) throws UsageException {
    Judge judge = judges.get(settings);
    if (judge == null) {
      judge = Judge.of(settings);
      judges.put(settings, judge);
    }
    return judge;
  }

  /**
   * Judges all, in order.
   *
   * @throws UsageException if a setting or a rule that the user brought is wrong
   */
  List<Judged> judge(List<SetupReader.Source> sources) throws IOException, UsageException {
    for (SetupReader.Source source : sources) {
      judge(source.settings());
    }
    boolean many = sources.size() >= MANY;
    List<Judged> all = new ArrayList<>(sources.size());
    if (many && fixes == null) {
      Progress progress = terminal.progress(sources.size());
      ParallelJudging.judge(sources, this, progress, result -> take(result, all));
    } else {
      for (SetupReader.Source source : sources) {
        take(result(source, many), all);
      }
    }
    return all;
  }

  private void take(Result result, List<Judged> all) {
    problems.addAll(result.problems());
    all.addAll(result.judged());
  }

  /** Reads and judges one source; safe for use by several threads where nothing is mended. */
  Result result(SetupReader.Source source, boolean brief) throws IOException, UsageException {
    Judge judge = judge(source.settings());
    boolean ahead = !brief && Runtime.getRuntime().availableProcessors() > 1;
    SetupReader.Loaded loaded = source.load();
    List<Judged> judged = new ArrayList<>(loaded.setups().size());
    for (Setup setup : loaded.setups()) {
      Setup mended = fixes == null ? setup : fixes.run(setup, judge.linter());
      SetupReport report = judge.lint(mended, ahead);
      judged.add(new Judged(brief ? report.brief() : report, source.settings(), judge));
    }
    return new Result(judged, loaded.problems());
  }

  /** What could not be read, in the order of the sources. */
  List<Problem> problems() {
    return problems;
  }
}
