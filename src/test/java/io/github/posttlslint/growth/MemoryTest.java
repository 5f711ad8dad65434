package io.github.posttlslint.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs near their limits, judged by a process of its own with as much memory as is promised. */
@Slow
class MemoryTest {

  private static final List<String> LARGE =
      List.of(
          "classes-doubled",
          "lines-continued",
          "settings-use-names",
          "services-many-exclusions",
          "services-long-values",
          "tables-each-large",
          "table-policy-long",
          "table-next-hops",
          "table-continued",
          "table-pcre",
          "pem-header",
          "pem-body-short-lines",
          "pem-end",
          "modes-short",
          "modes-wrong",
          "zone-records");

  @TempDir Path directory;

  /** Judges setups, one after the other. */
  static final class OneByOne {

    private OneByOne() {}

    public static void main(String[] setups) {
      for (String setup : setups) {
        Path zone = Path.of(setup, "zone");
        Cli.Run run =
            Files.exists(zone)
                ? Cli.run("check", "-q", "--zone=example.com=" + zone, setup + "/mail")
                : Cli.run("check", "-q", setup);
        System.out.println("judged " + setup + ": " + run.status() + " " + run.err());
      }
    }
  }

  @Test
  void anythingWithinTheLimitsNeedsNoMoreMemory() throws IOException, InterruptedException {
    for (Hostile hostile : Hostile.all()) {
      if (LARGE.contains(hostile.name())) {
        Path setup = Files.createDirectory(directory.resolve(hostile.name()));
        hostile.writer().write(setup, hostile.most());
      }
    }
    assertThat(directory.toFile().list()).hasSize(LARGE.size());
    Path out = Files.createTempFile("memory", ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(OneByOne.class.getName());
    LARGE.forEach(name -> command.add(directory.resolve(name).toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
      String text = Files.readString(out);
      assertThat(text).doesNotContain("out of memory", "internal error", "OutOfMemory");
      assertThat(text.lines().filter(line -> line.startsWith("judged ")).count())
          .as(text)
          .isEqualTo(LARGE.size());
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }
}
