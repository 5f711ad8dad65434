package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.RuleExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Postfix does with the examples that a rule reports what its evidence says, and not with others:
 * the installed one with all, further releases with some (see {@link Trials}). {@code
 * -Dreferees=all} runs all with all, {@code -Drule=ID,ID} the examples of some rules with all.
 */
@org.junit.jupiter.api.Tag("referee")
@org.junit.jupiter.api.parallel.ResourceLock("time of hosts")
class EvidenceTest {

  /** Most of the time is waiting. */
  private static final int AT_ONCE = 10;

  @TempDir static Path directory;
  private static Release installed;
  private static Release.Staged staged;
  private static final Map<Release, Referee> REFEREES = new LinkedHashMap<>();
  private static ExecutorService workers;

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
    staged = Release.staged();
    for (Release other : staged.releases()) {
      Path own = Files.createDirectory(directory.resolve("" + REFEREES.size()));
      REFEREES.put(other, new Referee(own, other));
    }
    workers = Executors.newFixedThreadPool(AT_ONCE);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (workers != null) {
      workers.shutdownNow();
      workers.awaitTermination(30, TimeUnit.SECONDS);
    }
  }

  @TestFactory
  List<DynamicTest> postfixDoesWhatTheEvidenceSays() throws IOException {
    boolean everything =
        "all".equals(System.getProperty("referees")) || System.getProperty("rule") != null;
    Map<Release, List<Trial>> trials =
        new Trials(installed, staged.releases()).of(RuleExamples.read(), everything);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<Release, List<Trial>> some : trials.entrySet()) {
      Release release = some.getKey();
      System.out.println("proofs with " + release + ": " + some.getValue().size() + " examples");
      for (Trial trial : some.getValue()) {
        Future<Transcript> run = workers.submit(() -> trial.run(REFEREES.get(release)));
        String name = trial.example().name() + " with Postfix " + release.branch();
        tests.add(DynamicTest.dynamicTest(name, () -> judge(name, trial, run)));
      }
    }
    for (String why : staged.leftOut()) {
      System.out.println("proofs with " + why + ": LEFT OUT");
      tests.add(
          DynamicTest.dynamicTest(
              why,
              () -> {
                throw new TestAbortedException(why);
              }));
    }
    return tests;
  }

  private static void judge(String name, Trial trial, Future<Transcript> run)
      throws IOException, InterruptedException {
    Transcript transcript;
    try {
      transcript = run.get();
    } catch (ExecutionException e) {
      throw new AssertionError(name, e.getCause());
    }
    String log = System.getProperty("evidence.log");
    Trial.Result result = trial.result(transcript);
    if (log != null) {
      Files.createDirectories(Path.of(log));
      Files.writeString(
          Path.of(log, name.replaceAll("[^\\w.-]+", "-")),
          result + "\n" + trial.judgement() + "\n" + transcript);
    }
    assertThat(result.complaint()).as("%s%n%s", name, transcript).isNull();
  }
}
