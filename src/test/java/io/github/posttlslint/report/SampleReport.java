package io.github.posttlslint.report;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Finding.Edit;
import io.github.posttlslint.run.Finding.Fix;
import io.github.posttlslint.run.Finding.Related;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.ReportedSetup;
import io.github.posttlslint.run.Unverified;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText;
import io.github.posttlslint.run.rule.RuleText.Reference;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.secret.Hidden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small report with everything in it that writers have to cope with. */
final class SampleReport {
  /** A password in main.cf, which no report may show. */
  static final String CANARY = "canary-0451";

  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  static final String MAIN_CF =
      """
      # TLS of the relay
      smtpd_tls_security_level = may
      smtpd_tls_key_file =\t/etc/postfix/key.pem
      smtp_tls_security_level = may
      myhostname = 郵便.example, <script>alert("1")</script> & \033[31m`red`
      smtp_sasl_password_maps = static:user:canary-0451
      smtpd_tls_mandatory_protocols = !SSLv2,
          !SSLv3
      smtp_tls_security_level = $lmtp_tls_security_level
      lmtp_tls_security_level = encrypt
      smtpd_tls_loglevel = 4
      """;

  static final String MASTER_CF =
      """
      smtp       inet n - n - - smtpd
      submission inet n - n - - smtpd
        -o smtpd_tls_security_level=encrypt
      relay      unix - - n - - smtp
      """;

  static final Rule ENCRYPTED_KEY =
      rule("encrypted-private-key", "certificates", Severity.ERROR, "private key is encrypted");
  static final Rule LAST_WINS =
      rule("duplicate-parameter", "syntax", Severity.WARNING, "a later setting overrides this one");
  static final Rule OLD_PROTOCOLS =
      rule("legacy-protocols", "protocols", Severity.NOTE, "TLS 1.0 and 1.1 are still offered");
  static final Rule ODD_NAME =
      rule("odd-hostname", "names", Severity.WARNING, "myhostname is no host name");
  static final Rule LOUD = rule("loud-log", "logging", Severity.NOTE, "logs whole conversations");

  private SampleReport() {}

  /** One setup with findings of all severities, a suppressed one, and something unjudged. */
  static Report report() {
    return new Report("0.1.0", List.of(mail()), catalog(), List.of());
  }

  /** The same after a run that met trouble, with a second setup without findings. */
  static Report troubled() {
    SetupReport clean =
        new SetupReport(
            ReportedSetup.of(
                setup("edge", "smtpd_tls_security_level = none\n", MASTER_CF),
                List.of(),
                List.of(),
                Map.of()),
            List.of(),
            List.of(),
            List.of(),
            sources(Map.of()),
            NOW,
            List.of());
    Problem unreadable = new Problem("edge/keys", 0, "a directory that may not be read");
    return new Report("0.1.0", List.of(clean, mail()), catalog(), List.of(unreadable));
  }

  /** A run that found nothing. */
  static Report clean() {
    SetupReport clean =
        new SetupReport(
            ReportedSetup.of(setup("mail", MAIN_CF, MASTER_CF), List.of(), List.of(), Map.of()),
            List.of(),
            List.of(),
            List.of(),
            mailSources(),
            NOW,
            List.of());
    return new Report("0.1.0", List.of(clean), catalog(), List.of());
  }

  private static SetupReport mail() {
    List<Finding> findings =
        List.of(
            new Finding(
                ENCRYPTED_KEY,
                Severity.ERROR,
                "The private key in '/etc/postfix/key.pem' is encrypted: Postfix cannot read it,"
                    + " and TLS is off.",
                "Decrypt the key with openssl pkey.",
                span(3, 22, 3, 42),
                "smtpd_tls_key_file",
                List.of("smtp/inet", "submission/inet"),
                List.of(new Related(new Span("mail/key.pem", 1, 1, 1, 38), "The key begins here.")),
                null),
            new Finding(
                LAST_WINS,
                Severity.WARNING,
                "'smtp_tls_security_level' is set again in line 9, which wins.",
                "Delete one of the two.",
                span(4, 1, 4, 30),
                "smtp_tls_security_level",
                List.of("relay/unix"),
                List.of(new Related(span(9, 1, 9, 51), "the setting that wins")),
                new Fix(
                    true, "Remove the earlier setting", List.of(new Edit(span(4, 1, 5, 1), "")))),
            new Finding(
                ODD_NAME,
                Severity.WARNING,
                "'<script>alert(\"1\")</script> & \033[31m`red`' is [no](host) name, ask @postmaster.",
                "Write <b>the</b> name of `the` host.",
                span(5, 26, 5, 54),
                "myhostname",
                List.of(),
                List.of(),
                null),
            new Finding(
                OLD_PROTOCOLS,
                Severity.NOTE,
                "TLSv1 and TLSv1.1 are accepted.",
                "Set smtpd_tls_mandatory_protocols to >=TLSv1.2.",
                span(7, 33, 8, 11),
                "smtpd_tls_mandatory_protocols",
                List.of("submission/inet"),
                List.of(),
                new Fix(
                    false, "Demand TLS 1.2.", List.of(new Edit(span(7, 33, 8, 11), ">=TLSv1.2")))));
    Finding silenced =
        new Finding(
            LOUD,
            Severity.NOTE,
            "Level 4 logs passwords.",
            "Set smtpd_tls_loglevel to 1.",
            span(11, 22, 11, 23),
            "smtpd_tls_loglevel",
            List.of("smtp/inet", "submission/inet"),
            List.of(),
            null);
    return new SetupReport(
        ReportedSetup.of(setup("mail", MAIN_CF, MASTER_CF), List.of(), List.of(), Map.of()),
        findings,
        List.of(new Suppressed(silenced, span(1, 1, 1, 19), "we are <debugging>", true)),
        List.of(
            new Unverified(
                ENCRYPTED_KEY,
                new Span("mail/master.cf", 3, 6, 3, 38),
                "smtpd_tls_security_level",
                "the file is not among the given ones")),
        mailSources(),
        NOW,
        List.of());
  }

  static Setup setup(String directory, String main, String master) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", false),
            "/etc/postfix",
            directory,
            MainCf.parse(SourceText.of(directory + "/main.cf", main)),
            MasterCf.parse(SourceText.of(directory + "/master.cf", master)));
    return new Setup(files, Parameters.load(), PostfixVersion.of(3, 7));
  }

  private static Report.Sources mailSources() {
    return sources(Map.of("mail/main.cf", MAIN_CF, "mail/master.cf", MASTER_CF));
  }

  /** Lines of texts; the one with the canary is redacted. */
  static Report.Sources sources(Map<String, String> files) {
    Map<String, String[]> lines = new HashMap<>();
    files.forEach((file, text) -> lines.put(file, text.split("\n", -1)));
    return (file, line) -> {
      String[] all = lines.getOrDefault(file, new String[0]);
      if (line > all.length) {
        return null;
      }
      return all[line - 1].contains(CANARY) ? Hidden.MARK : all[line - 1];
    };
  }

  private static Span span(int startLine, int startColumn, int endLine, int endColumn) {
    return new Span("mail/main.cf", startLine, startColumn, endLine, endColumn);
  }

  private static RuleCatalog catalog() {
    Map<Rule, RuleText> rules = new LinkedHashMap<>();
    rules.put(
        ENCRYPTED_KEY,
        new RuleText(
            "Postfix starts without anybody who could type a passphrase.\n\nIt logs a warning & goes"
                + " on without TLS.",
            "Write the key without encryption and protect the file by its mode.",
            List.of(
                new Reference(
                    "postconf(5) smtpd_tls_key_file",
                    "https://www.postfix.org/postconf.5.html#smtpd_tls_key_file"),
                new Reference("RFC 5958", null)),
            List.of("cwe-311"),
            List.of()));
    for (Rule rule : List.of(LAST_WINS, OLD_PROTOCOLS, ODD_NAME, LOUD)) {
      rules.put(
          rule,
          new RuleText("Why " + rule.id() + ".", "Mend it.", List.of(), List.of(), List.of()));
    }
    return RuleCatalog.of(rules);
  }

  private static Rule rule(String id, String group, Severity severity, String title) {
    return new Rule(
        id,
        group,
        severity,
        title,
        "service",
        null,
        null,
        new Expression.Constant(Fact.of(true)),
        Template.parse(title),
        List.of(Template.parse("Mend it.")),
        List.of(),
        new ArrayList<>(),
        null,
        null,
        true,
        List.of(),
        List.of());
  }
}
