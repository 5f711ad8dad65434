package io.github.posttlslint.run;

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
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A setup made of bytes, on a host where all files are seen, and what the linter says of it. */
final class TestSetup {

  /** The moment at which it is judged. */
  static final Instant NOW = ExampleSetup.NOW;

  private static final String MASTER =
      """
      smtp   inet n - n - - smtpd
      smtp   unix - - n - - smtp
      tlsmgr unix - - n 1000? 1 tlsmgr
      qmgr   unix n - n 300 1 qmgr
      """;

  private static final String SUBMISSION =
      "submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt\n";

  /** Without these lines there is something else to say. */
  private static final String MAIN =
      """
      compatibility_level = 3.11
      myhostname = mx.example.org
      smtp_tls_security_level = may
      smtpd_tls_security_level = may
      """;

  private static final List<String> KINDS =
      List.of("file", "load-problem", "chain", "certificate", "ca-directory");

  private static final Parameters PARAMETERS = Parameters.load();
  private static final List<Rule> RULES = BuiltInRules.load().usualRules();
  private static final List<Rule> RULES_OF_FILES =
      RULES.stream().filter(rule -> KINDS.contains(rule.judges())).toList();

  private final MemoryTree tree = new MemoryTree(SetupLoader.USUAL_DIRECTORY, true);

  /** Adds a file, readable for root alone. */
  TestSetup file(String path, byte[] content) {
    tree.file(path, content, new Metadata("root", "root", 0600, NOW.minusSeconds(86_400)));
    return this;
  }

  /** Adds a symbolic link. */
  TestSetup link(String path, String target) {
    tree.link(path, target);
    return this;
  }

  /** What rules say of files for TLS, with some settings written below the usual ones. */
  List<Finding> lint(String settings) {
    return lint(settings, SUBMISSION, RULES_OF_FILES);
  }

  /** What all rules say of a server on port 25, with some settings written below the usual ones. */
  List<Finding> lintServer(String settings) {
    return lint(settings, "", RULES);
  }

  private List<Finding> lint(String settings, String submission, List<Rule> rules) {
    SetupFiles files =
        new SetupFiles(
            tree,
            SetupLoader.USUAL_DIRECTORY,
            ".",
            MainCf.parse(SourceText.of("main.cf", MAIN + settings)),
            MasterCf.parse(SourceText.of("master.cf", MASTER + submission)));
    Setup setup = new Setup(files, PARAMETERS, PostfixVersion.NEWEST);
    JudgeSettings judge = new JudgeSettings(NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    return new Linter(rules, judge).lint(setup).findings();
  }

  /** Parts one after another, by names with blanks between them. */
  static byte[] join(Map<String, byte[]> parts, String names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names.strip().split(" +")) {
      byte[] part = name.isEmpty() ? new byte[0] : parts.get(name);
      if (part == null) {
        throw new IllegalArgumentException("no part " + name);
      }
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
