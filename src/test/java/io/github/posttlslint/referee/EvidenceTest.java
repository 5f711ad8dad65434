package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.referee.ProofRecord.Mark;
import io.github.posttlslint.referee.Trial.Result;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.testkit.RuleExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.TestAbortedException;

/**
 * Postfix does with the examples that a rule reports what its evidence says, and not with others:
 * the installed one with all, further releases with some (see {@link Trials}). {@code
 * -Dreferees=all} runs all with all, {@code -Drule=ID,ID} the examples of some rules with all.
 * Either of them with {@code -Drefresh.proofs} writes the {@link ProofRecord}, with which other
 * runs must agree. {@code -Devidence.log=DIRECTORY} keeps what was seen.
 */
@Tag("referee")
@ResourceLock("time of hosts")
class EvidenceTest {

  /** Most of the time is waiting. */
  private static final int AT_ONCE = 10;

  @TempDir static Path directory;
  private static Release installed;
  private static final List<Release> OTHERS = new ArrayList<>();
  private static final List<String> LEFT_OUT = new ArrayList<>();
  private static final Map<Release, Referee> REFEREES = new LinkedHashMap<>();
  private static ExecutorService workers;

  private static final boolean EVERYTHING = "all".equals(System.getProperty("referees"));
  private static final boolean SOME_RULES = !System.getProperty("rule", "").isEmpty();
  private static final boolean REFRESH = System.getProperty("refresh.proofs") != null;
  private static final Map<Trial, Mark> MARKS = new ConcurrentHashMap<>();
  private static ProofRecord record;
  private static int expected;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    try {
      installed = Release.installed();
      REFEREES.put(
          installed, new Referee(Files.createDirectory(directory.resolve("0")), installed));
    } catch (TestAbortedException e) {
      System.out.println(Proofs.read().leftOut(String.valueOf(e.getMessage())));
      throw e;
    }
    record = ProofRecord.read();
    Release.Staged staged = Release.staged();
    LEFT_OUT.addAll(staged.leftOut());
    for (Release other : staged.releases()) {
      if (!other.branch().equals(installed.branch())) {
        Path own = Files.createDirectory(directory.resolve("" + REFEREES.size()));
        REFEREES.put(other, new Referee(own, other));
        OTHERS.add(other);
      }
    }
    workers = Executors.newFixedThreadPool(AT_ONCE);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (workers != null) {
      workers.shutdownNow();
      workers.awaitTermination(30, TimeUnit.SECONDS);
      if (REFRESH && (EVERYTHING || SOME_RULES)) {
        writeRecord();
      }
    }
  }

  @TestFactory
  List<DynamicTest> postfixDoesWhatTheEvidenceSays() throws IOException {
    RuleExamples examples = RuleExamples.read();
    List<Rule> rules = examples.rules();
    Map<Release, List<Trial>> trials =
        new Trials(installed, OTHERS, record, Evidence.readAll(Path.of("rules")))
            .of(examples.chosen(), EVERYTHING || SOME_RULES);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<Release, List<Trial>> some : trials.entrySet()) {
      Release release = some.getKey();
      System.out.println("proofs with " + release + ": " + some.getValue().size() + " examples");
      for (Trial trial : some.getValue()) {
        Future<Result> run = workers.submit(() -> run(trial, rules));
        tests.add(DynamicTest.dynamicTest(trial.name(), () -> judge(trial, run)));
      }
    }
    for (String why : LEFT_OUT) {
      System.out.println("proofs with " + why + ": LEFT OUT");
      tests.add(DynamicTest.dynamicTest(why, () -> leaveOut(why)));
    }
    expected = trials.values().stream().mapToInt(List::size).sum();
    return tests;
  }

  private static void leaveOut(String why) {
    throw new TestAbortedException(why);
  }

  private static boolean isKnownDifference(Trial trial) {
    return ReleaseDifferences.isKnown(trial.example().name(), trial.release().branch());
  }

  private static Result run(Trial trial, List<Rule> rules) throws IOException {
    Referee referee = REFEREES.get(trial.release());
    Result result = trial.run(referee, rules);
    // on a busy machine something may have come too late
    return trial.complaint(result) == null || isKnownDifference(trial)
        ? result
        : trial.run(referee, rules);
  }

  private static void judge(Trial trial, Future<Result> run) throws Exception {
    Result result;
    try {
      result = run.get();
    } catch (ExecutionException e) {
      throw new AssertionError(trial.name(), e.getCause());
    }
    String complaint = trial.complaint(result);
    log(trial, result, complaint);
    Mark mark = result.judgement().reported() ? Mark.SEEN : Mark.UNSEEN;
    if (isKnownDifference(trial)) {
      assertThat(complaint)
          .as("%s: the known difference%n%s", trial.name(), result.transcript())
          .isNotNull();
      mark = Mark.KNOWN_DIFFERENCE;
    } else {
      assertThat(complaint).as("%s%n%s", trial.name(), result.transcript()).isNull();
    }
    if (!REFRESH) {
      assertThat(mark)
          .as("%s: what %s has of it", trial.name(), ProofRecord.FILE)
          .isEqualTo(record.mark(trial, mark));
    }
    MARKS.put(trial, mark);
  }

  private static void log(Trial trial, Result result, @Nullable String complaint)
      throws IOException {
    String log = System.getProperty("evidence.log");
    if (log != null) {
      Files.createDirectories(Path.of(log));
      Files.writeString(
          Path.of(log, trial.name().replaceAll("[^\\w.-]+", "-")),
          "%s%n%s%n%s%n".formatted(complaint, result.judgement(), result.transcript()));
    }
  }

  private static void writeRecord() throws IOException {
    if (MARKS.size() < expected) {
      System.out.println(ProofRecord.FILE + " is not written, for some examples failed");
      return;
    }
    Files.writeString(ProofRecord.FILE, record.with(MARKS, !SOME_RULES).toString());
  }
}
