package io.github.posttlslint.run;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges the setups of a run, one after another or, if they are many, several at once.
 */
public final class Judging implements AutoCloseable {

  /** From how many setups on the model of a setup is dropped as soon as it is judged. */
  public static final int MANY = 32;

  private final Map<Settings, Judge> judges = new ConcurrentHashMap<>();
  private final @Nullable FixStep fixes;
  private final @Nullable ChangedFiles files;
  private final Workplace workplace;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Judged> all = new ArrayList<>();
  private final List<SetupReader.Source> waiting = new ArrayList<>();
  private @Nullable ParallelJudging parallel;

  /**
   * Makes one for a run.
   *
   * @param fixes mends setups before they are reported about; null if that is not wanted
   * @param files what has changed, if only the setups that it belongs to are meant
   */
  public Judging(@Nullable FixStep fixes, @Nullable ChangedFiles files, Workplace workplace) {
    this.fixes = fixes;
    this.files = files;
    this.workplace = workplace;
  }

  /**
   * A setup that was judged.
   *
   * @param isMeant whether it is one to be told of
   */
  public record Judged(SetupReport report, Settings settings, Judge judge, boolean isMeant) {}

  /** What became of one source. */
  record Result(List<Judged> judged, List<Problem> problems) {}

  /** The judge for settings, one for all setups that share them. */
  public Judge judge(Settings settings) throws UsageException {
    Judge judge = judges.get(settings);
    if (judge == null) {
      judge = Judge.of(settings);
      judges.put(settings, judge);
    }
    return judge;
  }

  /**
   * Takes one more source, in their order. Where setups are mended, all have to be found before the
   * first is judged.
   *
   * @throws UsageException if a setting or a rule that the user brought is wrong
   */
  public void add(SetupReader.Source source) throws IOException, UsageException {
    judge(source.settings());
    ParallelJudging others = parallel;
    if (others != null) {
      others.add(source);
      return;
    }
    waiting.add(source);
    if (fixes == null && waiting.size() == MANY) {
      others = new ParallelJudging(this, workplace.progress(), this::take);
      parallel = others;
      for (SetupReader.Source early : waiting) {
        others.add(early);
      }
    }
  }

  /** All that was judged, once the last source is found. */
  public List<Judged> end() throws IOException, UsageException {
    if (parallel != null) {
      parallel.end();
      return all;
    }
    boolean many = waiting.size() >= MANY;
    for (SetupReader.Source source : waiting) {
      take(result(source, many));
    }
    return all;
  }

  private void take(Result result) {
    problems.addAll(result.problems());
    all.addAll(result.judged());
  }

  @Override
  public void close() {
    if (parallel != null) {
      parallel.close();
    }
  }

  /** Reads and judges one source; safe for use by several threads where nothing is mended. */
  Result result(SetupReader.Source source, boolean brief) throws IOException, UsageException {
    Judge judge = judge(source.settings());
    SetupReader.Loaded loaded = source.content().load();
    if (fixes != null && isMended(loaded, source.settings(), judge, fixes)) {
      loaded = source.content().load();
    }
    List<Judged> judged = new ArrayList<>(loaded.setups().size());
    List<Problem> problems = new ArrayList<>(loaded.problems());
    for (Setup setup : loaded.setups()) {
      SetupReport report = judge.linter().lint(setup);
      boolean isMeant = files == null || files.concern(report.setup(), source.settings());
      if (brief) {
        setup.tree().forget(); // what it has looked at
      }
      judged.add(new Judged(brief ? report.brief() : report, source.settings(), judge, isMeant));
    }
    return new Result(judged, problems);
  }

  /** Mends what was read; whether the files are other ones by now. */
  private static boolean isMended(
      SetupReader.Loaded loaded, Settings settings, Judge judge, FixStep fixes)
      throws IOException, UsageException {
    boolean releaseGiven = settings.given("postfix-version") != null;
    boolean mended = false;
    for (Setup setup : loaded.setups()) {
      mended |= fixes.run(setup, judge.linter(), releaseGiven);
    }
    return mended;
  }

  /** What could not be read, in the order of the sources. */
  public List<Problem> problems() {
    return problems;
  }
}
