package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Formats whose consumers say in prose what they take. */
class OtherFormatsTest {

  private static String write(ReportFormat format) throws IOException {
    return Reports.write(format, SampleReport.report());
  }

  @Test
  void eachFormatLooksAsItDid() throws IOException {
    Golden.assertSame("sample.gcc", write(ReportFormat.GCC));
    Golden.assertSame("sample.md", write(ReportFormat.MARKDOWN));
    Golden.assertSame("sample.github", write(ReportFormat.GITHUB));
    Golden.assertSame("sample-gitlab.json", write(ReportFormat.GITLAB));
    Golden.assertSame("sample-checkstyle.xml", write(ReportFormat.CHECKSTYLE));
    Golden.assertSame("sample-junit.xml", write(ReportFormat.JUNIT));
    Golden.assertSame(
        "troubled-junit.xml", Reports.write(ReportFormat.JUNIT, SampleReport.troubled()));
    Golden.assertSame("troubled.md", Reports.write(ReportFormat.MARKDOWN, SampleReport.troubled()));
  }

  @Test
  void junitCountsItsCases() throws Exception {
    Document xml = Reports.xml(Reports.write(ReportFormat.JUNIT, SampleReport.troubled()));
    Element root = xml.getDocumentElement();
    assertThat(root.getAttribute("tests"))
        .isEqualTo(Integer.toString(Reports.elements(xml, "testcase").size()));
    assertThat(root.getAttribute("failures"))
        .isEqualTo(Integer.toString(Reports.elements(xml, "failure").size()));
    assertThat(root.getAttribute("errors"))
        .isEqualTo(Integer.toString(Reports.elements(xml, "error").size()));
    assertThat(Reports.elements(xml, "testsuite").get(1).getAttribute("skipped"))
        .isEqualTo(Integer.toString(Reports.elements(xml, "skipped").size()));
  }

  @Test
  void junitShowsACleanSetupAsAPassedCase() throws Exception {
    Document xml = Reports.xml(Reports.write(ReportFormat.JUNIT, SampleReport.clean()));
    assertThat(Reports.elements(xml, "testcase")).hasSize(1);
    assertThat(Reports.elements(xml, "failure")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void setupWhoseModelIsMadeAgainIsReportedAlike(ReportFormat format) throws IOException {
    Report report = SampleReport.report();
    List<SetupReport> brief = report.setups().stream().map(SetupReport::brief).toList();
    Report again = new Report(report.toolVersion(), brief, report.rules(), report.problems());
    assertThat(brief.get(0).setup().model()).isNotSameAs(brief.get(0).setup().model());
    assertThat(Reports.write(format, again)).isEqualTo(Reports.write(format, report));
  }

  @Test
  void gitlabFingerprintsDifferBetweenSetupsWithTheSameFault() throws IOException {
    SetupReport setup = SampleReport.report().setups().get(0);
    SetupReport other =
        new SetupReport(
            SampleReport.troubled().setups().get(0).setup(),
            setup.findings(),
            List.of(),
            List.of(),
            setup.sources(),
            SampleReport.NOW,
            List.of());
    Report two =
        new Report("0.1.0", List.of(setup, other), SampleReport.report().rules(), List.of());
    Set<String> seen = new HashSet<>();
    for (JsonNode issue : Reports.json(Reports.write(ReportFormat.GITLAB, two))) {
      assertThat(seen.add(issue.get("fingerprint").asText())).isTrue();
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void gitlabSeveritiesAreThoseThatItKnows() throws IOException {
    for (JsonNode issue : Reports.json(write(ReportFormat.GITLAB))) {
      assertThat(issue.get("severity").asText())
          .isIn("info", "minor", "major", "critical", "blocker");
      assertThat(issue.at("/location/path").asText()).doesNotStartWith("./").doesNotStartWith("/");
    }
  }

  @Test
  void githubCommandsPutTheWorstFirstAndEscape() throws IOException {
    List<String> lines = write(ReportFormat.GITHUB).lines().toList();
    assertThat(lines.get(0)).startsWith("::error ");
    assertThat(lines.get(3)).startsWith("::notice ").doesNotContain("col=");
    Report odd = report(odd("a,b:c%.cf", "100% of\nlines"), 1);
    assertThat(Reports.write(ReportFormat.GITHUB, odd))
        .isEqualTo(
            "::error file=a%2Cb%3Ac%25.cf,line=1,endLine=1,col=1,endColumn=1,"
                + "title=encrypted-private-key::100%25 of lines%0AMend it.\n");
  }

  @Test
  void githubSaysWhenItShowsNotAll() throws IOException {
    Report many = report(odd("main.cf", "bad"), 11);
    assertThat(Reports.write(ReportFormat.GITHUB, many))
        .startsWith("::notice title=posttls-lint::11 errors.")
        .hasLineCount(12);
  }

  @Test
  void markdownCannotBeBrokenOutOf() throws IOException {
    Report odd = report(odd("a`b.cf", "<b> **x** [y](z) | @me #1 `c`"), 1);
    assertThat(Reports.write(ReportFormat.MARKDOWN, odd))
        .contains("### ``a`b.cf``")
        .contains("\\<b\\> \\*\\*x\\*\\* \\[y\\](z) \\| @\u200Bme \\#\u200B1 \\`c\\`");
  }

  private static Finding odd(String file, String message) {
    return new Finding(
        SampleReport.ENCRYPTED_KEY,
        Severity.ERROR,
        message,
        "Mend it.",
        Span.startOf(file),
        null,
        List.of(),
        List.of(),
        null);
  }

  private static Report report(Finding finding, int times) {
    SetupReport setup = SampleReport.report().setups().get(0);
    return new Report(
        "0.1.0",
        List.of(
            new SetupReport(
                setup.setup(),
                Collections.nCopies(times, finding),
                List.of(),
                List.of(),
                setup.sources(),
                SampleReport.NOW,
                List.of())),
        SampleReport.report().rules(),
        List.of());
  }
}
