package io.github.posttlslint.bench.micro;

import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.SetupLoader;
import io.github.posttlslint.run.rule.BuiltInRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All usual rules on the sample of the book chapter. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class LinterBenchmark {

  private static final Path SAMPLE = Path.of("samples/book-chapter/etc/postfix");

  private final Parameters parameters = Parameters.load();
  private final Linter linter =
      new Linter(
          BuiltInRules.load().usualRules(),
          new JudgeSettings(
              Instant.parse("2026-06-01T12:00:00Z"), JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of()));
  private final Setup known = read();

  /** Whatever the rules ask for is known from the time before: the rules alone. */
  @Benchmark
  public SetupReport evaluateRules() {
    return linter.lint(known);
  }

  /** With reading of all files, from the page cache. */
  @Benchmark
  public SetupReport readAndJudge() {
    return linter.lint(read());
  }

  private Setup read() {
    Path current = Path.of("").toAbsolutePath();
    SetupLoader.Options options =
        new SetupLoader.Options(
            current,
            null,
            null,
            null,
            CipherSuite.Build.OPENSSL_3,
            List.of(),
            List.of(),
            List.of());
    Entrance entrance = new Entrance(new Gate(current), null);
    Setup setup =
        new SetupLoader(parameters, options, new PemCache(), entrance, new GitIndexes())
            .load(new Location(SAMPLE, SAMPLE.resolve("main.cf"), SAMPLE.resolve("master.cf")));
    if (setup == null) {
      throw new IllegalStateException(SAMPLE + " cannot be read");
    }
    return setup;
  }
}
