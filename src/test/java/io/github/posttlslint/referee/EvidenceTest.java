package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.referee.Evidence.By;
import io.github.posttlslint.rule.CompileRules;
import io.github.posttlslint.rule.RuleText.Example;
import io.github.posttlslint.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * The installed Postfix does with the bad examples of rules what their evidence says, and not with
 * the good ones. {@code -Devidence=ID,ID} runs some rules only.
 */
@org.junit.jupiter.api.Tag("referee")
@org.junit.jupiter.api.parallel.ResourceLock("time of hosts")
class EvidenceTest {

  /** Most of the time is waiting. */
  private static final int AT_ONCE = 6;

  @TempDir static Path directory;
  private static Referee referee;
  private static ExecutorService workers;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    try {
      referee = new Referee(directory);
    } catch (TestAbortedException e) {
      System.out.println(Proofs.read().leftOut(String.valueOf(e.getMessage())));
      throw e;
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
    Map<String, Evidence> evidence = Evidence.readAll(Path.of("rules"));
    List<String> only = List.of(System.getProperty("evidence", "").split(","));
    List<DynamicTest> tests = new ArrayList<>();
    for (RuleYaml.Loaded rule : CompileRules.readAll(Path.of("rules")).values()) {
      Evidence own = evidence.get(rule.rule().id());
      if (own == null
          || own.by() == By.ARGUMENT
          || !only.contains("") && !only.contains(rule.rule().id())) {
        continue;
      }
      int number = 0;
      for (Example example : rule.text().examples()) {
        number++;
        String name = rule.rule().id() + (example.bad() ? " bad " : " good ") + number;
        if (!forInstalledPostfix(example) || own.except().contains("" + example.title())) {
          continue;
        }
        Future<Transcript> run = workers.submit(() -> referee.run(example, own));
        tests.add(DynamicTest.dynamicTest(name, () -> judge(name, example, own, run.get())));
      }
    }
    return tests;
  }

  /** Whether it is told for the newest release or one that behaves as the installed one. */
  private static boolean forInstalledPostfix(Example example) {
    return example.release() == null || example.release().matches("3\\.[67].*");
  }

  private static void judge(String name, Example example, Evidence evidence, Transcript transcript)
      throws IOException {
    String log = System.getProperty("evidence.log");
    if (log != null) {
      Files.createDirectories(Path.of(log));
      Files.writeString(Path.of(log, name.replace(' ', '-')), transcript.toString());
    }
    if (example.bad()) {
      assertThat(Referee.seen(transcript, evidence.sees()))
          .as("%s in%n%s", evidence.sees(), transcript)
          .isTrue();
    } else {
      assertThat(Referee.seen(transcript, evidence.sees()))
          .as("%s in%n%s", evidence.sees(), transcript)
          .isFalse();
      assertThat(transcript.lines())
          .as("%s", transcript)
          .isNotEmpty()
          .noneMatch(
              line -> line.matches("(log|run).*(fatal|panic): .*|.* no greeting|.*not reached"));
    }
  }
}
