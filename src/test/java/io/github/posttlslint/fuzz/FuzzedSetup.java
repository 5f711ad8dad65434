package io.github.posttlslint.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.report.ReportOptions;
import io.github.posttlslint.report.ReportOptions.Verbosity;
import io.github.posttlslint.report.Sink;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Setups in memory with a hostile part, judged by the rules that it concerns. */
final class FuzzedSetup {

  private static final String DIRECTORY = "/etc/postfix";
  private static final Parameters PARAMETERS = Parameters.load();
  private static final BuiltInRules BUILT_IN = BuiltInRules.load();
  private static final List<Rule> OF_TABLES =
      judging(
          "table", "table-entry", "table-syntax", "sni-entry", "next-hop", "client-fingerprint");
  private static final List<Rule> OF_POLICIES = judging("tls-policy", "tls-policy-attribute");
  private static final List<Rule> OF_COMMENTS = judging("suppression", "syntax", "setting");
  private static final List<String> TABLE_TYPES =
      List.of("hash", "texthash", "cidr", "regexp", "pcre");
  private static final JudgeSettings JUDGE =
      new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
  private static final ReportOptions OPTIONS =
      new ReportOptions(true, false, 72, Verbosity.VERBOSE, true, false);

  private FuzzedSetup() {}

  private static List<Rule> judging(String... kinds) {
    List<String> wanted = List.of(kinds);
    return BUILT_IN.rules().stream().filter(rule -> wanted.contains(rule.judges())).toList();
  }

  static void lintTable(int choice, byte[] content) {
    String type = TABLE_TYPES.get(Math.floorMod(choice, TABLE_TYPES.size()));
    String main =
        """
        smtpd_tls_security_level = may
        smtpd_sender_restrictions = check_sender_access TYPE:/etc/postfix/table
        relay_clientcerts = TYPE:/etc/postfix/table
        smtp_sasl_password_maps = TYPE:/etc/postfix/table
        tls_server_sni_maps = TYPE:/etc/postfix/table
        transport_maps = TYPE:/etc/postfix/table
        """
            .replace("TYPE", type);
    lint(main, ExampleSetup.MASTER, "/etc/postfix/table", content, OF_TABLES);
  }

  static void lintPolicies(byte[] content) {
    String main =
        """
        smtp_tls_security_level = may
        smtp_tls_policy_maps = texthash:/etc/postfix/policy
        relayhost = [relay.example.com]:587
        """;
    lint(main, ExampleSetup.MASTER, "/etc/postfix/policy", content, OF_POLICIES);
  }

  static void lintSuppressions(byte[] content) {
    lint(new String(content, ISO_8859_1), "", "/etc/postfix/none", new byte[0], OF_COMMENTS);
  }

  static void lintAndReport(byte[] data) {
    String[] parts = new String(data, ISO_8859_1).split("\f", 3);
    String master = parts.length > 1 ? parts[1] : ExampleSetup.MASTER;
    byte[] file = (parts.length > 2 ? parts[2] : "").getBytes(ISO_8859_1);
    SetupReport judged = lint(parts[0], master, "/etc/postfix/file", file, BUILT_IN.rules());
    Report report = new Report("0", List.of(judged), told(judged), List.of());
    try {
      for (ReportFormat format : ReportFormat.values()) {
        format.writer(OPTIONS).write(report, new Sink(new StringBuilder(), Sink.Reader.LOG));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules that a report refers to: to describe all of them takes longer than all the rest. */
  private static RuleCatalog told(SetupReport judged) {
    Map<Rule, RuleText> told = new HashMap<>();
    judged.findings().forEach(one -> told.put(one.rule(), BUILT_IN.text(one.rule())));
    judged.unverified().forEach(one -> told.put(one.rule(), BUILT_IN.text(one.rule())));
    for (Report.Suppressed one : judged.suppressed()) {
      told.put(one.finding().rule(), BUILT_IN.text(one.finding().rule()));
    }
    return RuleCatalog.of(told);
  }

  private static SetupReport lint(
      String main, String master, String path, byte[] content, List<Rule> rules) {
    MemoryTree tree = new MemoryTree(DIRECTORY, true);
    tree.file(
        path, content, new Metadata("root", "root", 0644, ExampleSetup.NOW.minusSeconds(86_400)));
    SetupFiles files =
        new SetupFiles(
            tree,
            DIRECTORY,
            ".",
            MainCf.parse(SourceText.of("main.cf", main.getBytes(ISO_8859_1))),
            MasterCf.parse(SourceText.of("master.cf", master.getBytes(ISO_8859_1))));
    return new Linter(rules, JUDGE).lint(new Setup(files, PARAMETERS, PostfixVersion.NEWEST));
  }
}
