package io.github.posttlslint.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice as much of anything costs at most two and a half times as much, up to the limits. Bytes
 * that are allocated count the steps, nearly the same in every run; the time of the processor has
 * to agree where it is long enough to be told, the best of some runs.
 */
@Slow
class GrowthTest {

  private static final double MOST = 2.5;

  /** What is less than this is start-up, in bytes and nanoseconds. */
  private static final long FEW_BYTES = 4 << 20;

  private static final long SHORT = 30_000_000;
  private static final int TRIES = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path directory;

  /** What a run cost: bytes allocated, nanoseconds of the processor. */
  private record Cost(long bytes, long time) {

    Cost best(Cost other) {
      return new Cost(Math.min(bytes, other.bytes), Math.min(time, other.time));
    }
  }

  @BeforeAll
  static void warmUp() {
    Cli.run("check", "samples/mx/good", "samples/mx/bad", "samples/book-chapter");
  }

  @TestFactory
  List<DynamicTest> twiceTheInputCostsLittleMoreThanTwice() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Hostile hostile : Hostile.all()) {
      tests.add(DynamicTest.dynamicTest(hostile.name(), () -> assertGrowth(hostile)));
    }
    return tests;
  }

  private void assertGrowth(Hostile hostile) throws IOException {
    int most = hostile.size();
    Path half = written(hostile, most / 2);
    Path whole = written(hostile, most);
    Cost ofHalf = cost(hostile, half);
    Cost ofWhole = cost(hostile, whole);
    for (int i = 0; i < TRIES && isTooMuch(ofHalf, ofWhole); i++) {
      ofHalf = ofHalf.best(cost(hostile, half));
      ofWhole = ofWhole.best(cost(hostile, whole));
    }
    assertThat(isTooMuch(ofHalf, ofWhole))
        .as("%s: %d cost %s, %d cost %s", hostile, most / 2, ofHalf, most, ofWhole)
        .isFalse();
  }

  private static boolean isTooMuch(Cost half, Cost whole) {
    return whole.bytes > MOST * Math.max(half.bytes, FEW_BYTES)
        || whole.time > MOST * Math.max(half.time, SHORT);
  }

  private Path written(Hostile hostile, int size) throws IOException {
    Path setup = directory.resolve(hostile.name() + "-" + size);
    Files.createDirectories(setup);
    hostile.writer().write(setup, size);
    return setup;
  }

  private static Cost cost(Hostile hostile, Path setup) {
    long thread = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long time = THREADS.getThreadCpuTime(thread);
    Cli.Run run = Cli.run(hostile.words(setup));
    Cost cost =
        new Cost(
            THREADS.getThreadAllocatedBytes(thread) - bytes,
            THREADS.getThreadCpuTime(thread) - time);
    assertThat(run.err()).doesNotContain("internal error", "out of memory");
    assertThat(run.status()).isBetween(0, 3);
    return cost;
  }
}
