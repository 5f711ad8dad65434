package io.github.posttlslint.bench.micro;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.MacroExpander;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading configuration text: a main.cf of 200 lines, a master.cf, values with macros. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class ParserBenchmark {

  private static final Map<String, String> VALUES =
      Map.of(
          "myhostname", "mail.$mydomain",
          "mydomain", "example.org",
          "config_directory", "/etc/postfix",
          "key_name", "${myhostname}.pem",
          "smtp_tls_security_level", "${tls_wanted?{encrypt}:{may}}",
          "tls_wanted", "");

  private String main = "";
  private String master = "";

  @Setup
  public void read() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 8000; i++) {
      text.append("# setting ").append(i).append("\nsmtpd_tls_setting_").append(i);
      text.append(" = $myhostname, text\n    of a second line ").append(i).append("\n\n");
    }
    main = text.toString();
    master = Files.readString(Path.of("samples/book-chapter/etc/postfix/master.cf"));
  }

  @Benchmark
  public MainCf parseMainCf() {
    return MainCf.parse(SourceText.of("main.cf", main));
  }

  @Benchmark
  public MasterCf parseMasterCf() {
    return MasterCf.parse(SourceText.of("master.cf", master));
  }

  @Benchmark
  public MacroExpander.Result expand() {
    return MacroExpander.expand(
        "$config_directory/${key_name} for $smtp_tls_security_level",
        Grammar.newest(),
        VALUES::get);
  }
}
