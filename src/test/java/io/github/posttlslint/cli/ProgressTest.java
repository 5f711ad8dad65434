package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a long run says of how far it is. */
class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String told(boolean wanted, long patience, int steps) {
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Progress progress = new Progress(err, wanted, patience);
    for (int i = 0; i < 10_000; i++) {
      progress.more();
    }
    for (int i = 0; i < steps; i++) {
      progress.step();
    }
    progress.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void numbersAreGroupedAndTheLineIsTakenAway() {
    assertThat(told(true, 0, 1)).isEqualTo("\r1/10,000 setups\r\033[K");
    assertThat(Progress.grouped(999)).isEqualTo("999");
    assertThat(Progress.grouped(1240)).isEqualTo("1,240");
    assertThat(Progress.grouped(1_234_567)).isEqualTo("1,234,567");
  }

  @Test
  void nothingIsToldMoreThanAFewTimesASecond() {
    assertThat(told(true, 0, 500).split("setups", -1)).hasSizeLessThan(5);
  }

  @Test
  void shortRunAndOneThatNobodyWatchesAreSilent() {
    assertThat(told(true, Progress.PATIENCE, 100)).isEmpty();
    assertThat(told(false, 0, 100)).isEmpty();
  }
}
