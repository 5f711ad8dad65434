package io.github.posttlslint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample setups are judged as their first lines say. */
class SamplesTest {

  /** The moment at which samples are judged. */
  static final String NOW = "2026-06-01T12:00:00Z";

  private static Run check(String sample) {
    return Cli.run("check", "-q", "--min-severity", "warning", "--now", NOW, "samples/" + sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "book-chapter-mended",
        "mx/good",
        "submission/good",
        "client-certificates/good",
        "smarthost/good",
        "chroot-capath/good"
      })
  void goodSampleHasNeitherErrorNorWarning(String sample) {
    Run run = check(sample);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mx|dane-without-dnssec",
        "submission|param-wrong-daemon-prefix main.cf:9",
        "smarthost|smtp-465-without-wrapper smtp-sasl-key-mismatch",
        "client-certificates|fingerprint-table-digest-length table-line-no-value"
      })
  void badSampleIsReportedByItsRules(String sample, String rules) {
    Run run = check(sample + "/bad");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(List.of(rules.split(" ")));
    assertThat(run.status()).isEqualTo(1);
  }
}
