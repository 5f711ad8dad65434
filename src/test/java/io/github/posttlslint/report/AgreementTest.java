package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.rule.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** What holds for all formats together. */
class AgreementTest {

  /** Severity, place and rule of every finding, as {@code gcc} format names them. */
  private static final List<String> EXPECTED = new ArrayList<>();

  static {
    for (Finding finding : SampleReport.report().findings()) {
      EXPECTED.add(
          found(
              finding.severity().label(),
              finding.span().file(),
              finding.span().startLine(),
              finding.span().startColumn(),
              finding.rule().id()));
    }
  }

  private static String found(String severity, String file, int line, int column, String rule) {
    return severity + " " + file + ":" + line + ":" + column + " " + rule;
  }

  private static String write(ReportFormat format) throws IOException {
    return Reports.write(format, SampleReport.report());
  }

  @Test
  void jsonHoldsTheFindings() throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode finding : Reports.json(write(ReportFormat.JSON)).get("findings")) {
      if (finding.get("suppressed").isNull()) {
        found.add(
            found(
                finding.get("severity").asText(),
                finding.get("path").asText(),
                finding.get("line").asInt(),
                finding.get("column").asInt(),
                finding.get("rule").asText()));
      }
    }
    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void sarifHoldsTheFindings() throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode result : Reports.json(write(ReportFormat.SARIF)).at("/runs/0/results")) {
      JsonNode place = result.at("/locations/0/physicalLocation");
      found.add(
          found(
              result.get("level").asText(),
              URI.create(place.at("/artifactLocation/uri").asText()).getPath(),
              place.at("/region/startLine").asInt(),
              place.at("/region/startColumn").asInt(),
              result.get("ruleId").asText()));
    }
    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void gccHoldsTheFindings() throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : write(ReportFormat.GCC).lines().toList()) {
      String[] parts = line.split(":", 5);
      String rule = line.substring(line.lastIndexOf('[') + 1, line.length() - 1);
      found.add(
          found(
              parts[3].strip(),
              parts[0],
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]),
              rule));
    }
    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void checkstyleHoldsTheFindings() throws Exception {
    List<String> found = new ArrayList<>();
    for (Element error : Reports.elements(Reports.xml(write(ReportFormat.CHECKSTYLE)), "error")) {
      String severity = error.getAttribute("severity");
      found.add(
          found(
              severity.equals("info") ? "note" : severity,
              ((Element) error.getParentNode()).getAttribute("name"),
              Integer.parseInt(error.getAttribute("line")),
              Integer.parseInt(error.getAttribute("column")),
              error.getAttribute("source").substring("posttls-lint.".length())));
    }
    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void gitlabHoldsThePlaces() throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode issue : Reports.json(write(ReportFormat.GITLAB))) {
      JsonNode begin = issue.at("/location/positions/begin");
      String severity = issue.get("severity").asText();
      found.add(
          found(
              severity.equals("critical") ? "error" : severity.equals("major") ? "warning" : "note",
              issue.at("/location/path").asText(),
              begin.get("line").asInt(),
              begin.get("column").asInt(),
              issue.get("check_name").asText()));
    }
    assertThat(found).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void everyRuleAndPlaceIsNamed(ReportFormat format) throws IOException {
    String text = write(format);
    for (Finding finding : SampleReport.report().findings()) {
      assertThat(text).contains(finding.rule().id());
      assertThat(text).contains(finding.span().file());
    }
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void noFormatShowsASecret(ReportFormat format) throws IOException {
    assertThat(write(format)).doesNotContain(SampleReport.CANARY);
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void theSameReportGivesTheSameCharacters(ReportFormat format) throws IOException {
    assertThat(write(format)).isEqualTo(write(format));
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void noFormatPassesControlCharactersOn(ReportFormat format) throws IOException {
    assertThat(write(format)).doesNotContain("\033").doesNotContain("\u0007");
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void everyFormatEndsItsLastLine(ReportFormat format) throws IOException {
    assertThat(write(format)).endsWith("\n").doesNotEndWith("\n\n");
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void everyFormatIsFoundByItsName(ReportFormat format) {
    assertThat(ReportFormat.of(format.label())).isSameAs(format);
    assertThat(ReportFormat.of("pdf")).isNull();
  }
}
