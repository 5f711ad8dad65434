package io.github.posttlslint.report;

import io.github.posttlslint.model.Secrets;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics in OpenMetrics' text format: when certificates expire, and how many findings there are.
 * node_exporter's textfile collector takes them as they are.
 */
final class OpenMetricsWriter implements ReportWriter {

  private static final String PREFIX = "posttls_lint_";

  @Override
  public void write(Report report, Sink out) throws IOException {
    MetricFamilies metrics = new MetricFamilies(out);
    // names that are shown alike would be the same labels twice
    Map<String, List<SetupReport>> setups = new LinkedHashMap<>();
    for (SetupReport setup : report.setups()) {
      String name = MetricFamilies.shown(setup.setup().directory());
      setups.computeIfAbsent(name, key -> new ArrayList<>()).add(setup);
    }
    writeRun(report, metrics);
    writeCounts(setups, metrics);
    writeRules(setups, metrics);
    writeCertificates(setups, metrics);
    metrics.end();
  }

  private static void writeRun(Report report, MetricFamilies metrics) throws IOException {
    metrics.begin(PREFIX + "build_info", "The release of posttls-lint that has judged.");
    metrics.sample(1, "version", report.toolVersion());
    metrics.begin(
        PREFIX + "run_complete", "Whether all could be judged: 1, or 0 as with exit status 3.");
    boolean complete = report.problems().isEmpty() && !report.setups().isEmpty();
    metrics.sample(complete ? 1 : 0);
    metrics.begin(
        PREFIX + "run_timestamp_seconds",
        "The moment that certificates were judged at; absent if nothing was judged.");
    if (!report.setups().isEmpty()) {
      long last = Long.MIN_VALUE;
      for (SetupReport setup : report.setups()) {
        last = Math.max(last, setup.now().getEpochSecond());
      }
      metrics.sample(last);
    }
    metrics.begin(PREFIX + "setups", "Set-ups that were judged.").sample(report.setups().size());
  }

  private static void writeCounts(Map<String, List<SetupReport>> setups, MetricFamilies metrics)
      throws IOException {
    metrics.begin(PREFIX + "findings", "Findings by severity, suppressed ones left out.");
    for (Map.Entry<String, List<SetupReport>> one : setups.entrySet()) {
      Tally tally = Tally.of(one.getValue());
      metrics.sample(tally.errors(), "setup", one.getKey(), "severity", "error");
      metrics.sample(tally.warnings(), "setup", one.getKey(), "severity", "warning");
      metrics.sample(tally.notes(), "setup", one.getKey(), "severity", "note");
    }
    metrics.begin(PREFIX + "unverified", "What could not be judged.");
    for (Map.Entry<String, List<SetupReport>> one : setups.entrySet()) {
      metrics.sample(Tally.of(one.getValue()).unverified(), "setup", one.getKey());
    }
    metrics.begin(PREFIX + "suppressed", "Findings that a comment or a baseline silences.");
    for (Map.Entry<String, List<SetupReport>> one : setups.entrySet()) {
      metrics.sample(Tally.of(one.getValue()).suppressed(), "setup", one.getKey());
    }
  }

  private static void writeRules(Map<String, List<SetupReport>> setups, MetricFamilies metrics)
      throws IOException {
    metrics.begin(PREFIX + "rule_findings", "Findings by rule; rules without any are absent.");
    for (Map.Entry<String, List<SetupReport>> one : setups.entrySet()) {
      for (RuleCount rule : RuleCount.all(one.getValue())) {
        metrics.sample(
            rule.count(),
            "setup",
            one.getKey(),
            "rule",
            rule.rule().id(),
            "severity",
            rule.severity().label());
      }
    }
  }

  /**
   * A certificate that services send.
   *
   * @param parameter what names its file
   * @param file its name as Postfix sees it, secrets taken out
   * @param kind {@code leaf} or {@code issuer}
   */
  private record Sent(String parameter, String file, String subject, String kind) {}

  private static void writeCertificates(
      Map<String, List<SetupReport>> setups, MetricFamilies metrics) throws IOException {
    metrics.begin(
        PREFIX + "certificate_expiry_timestamp_seconds",
        "When a certificate that services send expires; of several alike the first.");
    for (Map.Entry<String, List<SetupReport>> one : setups.entrySet()) {
      Map<Sent, Long> ends = new LinkedHashMap<>();
      for (SetupReport setup : one.getValue()) {
        Setup model = setup.setup().model();
        boolean isServer = false;
        for (TlsFiles files : TlsFiles.of(model)) {
          addCertificates(files, ends);
          isServer |= files.isServer();
        }
        if (isServer) {
          addCertificatesByName(model, ends);
        }
      }
      for (Map.Entry<Sent, Long> end : ends.entrySet()) {
        Sent sent = end.getKey();
        metrics.sample(
            end.getValue(),
            "setup",
            one.getKey(),
            "parameter",
            sent.parameter(),
            "file",
            sent.file(),
            "subject",
            sent.subject(),
            "kind",
            sent.kind());
      }
    }
  }

  private static void addCertificates(TlsFiles files, Map<Sent, Long> ends) {
    Secrets secrets = files.setup().secrets();
    for (ChainLoad load : files.loads()) {
      for (LoadedChain chain : load.result().chains()) {
        for (int at = 0; at <= chain.issuers().size(); at++) {
          FileReference reference = load.reference(chain.block(at).span());
          add(reference.parameter(), secrets.mask(reference.path()), chain, at, ends);
        }
      }
    }
  }

  /** Those that servers send to clients which ask for a name. */
  private static void addCertificatesByName(Setup setup, Map<Sent, Long> ends) {
    for (SniEntry entry : SniEntry.all(Tables.of(setup).uses())) {
      List<LoadedChain> chains =
          entry.isRepeated()
              ? List.of()
              : entry.result().map(LoadResult::chains).or(List.of(), List.of());
      for (LoadedChain chain : chains) {
        for (int at = 0; at <= chain.issuers().size(); at++) {
          String file = setup.secrets().mask(entry.fileOf(chain.block(at)));
          add(entry.use().parameter(), file, chain, at, ends);
        }
      }
    }
  }

  private static void add(
      String parameter, String file, LoadedChain chain, int at, Map<Sent, Long> ends) {
    Certificate certificate = chain.certificate(at);
    Sent sent =
        new Sent(
            parameter,
            MetricFamilies.shown(file),
            MetricFamilies.shown(certificate.toString()),
            at == 0 ? "leaf" : "issuer");
    ends.merge(sent, certificate.notAfter().getEpochSecond(), Math::min);
  }
}
