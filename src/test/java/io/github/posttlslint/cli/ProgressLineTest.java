package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.report.Sink;
import io.github.posttlslint.testkit.MeasuresTime;
import org.junit.jupiter.api.Test;

/** What a long run says of how far it is. */
@MeasuresTime
class ProgressLineTest {

  private final StringBuilder text = new StringBuilder();

  private String told(boolean wanted, long patience, int steps) {
    ProgressLine progress = new ProgressLine(new Sink(text, Sink.Reader.PERSON), wanted, patience);
    for (int i = 0; i < 10_000; i++) {
      progress.more();
    }
    for (int i = 0; i < steps; i++) {
      progress.step();
    }
    progress.end();
    return text.toString();
  }

  @Test
  void numbersAreGroupedAndTheLineIsTakenAway() {
    assertThat(told(true, 0, 1)).isEqualTo("\r1/10,000 set-ups\r\033[K");
    assertThat(ProgressLine.grouped(999)).isEqualTo("999");
    assertThat(ProgressLine.grouped(1240)).isEqualTo("1,240");
    assertThat(ProgressLine.grouped(1_234_567)).isEqualTo("1,234,567");
  }

  @Test
  void nothingIsToldMoreThanAFewTimesASecond() {
    assertThat(told(true, 0, 500).split("set-ups", -1)).hasSizeLessThan(5);
  }

  @Test
  void shortRunAndOneThatNobodyWatchesAreSilent() {
    assertThat(told(true, ProgressLine.PATIENCE, 100)).isEmpty();
    assertThat(told(false, 0, 100)).isEmpty();
  }
}
