package io.github.posttlslint.lsp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread for all that is done with set-ups. Requests come first and interrupt the judging,
 * which is begun again after them; a change of a text makes judging out of date and ends it, too.
 */
final class Work implements AutoCloseable {

  /** How long judging waits for more to be typed, in milliseconds. */
  static final int DEBOUNCE = 100;

  /** How long it is put off by typing at most. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1000);

  /** How often files on disk are looked at. */
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(2000);

  /** As often a judging is interrupted by requests; then they wait. */
  private static final int INTERRUPTIONS = 3;

  private final Runnable judging;
  private final Runnable polling;
  private final Consumer<Throwable> failures;
  private final Deque<Runnable> requests = new ArrayDeque<>();
  private final Thread thread;

  private @Nullable Runnable rehearsal;
  private boolean closed;
  private boolean wanted;
  private boolean isJudging;
  private int interruptions;
  private long due;
  private long latest;
  private long nextPoll;

  /**
   * Makes the thread.
   *
   * @param judging what is done after each change; an interrupt ends it
   * @param polling what is done now and then
   * @param failures is told of what should not happen
   */
  Work(Runnable judging, Runnable polling, Consumer<Throwable> failures) {
    this.failures = failures;
    this.judging = judging;
    this.polling = polling;
    this.nextPoll = System.nanoTime() + POLL;
    this.thread = new Thread(this::run, "set-ups");
    thread.setDaemon(true);
  }

  /** Begins. */
  void start() {
    thread.start();
  }

  /** Does something before anything else is wanted; what is wanted then ends it by an interrupt. */
  synchronized void rehearse(Runnable task) {
    rehearsal = task;
    notifyAll();
  }

  /** Wants set-ups to be judged in so many milliseconds. */
  synchronized void judgeIn(int milliseconds) {
    long now = System.nanoTime();
    if (!wanted) {
      latest = now + PATIENCE;
    }
    wanted = true;
    due = Math.min(now + TimeUnit.MILLISECONDS.toNanos(milliseconds), latest);
    if (isJudging) {
      thread.interrupt();
    }
    notifyAll();
  }

  /** Does something as soon as can be. */
  synchronized <T> CompletableFuture<T> request(Callable<T> task) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    if (closed) {
      outcome.cancel(false);
      return outcome;
    }
    requests.add(() -> complete(outcome, task));
    if (isJudging && interruptions < INTERRUPTIONS) {
      interruptions++;
      thread.interrupt();
    }
    notifyAll();
    return outcome;
  }

  /** The same without an outcome. */
  synchronized void post(Runnable task) {
    requests.add(task);
    notifyAll();
  }

  private static <T> void complete(CompletableFuture<T> outcome, Callable<T> task) {
    if (outcome.isDone()) {
      return; // the client has cancelled it
    }
    try {
      outcome.complete(task.call());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      outcome.completeExceptionally(e);
    }
  }

  private void run() {
    for (Runnable task = next(); task != null; task = next()) {
      boolean complete = true;
      try {
        task.run();
      } catch (CancellationException e) {
        complete = false;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failures.accept(e); // what comes next may do
      }
      end(task, complete);
    }
  }

  private synchronized void end(Runnable task, boolean complete) {
    if (isJudging) {
      isJudging = false;
      Thread.interrupted(); // it was for the judging alone
    }
    if (task == judging) {
      if (!complete && !wanted) {
        wanted = true;
        due = System.nanoTime();
        latest = due;
      } else if (complete) {
        interruptions = 0;
      }
    }
  }

  /** Waits for what is to be done next; null for the end. */
  private synchronized @Nullable Runnable next() {
    while (!closed) {
      Runnable request = requests.poll();
      if (request != null) {
        return request;
      }
      long now = System.nanoTime();
      if (wanted && due - now <= 0) {
        wanted = false;
        isJudging = true;
        return judging;
      }
      Runnable first = rehearsal;
      rehearsal = null;
      if (first != null && !wanted) {
        isJudging = true;
        return first;
      }
      if (nextPoll - now <= 0) {
        nextPoll = now + POLL;
        return polling;
      }
      long until = wanted && due - nextPoll < 0 ? due : nextPoll;
      try {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - now)));
      } catch (InterruptedException e) {
        // an interrupt that came too late for what it was meant to end
      }
    }
    return null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    requests.clear();
    thread.interrupt();
    notifyAll();
  }
}
