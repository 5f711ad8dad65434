package io.github.posttlslint.testkit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Tells at the end how many tests were left out for which reason. */
public final class LeftOut implements TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(LeftOut.class);

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Reasons.class)
        .add(cause == null ? "no reason" : "" + cause.getMessage());
  }

  /** How often each reason was given; told when all tests are done. */
  static final class Reasons implements AutoCloseable {
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String reason) {
      counts.merge(reason, 1, Integer::sum);
    }

    @Override
    public synchronized void close() {
      counts.forEach(
          (reason, count) -> System.out.printf("left out, %d of them: %s%n", count, reason));
    }
  }
}
