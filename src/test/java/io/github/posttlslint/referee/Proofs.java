package io.github.posttlslint.referee;

import io.github.posttlslint.referee.Evidence.By;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of what proves each rule. */
public final class Proofs {

  private final Map<String, RuleYaml.Loaded> rules;
  private final Map<String, Evidence> evidence;
  private final ProofRecord record;

  private Proofs(
      Map<String, RuleYaml.Loaded> rules, Map<String, Evidence> evidence, ProofRecord record) {
    this.rules = rules;
    this.evidence = evidence;
    this.record = record;
  }

  /** Reads all rule files. */
  public static Proofs read() throws IOException {
    return read(Path.of("rules"), ProofRecord.read());
  }

  /** Reads the rule files of a folder. */
  static Proofs read(Path folder, ProofRecord record) throws IOException {
    return new Proofs(RuleFiles.builtIn(folder), Evidence.readAll(folder), record);
  }

  /** The rules of severity error that nothing proves. */
  public List<String> unproved() {
    return rules.values().stream()
        .map(RuleYaml.Loaded::rule)
        .filter(rule -> rule.severity() == Severity.ERROR && !evidence.containsKey(rule.id()))
        .map(Rule::id)
        .toList();
  }

  /** The rules that have not been run with all releases as they are now. */
  List<String> unrun() {
    List<String> unrun = new ArrayList<>();
    for (Map.Entry<String, Evidence> own : evidence.entrySet()) {
      ProofRecord.Line line = record.find(own.getKey(), own.getValue().fingerprint());
      boolean whole = line != null && record.branches().stream().allMatch(line::isRunWith);
      if (own.getValue().by() != By.ARGUMENT && !whole) {
        unrun.add(own.getKey());
      }
    }
    return unrun;
  }

  /** How many errors are proved, argued and not proved, as one line. */
  public String totals() {
    int argued = 0;
    int openssl = 0;
    int postfix = 0;
    for (RuleYaml.Loaded loaded : rules.values()) {
      Evidence own = evidence.get(loaded.rule().id());
      if (loaded.rule().severity() == Severity.ERROR && own != null) {
        switch (own.by()) {
          case ARGUMENT -> argued++;
          case OPENSSL -> openssl++;
          default -> postfix++;
        }
      }
    }
    return "%d rules; errors: %d proved by Postfix, %d by OpenSSL, %d argued, %d unproved"
        .formatted(rules.size(), postfix, openssl, argued, unproved().size());
  }

  /** What to say where nothing can be proved, as one line. */
  String leftOut(String reason) {
    long proofs = evidence.values().stream().filter(one -> one.by() != By.ARGUMENT).count();
    return "proofs of " + proofs + " rules left out: " + reason;
  }

  /** The content of {@code rules/PROOFS.md}. */
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add("# What proves the rules");
    lines.add("");
    lines.add(
        """
        `EvidenceTest` lets Postfix run the examples of each rule that has `evidence`; see
        [README.md](README.md). The last column has the releases, of %s, that did what the rule says with
        every example when all were run; `src/test/referee/proofs.tsv` has it example by example. This
        table is made by the build (`mvn test -Dtest=ReportsTest -Drefresh.reports`).

        %s.
        """
            .formatted(String.join(", ", record.branches()), totals()));
    lines.add("| rule | severity | releases | proved by | seen with |");
    lines.add("|---|---|---|---|---|");
    for (RuleYaml.Loaded loaded : rules.values()) {
      Rule rule = loaded.rule();
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  rule.id(),
                  rule.severity().name().toLowerCase(java.util.Locale.ROOT),
                  releases(rule),
                  proof(evidence.get(rule.id())),
                  seenWith(rule.id())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String releases(Rule rule) {
    if (rule.since() == null && rule.until() == null) {
      return "all";
    }
    if (rule.until() == null) {
      return "from " + rule.since();
    }
    return rule.since() == null ? "to " + rule.until() : rule.since() + " to " + rule.until();
  }

  private String seenWith(String rule) {
    Evidence own = evidence.get(rule);
    if (own == null || own.by() == By.ARGUMENT) {
      return "";
    }
    ProofRecord.Line line = record.find(rule, own.fingerprint());
    return line == null
        ? "not run since it was changed"
        : record.branches().stream().filter(line::isProvedWith).collect(Collectors.joining(", "));
  }

  private static String proof(@Nullable Evidence evidence) {
    if (evidence == null) {
      return "";
    }
    return evidence.by() == By.ARGUMENT
        ? "argument: " + oneLine(evidence.reason())
        : evidence.by().label();
  }

  /** So that it stays in its cell. */
  private static String oneLine(@Nullable String text) {
    return text == null ? "" : String.join(" ", text.strip().split("\\s+"));
  }
}
