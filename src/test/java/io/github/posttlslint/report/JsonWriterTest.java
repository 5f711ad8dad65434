package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.posttlslint.run.Report;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  static List<Error> schemaErrors(String json) throws IOException {
    try (InputStream in = JsonWriter.class.getResourceAsStream("report.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
      return schema.validate(json, InputFormat.JSON);
    }
  }

  @Test
  void writesTheDocumentedForm() throws IOException {
    Golden.assertSame("sample.json", Reports.write(ReportFormat.JSON, SampleReport.report()));
  }

  @Test
  void keepsToItsSchema() throws IOException {
    for (Report report :
        List.of(SampleReport.report(), SampleReport.troubled(), SampleReport.clean())) {
      assertThat(schemaErrors(Reports.write(ReportFormat.JSON, report))).isEmpty();
    }
  }

  @Test
  void schemaRefusesWhatIsMissingOrMisspelt() throws IOException {
    String json = Reports.write(ReportFormat.JSON, SampleReport.report());
    assertThat(schemaErrors(json.replace("\"fingerprint\"", "\"print\""))).isNotEmpty();
    assertThat(schemaErrors(json.replace("\"warning\"", "\"warn\""))).isNotEmpty();
    assertThat(schemaErrors(json.replace("\"line\": 3", "\"line\": 0"))).isNotEmpty();
  }

  @Test
  void namesFilesRelativeToTheirSetupAndAsUsersKnowThem() throws IOException {
    JsonNode finding =
        Reports.json(Reports.write(ReportFormat.JSON, SampleReport.report())).at("/findings/0");
    assertThat(finding.get("file").asText()).isEqualTo("main.cf");
    assertThat(finding.get("path").asText()).isEqualTo("mail/main.cf");
    assertThat(finding.get("setup").asText()).isEqualTo("mail");
  }

  @Test
  void suppressedFindingsAreListedButNotCountedBySeverity() throws IOException {
    JsonNode json = Reports.json(Reports.write(ReportFormat.JSON, SampleReport.report()));
    JsonNode last = json.at("/findings/4");
    assertThat(last.get("rule").asText()).isEqualTo("loud-log");
    assertThat(last.at("/suppressed/reason").asText()).isEqualTo("we are <debugging>");
    assertThat(json.at("/findings/0/suppressed").isNull()).isTrue();
    assertThat(json.at("/summary/note").asInt()).isEqualTo(1);
    assertThat(json.at("/summary/suppressed").asInt()).isEqualTo(1);
  }

  @Test
  void escapesEveryString() throws IOException {
    StringBuilder out = new StringBuilder();
    String odd = "\"\\\n\t\u0001\u2028\uD800 😀 é </script>\u009B\u202E\uDB40\uDC41";
    new Json(out, false).beginArray().value(odd).endArray();
    assertThat(out.toString())
        .isEqualTo(
            "[\"\\\"\\\\\\n\\t\\u0001\\u2028\\ud800 😀 é </script>"
                + "\\u009b\\u202e\\udb40\\udc41\"]");
    assertThat(Reports.json(out.toString()).get(0).asText()).isEqualTo(odd);
  }

  @Test
  void compactAndIndentedFormsHoldTheSame() throws IOException {
    StringBuilder compact = new StringBuilder();
    StringBuilder indented = new StringBuilder();
    for (StringBuilder out : List.of(compact, indented)) {
      Json json = new Json(out, out == indented);
      json.beginObject().name("a").beginArray().endArray().newline();
      json.name("b").beginArray().value(1).newline().beginObject().member("c", true).endObject();
      json.value("x").endArray().member("d", List.of("e", "f")).endObject();
    }
    assertThat(Reports.json(compact.toString())).isEqualTo(Reports.json(indented.toString()));
    assertThat(compact.toString())
        .isEqualTo("{\"a\":[],\n\"b\":[1,\n{\"c\":true},\"x\"],\"d\":[\"e\",\"f\"]}");
  }
}
