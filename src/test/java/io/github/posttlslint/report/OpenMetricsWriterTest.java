package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Metrics, as Prometheus' own library reads them. */
class OpenMetricsWriterTest {

  private static final String EXPIRY = "posttls_lint_certificate_expiry_timestamp_seconds";

  /** Debian's, which has Debian's library; another one may come before it on PATH. */
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final Path READER = Path.of("src/test/python/read_metrics.py").toAbsolutePath();

  @TempDir Path directory = Path.of("");

  private static String write(Report report) throws IOException {
    return Reports.write(ReportFormat.OPENMETRICS, report);
  }

  /** The samples that both parsers of the library find, by name and labels. */
  private Map<String, Double> samples(String text) throws Exception {
    requireLibrary();
    Path file = Files.writeString(directory.resolve("read.prom"), text);
    List<String> lines = run(PYTHON.toString(), READER.toString(), file.toString());
    Map<String, Double> samples = new TreeMap<>();
    for (String line : lines) {
      JsonNode sample = Reports.json(line);
      assertThat(sample.get(1).asText()).as(line).isEqualTo("gauge");
      List<String> labels = new ArrayList<>();
      sample.get(3).fields().forEachRemaining(one -> labels.add(one.getValue().asText()));
      samples.put(sample.get(2).asText() + " " + labels, sample.get(4).asDouble());
    }
    return samples;
  }

  private List<String> run(String... command) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  private static void requireLibrary() throws Exception {
    if (Files.isExecutable(PYTHON)) {
      Process process =
          new ProcessBuilder(PYTHON.toString(), "-c", "import prometheus_client")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return;
      }
    }
    String message = "not installed: python3-prometheus-client";
    if (Program.inCi()) {
      throw new AssertionFailedError(message + " (CI=true: it must be)");
    }
    throw new TestAbortedException(message + ", test left out");
  }

  @Test
  void metricsLookAsTheyDid() throws IOException {
    Golden.assertSame("sample.prom", write(SampleReport.report()));
    Golden.assertSame("troubled.prom", write(SampleReport.troubled()));
  }

  @Test
  void manualTellsOfAllMetricsAndOfNoOthers() throws IOException {
    Pattern name = Pattern.compile("posttls_lint_[a-z_]+");
    Set<String> written = new TreeSet<>();
    name.matcher(write(SampleReport.report())).results().forEach(one -> written.add(one.group()));
    Set<String> told = new TreeSet<>();
    name.matcher(Files.readString(Readme.MANUAL.resolve("monitoring.md")))
        .results()
        .forEach(one -> told.add(one.group()));
    assertThat(told).isEqualTo(written);
  }

  @Test
  void findingsAreCountedBySeverityAndByRule() throws Exception {
    assertThat(samples(write(SampleReport.troubled())))
        .contains(
            entry("posttls_lint_findings [mail, error]", 1.0),
            entry("posttls_lint_findings [mail, warning]", 2.0),
            entry("posttls_lint_findings [edge, error]", 0.0),
            entry("posttls_lint_rule_findings [mail, odd-hostname, warning]", 1.0),
            entry("posttls_lint_suppressed [mail]", 1.0),
            entry("posttls_lint_unverified [mail]", 1.0),
            entry("posttls_lint_setups []", 2.0))
        .doesNotContainKey("posttls_lint_rule_findings [edge, odd-hostname, warning]");
  }

  @Test
  void runTellsWhenItWasAndWhetherItWasComplete() throws Exception {
    double moment = SampleReport.NOW.getEpochSecond();
    assertThat(samples(write(SampleReport.clean())))
        .contains(
            entry("posttls_lint_run_complete []", 1.0),
            entry("posttls_lint_run_timestamp_seconds []", moment));
    assertThat(samples(write(SampleReport.troubled())))
        .containsEntry("posttls_lint_run_complete []", 0.0);
    Report nothing = new Report("0.1.0", List.of(), SampleReport.report().rules(), List.of());
    assertThat(samples(write(nothing)))
        .containsEntry("posttls_lint_run_complete []", 0.0)
        .doesNotContainKey("posttls_lint_run_timestamp_seconds []");
  }

  private String check(String... more) {
    List<String> words = new ArrayList<>(List.of("check", "-f", "openmetrics"));
    words.addAll(List.of(more));
    return Cli.runIn(directory, words.toArray(String[]::new)).out();
  }

  /** A setup in a directory. */
  private Path setup(String name, String mainCf) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Files.writeString(folder.resolve("main.cf"), "compatibility_level = 3.7\n" + mainCf);
    return folder;
  }

  private void make(Path folder, String file, String subject) throws Exception {
    run(
        Program.require("openssl").toString(),
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-utf8",
        "-days",
        "30",
        "-subj",
        subject,
        "-keyout",
        folder.resolve(file).toString(),
        "-out",
        folder.resolve("cert-of-" + file).toString());
    Files.writeString(
        folder.resolve(file),
        Files.readString(folder.resolve(file))
            + Files.readString(folder.resolve("cert-of-" + file)));
  }

  @Test
  void certificateExpiresWhenOpensslSays() throws Exception {
    Path folder =
        setup(
            "mail",
            "smtpd_tls_security_level = may\nsmtp_tls_security_level = may\n"
                + "smtpd_tls_chain_files = $config_directory/key.pem\n"
                + "smtp_tls_chain_files = $smtpd_tls_chain_files\n");
    make(folder, "key.pem", "/CN=mail.example.org");
    String end =
        run(
                Program.require("openssl").toString(),
                "x509",
                "-in",
                folder.resolve("key.pem").toString(),
                "-noout",
                "-enddate",
                "-dateopt",
                "iso_8601")
            .get(0)
            .replace("notAfter=", "")
            .replace(' ', 'T');
    Map<String, Double> samples = samples(check("mail"));
    double expected = Instant.parse(end).getEpochSecond();
    for (String parameter : List.of("smtpd_tls_chain_files", "smtp_tls_chain_files")) {
      assertThat(samples)
          .anySatisfy(
              (sample, value) -> {
                assertThat(sample).startsWith(EXPIRY + " [mail, " + parameter + ", ");
                assertThat(sample).endsWith("key.pem, CN=mail.example.org, leaf]");
                assertThat(value).isEqualTo(expected);
              });
    }
  }

  @Test
  void certificatesOfServerNamesExpireToo() throws Exception {
    String names =
        "smtpd_tls_chain_files = $config_directory/key.pem\n"
            + "tls_server_sni_maps = texthash:$config_directory/sni\n";
    Path on = setup("on", "smtpd_tls_security_level = may\n" + names);
    Path off = setup("off", names);
    Path odd = setup("odd", "smtpd_tls_security_level = may\n" + names);
    for (Path folder : List.of(on, off, odd)) {
      make(folder, "key.pem", "/CN=mx.example.org");
      make(folder, "mail.pem", "/CN=mail.example.com");
      String file = folder.resolve("mail.pem").toString();
      Files.writeString(
          folder.resolve("sni"),
          "mail.example.com %s\nwww.example.com %s\nno.example.com /no/file.pem\n"
              .formatted(file, file));
    }
    Files.writeString(
        odd.resolve("sni"), "pass word /etc/passwd\nb %s\n".formatted(odd.resolve("mail.pem")));
    List<String> found = new ArrayList<>();
    for (String sample : samples(check(".")).keySet()) {
      if (sample.contains("tls_server_sni_maps")) {
        found.add(sample.replace(directory.toString(), ""));
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            EXPIRY + " [on, tls_server_sni_maps, /on/mail.pem, CN=mail.example.com, leaf]",
            EXPIRY + " [odd, tls_server_sni_maps, [REDACTED], CN=mail.example.com, leaf]");
  }

  @Test
  void strangersNamesStayInTheirLabels() throws Exception {
    Path folder =
        setup(
            "a\"} 1 # EOF",
            "smtpd_tls_security_level = may\nsmtpd_tls_chain_files = $config_directory/k\"\\.pem\n");
    make(folder, "k\"\\.pem", "/CN=a\"b\\\\c\n##[error]x\u202E");
    String text = check(".");
    Map<String, Double> samples = samples(text);
    assertThat(samples.keySet())
        .anyMatch(sample -> sample.startsWith("posttls_lint_findings [a\"} 1 # EOF, error]"))
        .anyMatch(sample -> sample.startsWith(EXPIRY) && sample.contains("k\"\\.pem"));
    assertThat(text)
        .doesNotContain("##[", "\u202E")
        .endsWith("\n# EOF\n")
        .containsOnlyOnce("\n# EOF");
    assertThat(text.getBytes(StandardCharsets.UTF_8)).doesNotContain('\r');
  }

  @Test
  void setupsAndCertificatesThatLookAlikeAreOneSample() throws Exception {
    String twice =
        "smtpd_tls_security_level = may\nsmtpd_tls_chain_files ="
            + " $config_directory/key.pem, $config_directory/key.pem\n";
    for (String name : List.of("a\u0001", "a\u2401")) {
      make(setup(name, twice), "key.pem", "/CN=mail.example.org");
    }
    assertThat(samples(check(".")))
        .containsEntry("posttls_lint_setups []", 2.0)
        .containsKey("posttls_lint_findings [a\u2401, error]");
  }

  @Test
  @Slow
  void everySampleIsTaken() throws Exception {
    for (String sample : RealRuns.SAMPLES) {
      String text = RealRuns.sample(sample).getOrDefault(ReportFormat.OPENMETRICS, "");
      assertThat(samples(text)).as(sample).containsEntry("posttls_lint_run_complete []", 1.0);
    }
    String hosts = RealRuns.hosts().getOrDefault(ReportFormat.OPENMETRICS, "");
    assertThat(samples(hosts)).hasSizeGreaterThan(400);
  }

  @Test
  void nothingSecretIsShown() throws IOException {
    assertThat(write(SampleReport.report())).doesNotContain(SampleReport.CANARY);
  }
}
