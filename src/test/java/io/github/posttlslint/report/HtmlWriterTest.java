package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {

  private static String page(Report report) throws IOException {
    return Reports.write(ReportFormat.HTML, report);
  }

  @Test
  void pageLooksAsItDid() throws IOException {
    Golden.assertSame("sample.html", page(SampleReport.report()));
    Golden.assertSame("troubled.html", page(SampleReport.troubled()));
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    String page = page(SampleReport.troubled());
    assertThat(page).doesNotContain("src=").doesNotContain("@import").doesNotContain("url(");
    assertThat(page).doesNotContain("<link");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void textOfAConfigurationStaysText() throws IOException {
    String page = page(SampleReport.report());
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page).contains("&lt;script&gt;alert(\"1\")&lt;/script&gt;");
  }

  @Test
  void everyAnchorHasOneTarget() throws IOException {
    String page = page(many());
    List<String> ids = attributes(page, " id=\"");
    assertThat(ids).doesNotHaveDuplicates();
    List<String> anchors = attributes(page, " href=\"#");
    // one with an equals sign sets the filter
    assertThat(anchors).filteredOn(anchor -> !anchor.contains("=")).isNotEmpty().isSubsetOf(ids);
    assertThat(anchors).filteredOn(anchor -> anchor.contains("=")).isNotEmpty();
  }

  @Test
  void whatIsSetAndTheLevelsAreShownPerService() throws IOException {
    String page = page(SampleReport.report());
    assertThat(page).contains("master.cf:3").contains("main.cf:9, main.cf:10");
  }

  @Test
  void thousandFindingsStayBelowAMegabyte() throws IOException {
    assertThat(page(many()).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
  }

  private static List<String> attributes(String page, String start) {
    List<String> values = new ArrayList<>();
    for (int at = page.indexOf(start); at >= 0; at = page.indexOf(start, at + 1)) {
      int from = at + start.length();
      values.add(page.substring(from, page.indexOf('"', from)));
    }
    return values;
  }

  /** A report of a thousand findings. */
  static Report many() {
    SetupReport setup = SampleReport.report().setups().get(0);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Span line = new Span("mail/main.cf", 3, 1, 3, 42);
      findings.add(
          new Finding(
              SampleReport.ENCRYPTED_KEY,
              Severity.values()[i % 3],
              "The private key is encrypted: Postfix cannot read it, and TLS is off.",
              "Decrypt the key.",
              line,
              "smtpd_tls_key_file",
              List.of("smtp/inet", "submission/inet"),
              List.of(new Finding.Related(line, "The key begins here.")),
              new Finding.Fix(false, "Write the key without encryption.", List.of())));
    }
    return new Report(
        "0.1.0",
        List.of(
            new SetupReport(
                setup.setup(),
                findings,
                List.of(),
                setup.unverified(),
                setup.sources(),
                SampleReport.NOW,
                List.of())),
        SampleReport.report().rules(),
        List.of());
  }
}
