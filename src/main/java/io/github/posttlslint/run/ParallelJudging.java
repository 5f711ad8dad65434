package io.github.posttlslint.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Judges many setups on all processors while others are still being found. Results come in the
 * order of the sources, and only a few wait for one before them, so that memory does not grow with
 * the number of processors' lead.
 */
final class ParallelJudging implements AutoCloseable {

  /** Sources that are read ahead, for each processor. */
  private static final int AHEAD = 4;

  private final Judging judging;
  private final Progress progress;
  private final Consumer<Judging.Result> taker;
  private final int most = Runtime.getRuntime().availableProcessors() * AHEAD;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(most / AHEAD, ParallelJudging::daemon);
  private final ArrayDeque<SetupReader.Source> found = new ArrayDeque<>();
  private final ArrayDeque<Future<Judging.Result>> begun = new ArrayDeque<>();

  /**
   * Begins.
   *
   * @param taker gets every result, in order, on the thread that adds and ends
   */
  ParallelJudging(Judging judging, Progress progress, Consumer<Judging.Result> taker) {
    this.judging = judging;
    this.progress = progress;
    this.taker = taker;
  }

  /** Takes one more source, without waiting for others. */
  void add(SetupReader.Source source) throws IOException, UsageException {
    progress.more();
    found.add(source);
    for (Future<Judging.Result> first = begun.peek();
        first != null && first.isDone();
        first = begun.peek()) {
      take();
    }
    begin();
  }

  /** Waits for the results of all. */
  void end() throws IOException, UsageException {
    begin();
    while (!begun.isEmpty()) {
      take();
      begin();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    progress.end();
  }

  private void begin() {
    while (begun.size() < most && !found.isEmpty()) {
      SetupReader.Source source = found.remove();
      begun.add(workers.submit(() -> judging.result(source, true)));
    }
  }

  private void take() throws IOException, UsageException {
    taker.accept(result(begun.remove()));
    progress.step();
  }

  /** A thread that does not keep the program from ending. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "judge");
    thread.setDaemon(true);
    return thread;
  }

  private static Judging.Result result(Future<Judging.Result> future)
      throws IOException, UsageException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UsageException usage) {
        throw usage;
      } else if (cause instanceof IOException io) {
        throw io;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
