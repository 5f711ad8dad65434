package io.github.posttlslint.cli;

import io.github.posttlslint.report.Sink;
import io.github.posttlslint.run.Progress;
import java.io.IOException;

/**
 * Tells on standard error how far a long run is, {@code 1,240/10,000 setups}, where that is a
 * terminal. For one thread.
 */
final class ProgressLine implements Progress {

  /** Nanoseconds before the first line: a short run is over by then. */
  static final long PATIENCE = 1_000_000_000;

  /** Nanoseconds between one line and the next. */
  private static final long INTERVAL = 200_000_000;

  private final Sink err;
  private final boolean wanted;
  private long next;
  private int all;
  private int done;
  private boolean shown;

  /**
   * Begins.
   *
   * @param wanted whether anything is told
   * @param patience nanoseconds before the first line
   */
  ProgressLine(Sink err, boolean wanted, long patience) {
    this.err = err;
    this.wanted = wanted;
    this.next = System.nanoTime() + patience;
  }

  @Override
  public void more() {
    all++;
  }

  @Override
  public void step() {
    done++;
    if (wanted && System.nanoTime() - next >= 0) {
      next = System.nanoTime() + INTERVAL;
      shown = true;
      write("\r" + grouped(done) + "/" + grouped(all) + " set-ups");
    }
  }

  /** Takes the line away. */
  @Override
  public void end() {
    if (shown) {
      write("\r\033[K");
    }
  }

  private void write(String text) {
    try {
      err.own(text).flush();
    } catch (IOException e) {
      shown = false; // then nobody watches
    }
  }

  /** A number with a comma between thousands. */
  static String grouped(int number) {
    StringBuilder text = new StringBuilder(Integer.toString(number));
    for (int at = text.length() - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }
}
