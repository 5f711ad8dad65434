package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all formats together. */
class AgreementTest {

  private static String write(ReportFormat format) throws IOException {
    return Reports.write(format, SampleReport.report());
  }

  @Test
  void allFormatsHoldTheFindingsOfTheSample() throws Exception {
    Map<ReportFormat, String> reports = new EnumMap<>(ReportFormat.class);
    for (ReportFormat format : ReportFormat.values()) {
      reports.put(format, write(format));
    }
    List<String> expected = new ArrayList<>();
    for (Finding finding : SampleReport.report().findings()) {
      expected.add(finding.severity().label() + " " + finding.span() + " " + finding.rule().id());
    }
    assertThat(ReadBack.json(write(ReportFormat.JSON)).stream().map(Object::toString))
        .isEqualTo(expected);
    assertAgreement("sample", reports);
  }

  @Test
  @Slow
  void allFormatsHoldTheSameFindingsOfEverySample() throws Exception {
    for (String sample : RealRuns.SAMPLES) {
      assertAgreement(sample, RealRuns.sample(sample));
    }
  }

  @Test
  @Slow
  void allFormatsHoldTheSameThousandFindings() throws Exception {
    Map<ReportFormat, String> reports = RealRuns.hosts();
    assertThat(ReadBack.json(reports.getOrDefault(ReportFormat.JSON, ""))).hasSizeGreaterThan(1000);
    assertAgreement("hosts", reports);
  }

  /** Formats that leave columns out, and those that sort otherwise, hold what is left the same. */
  private static void assertAgreement(String name, Map<ReportFormat, String> reports)
      throws Exception {
    List<ReadBack.Found> expected = ReadBack.json(reports.getOrDefault(ReportFormat.JSON, ""));
    for (ReportFormat format : ReportFormat.values()) {
      List<ReadBack.Found> found = ReadBack.read(format, reports.getOrDefault(format, ""));
      assertThat(found)
          .as(name + ", " + format)
          .containsExactlyInAnyOrderElementsOf(ReadBack.as(format, expected));
    }
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void everyRuleAndPlaceIsNamed(ReportFormat format) throws IOException {
    String text = write(format);
    for (Finding finding : SampleReport.report().findings()) {
      assertThat(text).contains(finding.rule().id());
      if (format != ReportFormat.OPENMETRICS) {
        assertThat(text).contains(finding.span().file());
      }
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
