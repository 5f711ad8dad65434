package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cli.Main;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes, whoever asks. */
@Slow
class ReproducibilityTest {

  @TempDir private Path directory;

  @Test
  void everyFormatIsTheSameInAnotherJavaTimeZoneLanguageAndOrderOfFiles() throws Exception {
    Path one = Files.createDirectories(directory.resolve("one"));
    Path other = Files.createDirectories(directory.resolve("other"));
    RealRuns.writeHosts(one);
    copyBackwards(one.resolve("hosts"), other.resolve("hosts"));
    run(one, "C", "-Duser.timezone=UTC", "-Duser.language=en");
    // other addresses and hashes of objects, and an i without a dot
    run(
        other,
        "C.UTF-8",
        "-Duser.timezone=Pacific/Kiritimati",
        "-Duser.language=tr",
        "-Duser.country=TR",
        "-Dfile.encoding=ISO-8859-1",
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:hashCode=2",
        "-Xshare:off");
    for (ReportFormat format : ReportFormat.values()) {
      assertThat(one.resolve(format.label()))
          .as(format.label())
          .isNotEmptyFile()
          .hasSameBinaryContentAs(other.resolve(format.label()));
    }
  }

  private static void copyBackwards(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
      Collections.reverse(all);
      for (Path file : all) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void run(Path current, String locale, String... options) throws Exception {
    String path = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", path)));
    command.addAll(List.of(Main.class.getName(), "check", "-q", "--now", RealRuns.NOW, "hosts"));
    for (ReportFormat format : ReportFormat.values()) {
      command.addAll(List.of("-o", format.label() + "=" + format.label()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(current.toFile())
            .redirectErrorStream(true)
            .redirectOutput(current.resolve("log").toFile());
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(current.resolve("log"))).isEqualTo(1);
  }
}
