package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.report.ReportOptions.Verbosity;
import io.github.posttlslint.run.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextWriterTest {

  private static String text(Report report, ReportOptions options) throws IOException {
    StringBuilder out = new StringBuilder();
    ReportFormat.TEXT.writer(options).write(report, new Sink(out, Sink.Reader.PROGRAM));
    return out.toString();
  }

  @Test
  void showsPlaceExcerptRelatedPlacesServicesAndFix() throws IOException {
    Golden.assertSame("sample.txt", text(SampleReport.report(), Reports.PLAIN));
  }

  @Test
  void verboseAlsoExplainsAndListsWhatIsSilent() throws IOException {
    ReportOptions verbose = new ReportOptions(false, false, 72, Verbosity.VERBOSE, false, false);
    Golden.assertSame("sample-verbose.txt", text(SampleReport.report(), verbose));
  }

  @Test
  void coloursOnlyAddToThePlainText() throws IOException {
    ReportOptions coloured = new ReportOptions(true, true, 0, Verbosity.NORMAL, false, false);
    String text = text(SampleReport.report(), coloured);
    assertThat(text).contains("\033[1;31merror:\033[0m");
    assertThat(text)
        .contains(
            "[\033]8;;https://www.postfix.org/postconf.5.html#smtpd_tls_key_file\033\\"
                + "encrypted-private-key\033]8;;\033\\]");
    String stripped = text.replaceAll("\033\\[[0-9;]*m", "").replaceAll("\033]8;;.*?\033\\\\", "");
    assertThat(stripped).isEqualTo(text(SampleReport.report(), Reports.PLAIN));
  }

  @Test
  void noLineIsWiderThanTheTerminalUnlessOneWordIs() throws IOException {
    ReportOptions narrow = new ReportOptions(false, false, 60, Verbosity.NORMAL, false, false);
    text(SampleReport.report(), narrow)
        .lines()
        .filter(line -> !line.contains("["))
        .forEach(line -> assertThat(Characters.width(line)).as(line).isLessThanOrEqualTo(60));
  }

  @Test
  void quietIsOneLinePerFinding() throws IOException {
    ReportOptions quiet = new ReportOptions(true, false, 40, Verbosity.QUIET, false, false);
    StringBuilder gcc = new StringBuilder();
    ReportFormat.GCC.writer(quiet).write(SampleReport.report(), new Sink(gcc, Sink.Reader.PROGRAM));
    assertThat(text(SampleReport.report(), quiet)).isEqualTo(gcc.toString());
    assertThat(gcc.toString().lines()).hasSize(4);
  }

  @Test
  void saysThatNothingWasFound() throws IOException {
    assertThat(text(SampleReport.clean(), Reports.PLAIN))
        .isEqualTo("No findings in mail (Postfix 3.7; 3 services).\n");
  }

  @Test
  void countsInTheRightNumber() {
    assertThat(new Tally(1, 2, 1, 3, 4, 1).sentence())
        .isEqualTo("2 errors, 1 warning, 3 notes; 4 not checked; 1 suppressed");
    assertThat(new Tally(1, 0, 0, 0, 1, 0).sentence()).isEqualTo("no findings; 1 not checked");
    assertThat(new Tally(0, 0, 0, 0, 0, 0).sentence()).isEqualTo("nothing was judged");
  }
}
