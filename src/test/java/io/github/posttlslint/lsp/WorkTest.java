package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In which order things are done, and what is ended for what. */
class WorkTest {

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch judged = new CountDownLatch(1);

  /** A judging that only an interrupt ends the first time. */
  private void judgeLong() {
    if (begun.getCount() > 0) {
      begun.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      done.add("interrupted");
      throw new CancellationException();
    }
    done.add("judged");
    judged.countDown();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRequestInterruptsJudgingWhichIsBegunAgainAfterIt() throws Exception {
    try (Work work = new Work(this::judgeLong, () -> {}, failures::add)) {
      work.start();
      work.judgeIn(0);
      await(begun);
      CompletableFuture<Boolean> answer = work.request(() -> done.add("answered"));
      assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
      await(judged);
      assertThat(done).containsExactly("interrupted", "answered", "judged");
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void aChangeEndsWhatIsOutOfDate() throws Exception {
    try (Work work = new Work(this::judgeLong, () -> {}, failures::add)) {
      work.start();
      work.judgeIn(0);
      await(begun);
      work.judgeIn(10);
      await(judged);
      assertThat(done).containsExactly("interrupted", "judged");
    }
  }

  @Test
  void whatIsWantedEndsTheRehearsalWhichIsNotBegunAgain() throws Exception {
    try (Work work = new Work(() -> done.add("judged"), () -> {}, failures::add)) {
      work.rehearse(this::judgeLong);
      work.start();
      await(begun);
      assertThat(work.request(() -> done.add("answered")).get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(work.request(() -> done.add("again")).get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(done).containsExactly("interrupted", "answered", "again");
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void whatIsTypedQuicklyIsJudgedOnce() throws Exception {
    begun.countDown();
    try (Work work = new Work(this::judgeLong, () -> {}, failures::add)) {
      for (int i = 0; i < 20; i++) {
        work.judgeIn(50);
      }
      work.start();
      await(judged);
      assertThat(work.request(() -> done.size()).get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void aFaultIsToldAndWhatComesNextIsDone() throws Exception {
    begun.countDown();
    CountDownLatch told = new CountDownLatch(1);
    Work work =
        new Work(
            () -> {
              if (failures.isEmpty()) {
                throw new IllegalStateException("a fault");
              }
              judgeLong();
            },
            () -> {},
            failure -> {
              failures.add(failure);
              told.countDown();
            });
    try (work) {
      work.start();
      work.judgeIn(0);
      await(told);
      work.judgeIn(0);
      await(judged);
      assertThat(failures).hasSize(1);
    }
  }
}
