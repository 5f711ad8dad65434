package io.github.posttlslint.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Judges many setups on all processors. Results come in the order of the sources, and only a few
 * wait for one before them, so that memory does not grow with the number of processors' lead.
 */
final class ParallelJudging {

  /** Sources that are read ahead, for each processor. */
  private static final int AHEAD = 4;

  private ParallelJudging() {}

  /**
   * Judges all.
   *
   * @param taker gets every result, in order, on the calling thread
   */
  static void judge(
      List<SetupReader.Source> sources,
      Judging judging,
      Progress progress,
      Consumer<Judging.Result> taker)
      throws IOException, UsageException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads, ParallelJudging::daemon);
    ArrayDeque<Future<Judging.Result>> waiting = new ArrayDeque<>();
    try {
      for (SetupReader.Source source : sources) {
        if (waiting.size() == threads * AHEAD) {
          taker.accept(result(waiting.remove()));
          progress.step();
        }
        waiting.add(workers.submit(() -> judging.result(source, true)));
      }
      while (!waiting.isEmpty()) {
        taker.accept(result(waiting.remove()));
        progress.step();
      }
    } finally {
      workers.shutdownNow();
      progress.end();
    }
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
