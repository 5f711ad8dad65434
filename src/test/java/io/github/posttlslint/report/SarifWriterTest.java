package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.lint.Report;
import io.github.posttlslint.testkit.NpmPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifWriterTest {

  private static JsonNode run(Report report) throws IOException {
    return Reports.json(Reports.write(ReportFormat.SARIF, report)).at("/runs/0");
  }

  @Test
  void writesOneRun() throws IOException {
    Golden.assertSame("sample.sarif", Reports.write(ReportFormat.SARIF, SampleReport.report()));
    assertThat(Reports.json(Reports.write(ReportFormat.SARIF, SampleReport.troubled())).get("runs"))
        .hasSize(1);
  }

  @Test
  void microsoftsValidatorHasNothingToSay(@TempDir Path directory) throws Exception {
    Path validator = NpmPackage.require("@microsoft/sarif-multitool-linux/Sarif.Multitool");
    for (Map.Entry<String, Report> each :
        Map.of(
                "sample", SampleReport.report(),
                "troubled", SampleReport.troubled(),
                "clean", SampleReport.clean())
            .entrySet()) {
      Path file = directory.resolve(each.getKey() + ".sarif");
      Files.writeString(file, Reports.write(ReportFormat.SARIF, each.getValue()));
      Path verdict = directory.resolve(each.getKey() + "-verdict.sarif");
      Process process =
          new ProcessBuilder(
                  validator.toString(),
                  "validate",
                  file.toString(),
                  "--rule-kind",
                  "Sarif;Gh",
                  "--level",
                  "Error;Warning",
                  "--output",
                  verdict.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      process.getOutputStream().close();
      process.waitFor();
      JsonNode results = Reports.json(Files.readString(verdict)).at("/runs/0/results");
      assertThat(results).as(each.getKey() + ": " + results.toPrettyString()).isEmpty();
    }
  }

  @Test
  void everyRuleIsDescribedAsGithubDemands() throws IOException {
    for (JsonNode rule : run(SampleReport.report()).at("/tool/driver/rules")) {
      assertThat(rule.at("/shortDescription/text").asText()).isNotBlank().endsWith(".");
      assertThat(rule.at("/fullDescription/text").asText()).isNotBlank();
      assertThat(rule.at("/help/text").asText()).isNotBlank();
      assertThat(rule.at("/help/markdown").asText()).isNotBlank();
      assertThat(rule.at("/name").asText()).matches("[A-Z][A-Za-z0-9]+");
      assertThat(Double.parseDouble(rule.at("/properties/security-severity").asText()))
          .isGreaterThan(0)
          .isLessThanOrEqualTo(10);
      if (rule.has("helpUri")) {
        assertThat(URI.create(rule.get("helpUri").asText()).isAbsolute()).isTrue();
      }
    }
  }

  @Test
  void rulesThatFoundNothingAreListedTooAndIndicesPointToThem() throws IOException {
    JsonNode run = run(SampleReport.report());
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules).hasSize(5);
    for (JsonNode result : run.get("results")) {
      assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
          .isEqualTo(result.get("ruleId"));
    }
    assertThat(run(SampleReport.clean()).get("results").isArray()).isTrue();
    assertThat(run(SampleReport.clean()).get("results")).isEmpty();
  }

  @Test
  void messageLinksToTheRelatedPlaces() throws IOException {
    JsonNode result = run(SampleReport.report()).at("/results/1");
    assertThat(result.at("/message/text").asText())
        .endsWith("which wins. See [the setting that wins](1).");
    assertThat(result.at("/relatedLocations/0/id").asInt()).isEqualTo(1);
    assertThat(result.at("/relatedLocations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(9);
  }

  @Test
  void messageCannotFeignALink() throws IOException {
    assertThat(run(SampleReport.report()).at("/results/2/message/text").asText())
        .doesNotContain("](");
  }

  @Test
  void contextHoldsTheRegionAndItsNeighbours() throws IOException {
    JsonNode place = run(SampleReport.report()).at("/results/0/locations/0/physicalLocation");
    assertThat(place.at("/region/snippet/text").asText()).isEqualTo("/etc/postfix/key.pem");
    assertThat(place.at("/contextRegion/startLine").asInt()).isEqualTo(2);
    assertThat(place.at("/contextRegion/endLine").asInt()).isEqualTo(4);
  }

  @Test
  void flowShowsHowTheValueCameAbout() throws IOException {
    JsonNode steps =
        run(SampleReport.report()).at("/results/1/codeFlows/0/threadFlows/0/locations");
    assertThat(steps).hasSize(2);
    assertThat(steps.at("/0/location/message/text").asText())
        .isEqualTo("'lmtp_tls_security_level' is set here.");
    assertThat(steps.at("/1/location/physicalLocation/region/startLine").asInt()).isEqualTo(9);
  }

  @Test
  void fixReplacesTheText() throws IOException {
    JsonNode change = run(SampleReport.report()).at("/results/3/fixes/0/artifactChanges/0");
    assertThat(change.at("/artifactLocation/uri").asText()).isEqualTo("mail/main.cf");
    assertThat(change.at("/replacements/0/insertedContent/text").asText()).isEqualTo(">=TLSv1.2");
  }

  @Test
  void suppressedFindingsAreLeftOutUnlessAskedFor() throws IOException {
    assertThat(run(SampleReport.report()).get("results")).hasSize(4);
    ReportOptions all = new ReportOptions(false, false, 0, ReportOptions.Verbosity.NORMAL, true);
    StringBuilder out = new StringBuilder();
    ReportFormat.SARIF.writer(all).write(SampleReport.report(), out);
    JsonNode last = Reports.json(out.toString()).at("/runs/0/results/4");
    assertThat(last.at("/suppressions/0/kind").asText()).isEqualTo("inSource");
    assertThat(last.at("/suppressions/0/justification").asText()).isEqualTo("we are <debugging>");
  }

  @Test
  void troubleOfTheToolIsANotificationAndNoResult() throws IOException {
    JsonNode invocation = run(SampleReport.troubled()).at("/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("a directory that may not be read.");
    assertThat(run(SampleReport.report()).at("/invocations/0/executionSuccessful").asBoolean())
        .isTrue();
  }

  @Test
  void fingerprintsAreGithubsAndOurOwn() throws IOException {
    JsonNode prints = run(SampleReport.report()).at("/results/0/partialFingerprints");
    assertThat(prints.get("postTlsLint/v1").asText())
        .isEqualTo(
            Reports.json(Reports.write(ReportFormat.JSON, SampleReport.report()))
                .at("/findings/0/fingerprint")
                .asText());
    List<String> hashes = LineHashes.hashes(SampleReport.MAIN_CF);
    assertThat(prints.get("primaryLocationLineHash").asText()).isEqualTo(hashes.get(2));
    // the password's line is within the first hundred characters: GitHub computes the hash itself
    JsonNode near = run(SampleReport.report()).at("/results/2/partialFingerprints");
    assertThat(near.has("postTlsLint/v1")).isTrue();
    assertThat(near.has("primaryLocationLineHash")).isFalse();
  }

  @Test
  void namesOfFilesAreUris() {
    assertThat(Places.uri("a b/ü#%?.cf")).isEqualTo("a%20b/%C3%BC%23%25%3F.cf");
    assertThat(Places.uri("/etc/postfix/main.cf")).isEqualTo("file:///etc/postfix/main.cf");
    for (String odd : List.of("a:b", "[x]", "\u0001", "a\"b")) {
      assertThat(URI.create(Places.uri(odd)).getPath()).isEqualTo(odd);
    }
  }
}
