package io.github.posttlslint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.referee.Proofs;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files in {@code reports} are what the program says about the samples now. {@code mvn test
 * -Dtest=ReportsTest -Drefresh.reports} writes them anew, for a look at what changed.
 */
class ReportsTest {

  private static final List<String> SAMPLES =
      List.of(
          "book-chapter",
          "book-chapter-mended",
          "mx/good",
          "mx/bad",
          "submission/good",
          "submission/bad",
          "client-certificates/good",
          "client-certificates/bad",
          "smarthost/good",
          "smarthost/bad",
          "chroot-capath/good",
          "chroot-capath/bad");

  static List<Arguments> reports() {
    List<Arguments> reports = new ArrayList<>();
    for (String sample : SAMPLES) {
      reports.add(Arguments.of(sample, "text", ".txt"));
      reports.add(Arguments.of(sample, "sarif", ".sarif"));
      reports.add(Arguments.of(sample, "html", ".html"));
    }
    return reports;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void reportIsUpToDate(String sample, String format, String ending) throws IOException {
    Run run = Cli.run("check", "--now", SamplesTest.NOW, "-f", format, "samples/" + sample);
    assertThat(run.err()).isEmpty();
    Path file = Path.of("reports", sample.replace('/', '-') + ending);
    if (System.getProperty("refresh.reports") != null) {
      Files.writeString(file, run.out());
    }
    assertThat(run.out()).as("%s", file).isEqualTo(Files.readString(file));
  }

  @Test
  void tableOfProofsAndItsTotalsAreUpToDate() throws IOException {
    Proofs proofs = Proofs.read();
    System.out.println(proofs.totals());
    Path table = Path.of("rules", "PROOFS.md");
    Path readme = Path.of("rules", "README.md");
    if (System.getProperty("refresh.reports") != null) {
      Files.writeString(table, proofs.table());
      String text = Files.readString(readme);
      Files.writeString(
          readme, text.replaceFirst("\\d+ rules; errors: .*unproved", proofs.totals()));
    }
    assertThat(proofs.table()).as("%s", table).isEqualTo(Files.readString(table));
    assertThat(Files.readString(readme)).contains(proofs.totals());
  }
}
