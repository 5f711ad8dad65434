package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

  /** All samples come in one file: the rules, most of a file, take the validator seconds. */
  @Test
  @Slow
  void microsoftsValidatorHasNothingToSay(@TempDir Path directory) throws Exception {
    Path files = Files.createDirectories(directory.resolve("files"));
    String hosts = RealRuns.hosts().getOrDefault(ReportFormat.SARIF, "");
    assertThat(Reports.json(hosts).at("/runs/0/results")).hasSizeGreaterThan(1000);
    Files.writeString(files.resolve("hosts.sarif"), hosts);
    String samples = samples();
    for (String sample : RealRuns.SAMPLES) {
      assertThat(samples).contains("\"" + sample + "/etc/postfix/");
    }
    Files.writeString(files.resolve("samples.sarif"), samples);
    write(SampleReport.report(), files.resolve("sample.sarif"));
    write(SampleReport.troubled(), files.resolve("troubled.sarif"));
    write(SampleReport.clean(), files.resolve("clean.sarif"));
    JsonNode results = validate(files, directory).at("/runs/0/results");
    assertThat(results).as(results.toPrettyString()).isEmpty();
  }

  private static void write(Report report, Path file) throws IOException {
    Files.writeString(file, Reports.write(ReportFormat.SARIF, report));
  }

  private static JsonNode validate(Path files, Path directory) throws Exception {
    Path validator = NpmPackage.require("@microsoft/sarif-multitool-linux/Sarif.Multitool");
    Path verdict = directory.resolve("verdict.sarif");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                validator.toString(),
                "validate",
                files.resolve("*.sarif").toString(),
                "--rule-kind",
                "Sarif;Gh",
                "--level",
                "Error;Warning",
                "--output",
                verdict.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(log)).contains("Done. 5 files scanned.");
    return Reports.json(Files.readString(verdict));
  }

  /** All samples in one run, by all profiles, with what is suppressed. */
  private static String samples() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--now", RealRuns.NOW, "-f", "sarif", "--suppressed"));
    for (String profile : RealRuns.profiles()) {
      arguments.addAll(List.of("--profile", profile));
    }
    arguments.add("samples");
    return Cli.run(arguments.toArray(String[]::new)).out();
  }

  @Test
  void rulesOfProfilesAreTiedToTheirSections() throws IOException {
    JsonNode run = Reports.json(samples()).at("/runs/0");
    List<String> sections = new ArrayList<>();
    for (JsonNode list : run.get("taxonomies")) {
      for (JsonNode taxon : list.get("taxa")) {
        sections.add(list.get("name").asText() + ": " + taxon.get("id").asText());
      }
    }
    assertThat(sections)
        .contains("CWE: 319", "rfc9325: section 4.2", "bsi-tr-02102: key lengths")
        .doesNotHaveDuplicates();
    assertThat(run.at("/tool/driver/supportedTaxonomies")).hasSize(7);
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      for (JsonNode relation : rule.path("relationships")) {
        assertThat(sections)
            .contains(
                relation.at("/target/toolComponent/name").asText()
                    + ": "
                    + relation.at("/target/id").asText());
      }
      List<String> tags = new ArrayList<>();
      rule.at("/properties/tags").forEach(tag -> tags.add(tag.asText()));
      assertThat(tags).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(20);
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
  void rulesWithResultsAloneAreListedAndIndicesPointToThem() throws IOException {
    JsonNode run = run(SampleReport.report());
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules).hasSize(4);
    Set<String> named = new HashSet<>();
    run.get("results").forEach(result -> named.add(result.get("ruleId").asText()));
    rules.forEach(rule -> assertThat(named).contains(rule.get("id").asText()));
    for (JsonNode result : run.get("results")) {
      assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
          .isEqualTo(result.get("ruleId"));
    }
    assertThat(run(SampleReport.clean()).get("results").isArray()).isTrue();
    assertThat(run(SampleReport.clean()).get("results")).isEmpty();
    assertThat(run(SampleReport.clean()).at("/tool/driver/rules")).isEmpty();
  }

  @Test
  void messageLinksToTheRelatedPlaces() throws IOException {
    JsonNode result = run(SampleReport.report()).at("/results/1");
    assertThat(result.at("/message/text").asText())
        .endsWith("which wins. Delete one of the two. See [the setting that wins](1).");
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
  void flowGoesFromTheDefaultToTheOptionThatWins() {
    Setup setup =
        SampleReport.setup(
            "mail",
            "smtp_tls_security_level = encrypt\nsmtpd_tls_security_level = may\n",
            """
            submission inet n - n - - smtpd
              -o smtpd_tls_security_level=$smtp_tls_security_level
            """);
    assertThat(flow(setup, "smtpd_tls_security_level", "submission/inet"))
        .containsExactly(
            "mail/main.cf:2:1 'smtpd_tls_security_level' is set here for all services,"
                + " in place of the default of Postfix 3.7, nothing.",
            "mail/main.cf:1:1 'smtp_tls_security_level' is set here.",
            "mail/master.cf:2:3 'smtpd_tls_security_level' is set here for the service"
                + " 'submission/inet'; this wins.");
  }

  @Test
  void flowQuotesNoDefaultThatDependsOnThePatchLevel() {
    Setup setup =
        SampleReport.setup(
            "mail",
            "mail_policy = may\nsmtp_tls_dane_insecure_mx_policy = $mail_policy\n",
            "smtp unix - - n - - smtp\n");
    assertThat(flow(setup, "smtp_tls_dane_insecure_mx_policy", "smtp/unix"))
        .contains(
            "mail/main.cf:2:1 'smtp_tls_dane_insecure_mx_policy' is set here, in place of the"
                + " default of Postfix 3.7, which depends on patch level or OpenSSL.");
  }

  @Test
  void flowNamesADefaultThatRefersToASetting() {
    Setup setup =
        SampleReport.setup(
            "mail", "smtpd_tls_cert_file = /etc/cert.pem\n", "smtp inet n - n - - smtpd\n");
    assertThat(flow(setup, "smtpd_tls_key_file", "smtp/inet"))
        .containsExactly(
            "mail/main.cf:1:1 'smtpd_tls_cert_file' is set here.",
            "mail/main.cf:1:1 'smtpd_tls_key_file' is not set: its default of Postfix 3.7,"
                + " '$smtpd_tls_cert_file', refers to this.");
  }

  private static List<String> flow(Setup setup, String parameter, String service) {
    Finding finding =
        new Finding(
            SampleReport.LAST_WINS,
            Severity.WARNING,
            "Odd.",
            "Mend it.",
            Span.startOf("mail/main.cf"),
            parameter,
            List.of(service),
            List.of(),
            null);
    return SarifFlow.of(finding, setup).stream()
        .map(step -> step.span() + " " + step.message())
        .toList();
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
    ReportOptions all =
        new ReportOptions(false, false, 0, ReportOptions.Verbosity.NORMAL, true, false);
    StringBuilder out = new StringBuilder();
    ReportFormat.SARIF.writer(all).write(SampleReport.report(), new Sink(out, Sink.Reader.PROGRAM));
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
