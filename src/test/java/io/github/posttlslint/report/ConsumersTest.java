package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.testkit.Slow;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the consumers of formats demand, of all samples and of a run with a thousand findings. */
@Slow
class ConsumersTest {

  /** GitHub takes no longer job summary. */
  private static final int LONGEST_SUMMARY = 1024 * 1024;

  private static final Map<String, Map<ReportFormat, String>> RUNS = new LinkedHashMap<>();

  @BeforeAll
  static void run() throws Exception {
    for (String sample : RealRuns.SAMPLES) {
      RUNS.put(sample, RealRuns.sample(sample));
    }
    RUNS.put("hosts", RealRuns.hosts());
    RUNS.put("sample", all(SampleReport.report()));
    RUNS.put("troubled", all(SampleReport.troubled()));
    RUNS.put("clean", all(SampleReport.clean()));
  }

  private static Map<ReportFormat, String> all(Report report) throws Exception {
    Map<ReportFormat, String> reports = new LinkedHashMap<>();
    for (ReportFormat format : ReportFormat.values()) {
      reports.put(format, Reports.write(format, report));
    }
    return reports;
  }

  /** Does something with each run's report in a format. */
  private interface Check {
    void check(String name, String text) throws Exception;
  }

  private static void each(ReportFormat format, Check check) throws Exception {
    for (Map.Entry<String, Map<ReportFormat, String>> run : RUNS.entrySet()) {
      check.check(run.getKey(), run.getValue().getOrDefault(format, ""));
    }
  }

  @Test
  void jsonKeepsToItsSchema() throws Exception {
    assertSchema(ReportFormat.JSON, "/io/github/posttlslint/report/report.schema.json");
  }

  @Test
  void gitlabTakesTheCodeQualityReport() throws Exception {
    assertSchema(ReportFormat.GITLAB, "/schemas/gitlab-code-quality.schema.json");
    each(
        ReportFormat.GITLAB,
        (name, text) -> {
          Set<String> fingerprints = new HashSet<>();
          Reports.json(text).forEach(issue -> fingerprints.add(issue.get("fingerprint").asText()));
          assertThat(Reports.json(text)).as(name).hasSize(fingerprints.size());
          assertThat(text).as(name).doesNotStartWith("\uFEFF");
        });
  }

  private static void assertSchema(ReportFormat format, String schema) throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream in = ConsumersTest.class.getResourceAsStream(schema)) {
      var known = registry.getSchema(in);
      each(
          format,
          (name, text) -> {
            List<Error> errors = known.validate(text, InputFormat.JSON);
            assertThat(errors).as(name).isEmpty();
          });
    }
  }

  @Test
  void jenkinsTakesTheJunitReport() throws Exception {
    assertXml(ReportFormat.JUNIT, "/schemas/junit.xsd");
  }

  @Test
  void checkstyleReportHasCheckstylesForm() throws Exception {
    assertXml(ReportFormat.CHECKSTYLE, "/schemas/checkstyle.xsd");
  }

  private static void assertXml(ReportFormat format, String schema) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    var known = factory.newSchema(ConsumersTest.class.getResource(schema));
    // throws, with the line, where the document does not fit
    each(
        format,
        (name, text) ->
            known.newValidator().validate(new StreamSource(new StringReader(text), name)));
  }

  @Test
  void githubReadsEveryAnnotationAsOneCommand() throws Exception {
    each(
        ReportFormat.GITHUB,
        (name, text) -> {
          for (String line : text.lines().toList()) {
            assertThat(line)
                .as(name)
                .matches(
                    "::(error|warning|notice) [a-zA-Z]+=[^,:]*(,[a-zA-Z]+=[^,:]*)*"
                        + "::([^%]|%(25|0D|0A))+");
          }
        });
  }

  @Test
  void markdownFitsIntoAJobSummary() throws Exception {
    each(
        ReportFormat.MARKDOWN,
        (name, text) ->
            assertThat(text.getBytes(StandardCharsets.UTF_8))
                .as(name)
                .hasSizeLessThanOrEqualTo(LONGEST_SUMMARY));
  }
}
