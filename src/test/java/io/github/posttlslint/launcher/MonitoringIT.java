package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.FreePorts;
import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the Debian package: units of systemd, a hook of certbot, and what node_exporter
 * makes of the metrics that both leave.
 */
class MonitoringIT {

  private static final Path PROGRAM =
      Path.of(System.getProperty("posttlslint.home")).resolve("bin/posttls-lint");

  private static final Path EXAMPLES = Path.of("src/main/deb/examples").toAbsolutePath();
  private static final String LINEAGE = "/etc/letsencrypt/live/mail.example.com";
  private static final String METRICS = "/var/lib/prometheus/node-exporter";

  /** Nobody's user, who stands for node_exporter's. */
  private static final List<String> AS_OTHER =
      List.of("--reuid=4294967293", "--regid=4294967293", "--clear-groups");

  private static final String EXPIRY = "posttls_lint_certificate_expiry_timestamp_seconds";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path root;

  private final Map<String, String> environment = new HashMap<>();
  private Path host;
  private Path setup;
  private Path metrics;
  private Path lineage;

  private record Outcome(int status, String output) {}

  @BeforeEach
  void prepare() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    host = Files.createDirectories(root.resolve("host"));
    lineage = Files.createDirectories(host.resolve(LINEAGE.substring(1)));
    renew("mail.example.com");
    setup = Files.createDirectories(host.resolve("etc/postfix"));
    configure("may");
    metrics = Files.createDirectories(root.resolve("metrics")).resolve("posttls-lint.prom");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("posttls-lint"), PROGRAM.toAbsolutePath());
    Path postfix = Files.writeString(bin.resolve("postfix"), "#!/bin/sh\necho \"postfix $*\"\n");
    Files.setPosixFilePermissions(postfix, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("RENEWED_LINEAGE", lineage.toString());
    environment.put("RENEWED_DOMAINS", "mail.example.com *.example.com");
    environment.put("POSTTLS_LINT_METRICS", metrics.toString());
  }

  private void configure(String level) throws IOException {
    Files.writeString(
        setup.resolve("main.cf"),
        "compatibility_level = 3.7\nmyhostname = mail.example.com\n"
            + "smtp_tls_security_level = may\nsmtpd_tls_security_level = "
            + level
            + "\nsmtpd_tls_chain_files = "
            + LINEAGE
            + "/privkey.pem, "
            + LINEAGE
            + "/fullchain.pem\n");
    Files.setPosixFilePermissions(
        lineage.resolve("privkey.pem"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(setup.resolve("master.cf"), "smtp inet n - n - - smtpd\n");
  }

  private void renew(String name) throws Exception {
    Outcome made =
        run(
            Program.require("openssl").toString(),
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "90",
            "-subj",
            "/CN=" + name,
            "-addext",
            "subjectAltName=DNS:" + name + ",DNS:*.example.com",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            lineage.resolve("privkey.pem").toString(),
            "-out",
            lineage.resolve("fullchain.pem").toString());
    assertThat(made.status).as(made.output).isZero();
  }

  private Outcome run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "run", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(out));
  }

  /** Runs the hook as certbot does, for a setup that is not this machine's. */
  private Outcome runHook() throws Exception {
    return run(EXAMPLES.resolve("certbot-deploy-hook").toString(), "--root", host.toString());
  }

  @Test
  void hookJudgesTheRenewedCertificateLeavesMetricsAndReloads() throws Exception {
    Outcome hook = runHook();
    assertThat(hook.status).as(hook.output).isZero();
    assertThat(hook.output)
        .contains("mail.example.com", "any.example.com")
        .endsWith("postfix reload\n");
    assertThat(metrics)
        .content()
        .contains("posttls_lint_run_complete 1\n", LINEAGE + "/fullchain.pem", "kind=\"leaf\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(metrics)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void hookDoesNotReloadWhereSomethingIsWrong() throws Exception {
    configure("mai");
    Outcome hook = runHook();
    assertThat(hook.status).isEqualTo(1);
    assertThat(hook.output)
        .contains("smtpd-level-invalid", "Postfix was not reloaded")
        .doesNotContain("postfix reload");
    assertThat(metrics).content().contains("rule=\"smtpd-level-invalid\",severity=\"error\"} 1");
  }

  @Test
  void hookDoesNotReloadWhereTheZoneHasTheRecordOfTheOldKey() throws Exception {
    Files.writeString(
        setup.resolve("master.cf"),
        "smtp inet n - n - - smtpd\ntlsmgr unix - - n 1000? 1 tlsmgr\n");
    Path zone = root.resolve("db.example.com");
    String start = "@ SOA ns hostmaster 1 2 3 4 5\n@ MX 10 mail\nmail A 192.0.2.1\n";
    Files.writeString(zone, start + "_25._tcp.mail TLSA 3 1 1 " + "ab".repeat(32) + "\n");
    String[] command = {
      EXAMPLES.resolve("certbot-deploy-hook").toString(),
      "--root",
      host.toString(),
      "--zone",
      zone.toString()
    };
    Outcome refused = run(command);
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.output)
        .contains("[tlsa-no-match]", "Postfix was not reloaded")
        .doesNotContain("postfix reload");
    String record =
        refused
            .output
            .lines()
            .filter(line -> line.startsWith("_25._tcp.mail.example.com. IN TLSA 3 1 1 "))
            .findFirst()
            .orElseThrow();
    Files.writeString(zone, start + record + "\n");
    Outcome reloaded = run(command);
    assertThat(reloaded.status).as(reloaded.output).isZero();
    assertThat(reloaded.output).endsWith("postfix reload\n");
  }

  @Test
  void hookSaysWhatIsMissing() throws Exception {
    Files.delete(lineage.resolve("privkey.pem"));
    Outcome hook = runHook();
    assertThat(hook.status).isEqualTo(3);
    assertThat(hook.output).contains("privkey.pem: no such file").doesNotContain("postfix reload");
    environment.put("RENEWED_DOMAINS", "");
    assertThat(runHook().status).isEqualTo(2);
  }

  @Test
  void hookGoesWithoutMetricsWhereNobodyCollectsThem() throws Exception {
    environment.put("POSTTLS_LINT_METRICS", root.resolve("nowhere/x.prom").toString());
    Outcome hook = runHook();
    assertThat(hook.status).as(hook.output).isZero();
    assertThat(root.resolve("nowhere")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"sh", "dash", "bash", "busybox"})
  void shellsAgreeAboutTheHook(String shell) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require(shell).toString()));
    if (shell.equals("busybox")) {
      command.add("sh");
    }
    command.add(EXAMPLES.resolve("certbot-deploy-hook").toString());
    command.addAll(List.of("--root", host.toString()));
    Outcome hook = run(command.toArray(String[]::new));
    assertThat(hook.output).endsWith("postfix reload\n");
  }

  @Test
  void shellCheckLikesTheHook() throws Exception {
    Outcome check =
        run(
            Program.require("shellcheck").toString(),
            EXAMPLES.resolve("certbot-deploy-hook").toString());
    assertThat(check.output).isEmpty();
  }

  /** A unit, with what this machine has in the place of what a host has. */
  private Path unit(String name) throws IOException {
    String text =
        Files.readString(EXAMPLES.resolve(name))
            .replace("ExecStart=posttls-lint", "ExecStart=" + root.resolve("bin/posttls-lint"))
            .replace(METRICS, metrics.getParent().toString());
    return Files.writeString(root.resolve(name), text);
  }

  @Test
  void systemdTakesTheUnits() throws Exception {
    Path service = unit("posttls-lint.service");
    Path timer = unit("posttls-lint.timer");
    Outcome verify =
        run(
            Program.require("systemd-analyze").toString(),
            "verify",
            "--man=no",
            service.toString(),
            timer.toString());
    assertThat(verify.output.lines().filter(line -> line.contains("posttls-lint"))).isEmpty();
    assertThat(verify.status).as(verify.output).isZero();
    Files.writeString(service, Files.readString(service).replace("ExecStart=", "ExecStrat="));
    assertThat(run("systemd-analyze", "verify", "--man=no", service.toString()).output)
        .contains("ExecStrat");
  }

  /** Runs what the service would, for a setup that is not this machine's. */
  private Outcome runService() throws Exception {
    String line =
        Files.readAllLines(unit("posttls-lint.service")).stream()
            .filter(one -> one.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    List<String> command =
        new ArrayList<>(List.of(line.substring("ExecStart=".length()).split(" ")));
    command.addAll(List.of("--root", host.toString()));
    return run(command.toArray(String[]::new));
  }

  @Test
  void serviceFailsOnlyWhereTheJobIsNotDone() throws Exception {
    configure("mai");
    assertThat(runService().status).isZero();
    Files.delete(setup.resolve("main.cf"));
    Files.delete(setup.resolve("master.cf"));
    assertThat(runService().status).isEqualTo(3);
    assertThat(metrics).content().contains("posttls_lint_run_complete 0\n");
  }

  @Test
  void nodeExporterServesTheMetrics() throws Exception {
    Outcome service = runService();
    assertThat(service.status).as(service.output).isZero();
    int port = FreePorts.take();
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.add(Program.require("setpriv").toString());
      command.addAll(AS_OTHER);
    }
    command.add(Program.require("prometheus-node-exporter").toString());
    command.add("--collector.disable-defaults");
    command.add("--collector.textfile");
    command.add("--collector.textfile.directory=" + metrics.getParent());
    command.add("--web.listen-address=127.0.0.1:" + port);
    Process exporter =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("exporter.log").toFile())
            .start();
    try {
      String served = scrape(port);
      assertThat(served)
          .contains("node_textfile_scrape_error 0\n")
          .contains("posttls_lint_run_complete 1\n")
          .contains("# TYPE posttls_lint_findings gauge\n");
      assertThat(served.lines())
          .contains("posttls_lint_findings{setup=\"" + setup + "\",severity=\"error\"} 0")
          .anyMatch(line -> line.matches(EXPIRY + ".*CN=mail.example.com\".* [0-9.e+]+"));
    } finally {
      exporter.destroy();
      assertThat(exporter.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private String scrape(int port) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(PATIENCE)
            .build();
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (IOException e) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError(Files.readString(root.resolve("exporter.log")), e);
        }
        Thread.sleep(100);
      }
    }
  }

  @Test
  void metricsAreReplacedWholeWhoeverReadsThem() throws Exception {
    Files.writeString(metrics, "old\n");
    Files.setPosixFilePermissions(metrics, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(runService().status).isZero();
    assertThat(metrics).content().startsWith("# HELP").endsWith("# EOF\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(metrics)))
        .isEqualTo("rw-r-----");
    try (Stream<Path> files = Files.list(metrics.getParent())) {
      assertThat(files).containsExactly(metrics);
    }
  }
}
