package io.github.posttlslint.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer looks for inputs that lead to an exception, take longer than twenty seconds or do not fit
 * into the memory of {@value #HEAP}. What it finds is left in {@code target/fuzz}.
 */
@EnabledOnOs(OS.LINUX)
@Slow
class JazzerTest {

  private static final String HEAP = "-Xmx256m";
  private static final Path LEFT = Path.of("target/fuzz").toAbsolutePath();
  private static final int SHORT_RUNS = 3000;

  /** Compiles for a run that is over before better code would pay: half the time. */
  private static final String SOON = "-XX:TieredStopAtLevel=1";

  private static final String FAST = "-XX:TieredStopAtLevel=4";

  /**
   * The highest memory that getrusage(2) tells is kept by execve(2): a process that was started
   * from this one directly would begin with all that this one ever had, and the fuzzer would take
   * it for its own. A shell in between forks, and what is forked begins anew.
   */
  private static final List<String> FORKED = List.of("sh", "-c", "\"$@\"; exit $?", "sh");

  private static final Total TOTAL = new Total();

  @TempDir Path seeds;

  @Test
  void shortRunOverAllReadersFindsNothing() throws Exception {
    List<FuzzTarget> readers = FuzzTarget.readers();
    for (int i = 0; i < readers.size(); i++) {
      int number = 0;
      for (byte[] seed : FuzzTest.seeds(readers.get(i))) {
        byte[] choosing = new byte[seed.length + 1];
        choosing[0] = (byte) i;
        System.arraycopy(seed, 0, choosing, 1, seed.length);
        Files.write(seeds.resolve(readers.get(i) + "." + number++), choosing);
      }
    }
    run(JazzerEntry.READERS, SHORT_RUNS, seeds, 3, SOON);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void longRunFindsNothing(FuzzTarget target) throws Exception {
    TOTAL.add(target.name(), run(target.name(), target.runs(), target.seeds(), 60, FAST));
  }

  @AfterAll
  static void tellTheTotal() {
    TOTAL.print();
  }

  /**
   * What Jazzer says of a run at its end.
   *
   * @param peak the most memory that the process had, the fuzzer's own included, in MiB
   */
  private record Figures(long inputs, long seconds, long peak) {

    void print(String name) {
      System.out.printf(
          "fuzz: %-13s %,9d inputs %6d s %5d MiB at most%n", name, inputs, seconds, peak);
    }
  }

  /** The figures of all targets together. */
  private static final class Total {
    private Figures sum = new Figures(0, 0, 0);

    synchronized void add(String name, Figures one) {
      one.print(name);
      sum =
          new Figures(
              sum.inputs + one.inputs, sum.seconds + one.seconds, Math.max(sum.peak, one.peak));
    }

    synchronized void print() {
      if (sum.inputs > 0) {
        sum.print("all");
      }
    }
  }

  /** Runs Jazzer in a process of its own: it takes classes apart as they are loaded. */
  private static Figures run(String target, int runs, Path first, int minutes, String compiler)
      throws Exception {
    long from = System.nanoTime();
    Path found = Files.createDirectories(LEFT.resolve(target));
    Path log = LEFT.resolve(target + ".log");
    List<String> command = new ArrayList<>(FORKED);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(HEAP, "-XX:+UseSerialGC", compiler, "-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + JazzerEntry.class.getName());
    command.add("--target_args=" + target);
    command.add("--instrumentation_includes=io.github.posttlslint.**");
    command.add("--custom_hook_includes=io.github.posttlslint.**");
    command.add("--reproducer_path=" + LEFT);
    command.addAll(
        List.of("-runs=" + runs, "-seed=1", "-timeout=20", "-print_final_stats=1", "-verbosity=0"));
    // the heap is what is held to a bound; the fuzzer itself takes more than its usual 2,048 MB
    command.add("-rss_limit_mb=4096");
    command.add("-artifact_prefix=" + LEFT.resolve(target + "-"));
    command.addAll(List.of(found.toString(), first.toAbsolutePath().toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).as("it ends in time").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> log + ":\n" + end(log)).isZero();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from);
    long inputs = figure("stat::number_of_executed_units:", log);
    assertThat(inputs).isGreaterThanOrEqualTo(runs);
    return new Figures(inputs, seconds, figure("stat::peak_rss_mb:", log));
  }

  private static long figure(String name, Path log) {
    String end = end(log);
    assertThat(end).contains(name);
    String rest = end.substring(end.indexOf(name) + name.length());
    return Long.parseLong(rest.substring(0, rest.indexOf('\n')).strip());
  }

  private static String end(Path log) {
    try {
      String[] lines = new String(Files.readAllBytes(log), UTF_8).split("\n", -1);
      return String.join(
          "\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - 40), lines.length));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
