package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --statistics}: how many findings there are of what. */
class StatisticsTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void writeSetups() throws IOException {
    write("a", "smtpd_tls_security_level = mai\nsmtpd_use_tls = onn\n");
    write("b", "smtpd_use_tls = onn\nsmtpd_tls_ask_ccert = ja\n");
    write("c", "smtp_tls_security_level = may\n");
  }

  private void write(String name, String settings) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Files.writeString(folder.resolve("main.cf"), "compatibility_level = 3.7\n" + settings);
  }

  private Run check(String... words) {
    return Cli.runIn(directory, words);
  }

  @Test
  void textHasCountsInPlaceOfFindings() {
    Run run = check("check", "--select", "bad-boolean,smtpd-level-invalid", "--statistics", ".");
    assertThat(run.out())
        .startsWith(
            """
            by rule
                 3 errors    bad-boolean: %s
                 1 error     smtpd-level-invalid: %s

            by severity
                 4 errors
                 0 warnings
                 0 notes

            by set-up
              a: 2 errors
              b: 2 errors
              c: no findings

            4 errors in 3 set-ups\
            """
                .formatted(title("bad-boolean"), title("smtpd-level-invalid")));
    assertThat(run.status()).isEqualTo(1);
  }

  private static String title(String rule) {
    String head = Cli.run("explain", rule).out().lines().findFirst().orElseThrow();
    return head.substring(head.indexOf("): ") + 3);
  }

  @Test
  void whereNothingIsFoundOnlyTheLastWordsAreLeft() {
    Run run = check("check", "--statistics", "--select", "bad-boolean", "c");
    assertThat(run.out()).startsWith("No findings in c").hasLineCount(1);
    assertThat(run.status()).isZero();
  }

  @Test
  void jsonHasThemBesideTheFindingsAndAgreesWithThem() throws IOException {
    JsonNode json = Reports.json(check("check", "-f", "json", "--statistics", ".").out());
    JsonNode statistics = json.get("statistics");
    int counted = 0;
    for (JsonNode one : statistics.get("rules")) {
      int expected = 0;
      for (JsonNode finding : json.get("findings")) {
        expected +=
            finding.get("rule").equals(one.get("rule"))
                    && finding.get("severity").equals(one.get("severity"))
                ? 1
                : 0;
      }
      assertThat(one.get("count").asInt()).as(one.toString()).isEqualTo(expected);
      counted += expected;
    }
    assertThat(json.get("findings")).hasSize(counted);
    assertThat(statistics.at("/severities/error")).isEqualTo(json.at("/summary/error"));
    assertThat(statistics.get("setups")).hasSize(3);
    assertThat(statistics.at("/setups/0/directory").asText()).isEqualTo("a");
    assertThat(statistics.at("/setups/0/error").asInt()).isEqualTo(2);
    assertThat(JsonWriterTest.schemaErrors(json.toString())).isEmpty();
    assertThat(check("check", "-f", "json", ".").out()).doesNotContain("\"statistics\"");
  }

  @Test
  void reportsOfFilesThatHaveNoneStayAsTheyAre() throws IOException {
    check("check", "-o", "gcc=with", "-o", "json=json", "--statistics", ".");
    check("check", "-o", "gcc=without", ".");
    assertThat(directory.resolve("with")).hasSameTextualContentAs(directory.resolve("without"));
    assertThat(Files.readString(directory.resolve("json"))).contains("\"statistics\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sarif", "gcc", "openmetrics"})
  void otherFormatsHaveNone(String format) {
    Run run = check("check", "-f", format, "--statistics", ".");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: --statistics: text and json have them; --format is " + format + "\n");
  }
}
