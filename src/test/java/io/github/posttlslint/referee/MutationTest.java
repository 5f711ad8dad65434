package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages good samples at random and compares the installed Postfix with the linter: if Postfix
 * fails and the linter is silent, that is a miss; if the linter says error and Postfix neither
 * fails nor complains, a false alarm. {@code -Dmutations=2000} makes a long run, {@code
 * -Dmutations.first=N} begins with another seed than 0, and {@code -Dmutations.log=FILE} writes all
 * down.
 */
@org.junit.jupiter.api.Tag("referee")
@org.junit.jupiter.api.parallel.ResourceLock("time of hosts")
class MutationTest {

  private static final int AT_ONCE = 8;

  private static final List<String> SAMPLES =
      List.of(
          "mx/good",
          "submission/good",
          "client-certificates/good",
          "smarthost/good",
          "chroot-capath/good",
          "book-chapter-mended");

  @TempDir static Path directory;

  private final Parameters parameters = Parameters.load();

  /** A sample before it is damaged: what it does, and what the linter says of it. */
  private record Good(Outcome outcome, Set<String> findings) {}

  /** One damaged setup, and what both say. */
  private record Verdict(
      String sample,
      String told,
      List<String> worse,
      List<String> complaints,
      List<Finding> findings) {

    Verdict(String sample, String told, Outcome outcome, Outcome good, List<Finding> findings) {
      this(sample, told, outcome.worseThan(good), outcome.complaintsBeyond(good), findings);
    }

    boolean isMiss() {
      return !worse.isEmpty()
          && findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    boolean isFalseAlarm(Map<String, Evidence> evidence) {
      return worse.isEmpty()
          && complaints.isEmpty()
          && findings.stream()
              .filter(finding -> finding.severity() == Severity.ERROR)
              .anyMatch(finding -> canBeSeen(evidence.get(finding.rule().id())));
    }

    /** Whether it is one of the differences that stay. */
    boolean isKnown() {
      return KnownDifferences.isKnown(told, worse.isEmpty() ? errors() : worse);
    }

    private List<String> errors() {
      return said().stream().filter(one -> one.startsWith("ERROR")).toList();
    }

    private List<String> said() {
      return findings.stream()
          .filter(finding -> finding.severity() != Severity.NOTE)
          .map(finding -> finding.severity() + " " + finding.rule().id())
          .distinct()
          .toList();
    }

    private static boolean canBeSeen(Evidence evidence) {
      return evidence.by() == Evidence.By.POSTFIX || evidence.by() == Evidence.By.POSTCONF;
    }

    @Override
    public String toString() {
      return sample
          + ": "
          + told
          + "\n    Postfix "
          + worse
          + " "
          + complaints
          + "\n    tool "
          + said();
    }
  }

  @Test
  void linterAndPostfixAgreeOnDamagedSamples() throws Exception {
    Referee referee = new Referee(directory);
    Map<String, Evidence> evidence = Evidence.readAll(Path.of("rules"));
    List<Rule> rules =
        RuleFiles.builtIn(Path.of("rules")).values().stream()
            .map(RuleYaml.Loaded::rule)
            .filter(rule -> rule.profile() == null)
            .toList();
    int first = Integer.getInteger("mutations.first", 0);
    int count = Integer.getInteger("mutations", 100);
    List<Verdict> verdicts = verdicts(referee, rules, first, first + count);
    List<Verdict> misses = verdicts.stream().filter(Verdict::isMiss).toList();
    List<Verdict> alarms = verdicts.stream().filter(one -> one.isFalseAlarm(evidence)).toList();
    long failures = verdicts.stream().filter(one -> !one.worse().isEmpty()).count();
    System.out.println(
        "%d mutations, %d failures of Postfix, %d misses (%d known), %d false alarms (%d known)"
            .formatted(
                verdicts.size(),
                failures,
                misses.size(),
                misses.stream().filter(Verdict::isKnown).count(),
                alarms.size(),
                alarms.stream().filter(Verdict::isKnown).count()));
    String log = System.getProperty("mutations.log");
    if (log != null) {
      Files.writeString(
          Path.of(log),
          "MISSES\n"
              + joined(misses)
              + "\nFALSE ALARMS\n"
              + joined(alarms)
              + "\nALL\n"
              + joined(verdicts));
    }
    assertThat(verdicts).hasSize(count).allMatch(one -> !one.told().isEmpty());
    assertThat(misses.stream().filter(one -> !one.isKnown())).isEmpty();
    assertThat(alarms.stream().filter(one -> !one.isKnown())).isEmpty();
  }

  private static String main(Map<String, Object> files) {
    return "" + files.get("main.cf");
  }

  private static String joined(List<Verdict> verdicts) {
    return String.join("\n", verdicts.stream().map(Verdict::toString).toList()) + "\n";
  }

  private List<Verdict> verdicts(Referee referee, List<Rule> rules, int first, int end)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, Map<String, Object>> samples = new LinkedHashMap<>();
      Map<String, Future<Good>> good = new LinkedHashMap<>();
      for (String sample : SAMPLES) {
        Map<String, Object> files = sample(sample);
        samples.put(sample, files);
        good.put(sample, workers.submit(() -> good(referee, rules, files)));
      }
      List<Future<Verdict>> runs = new ArrayList<>();
      for (int i = first; i < end; i++) {
        String sample = SAMPLES.get(i % SAMPLES.size());
        Map<String, Object> files = samples.get(sample);
        Damage.Damaged damaged = Damage.of(files, i);
        Good base = good.get(sample).get();
        assertThat(base.outcome().does())
            .as("%s: %s", sample, base)
            .anyMatch(
                one -> one.startsWith(main(files).contains("relayhost") ? "sends" : "25 has"));
        runs.add(workers.submit(() -> verdict(referee, rules, sample, damaged, base)));
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (Future<Verdict> run : runs) {
        verdicts.add(run.get());
      }
      return verdicts;
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(30, TimeUnit.SECONDS);
    }
  }

  private Good good(Referee referee, List<Rule> rules, Map<String, Object> files)
      throws IOException {
    Example example = example(files);
    return new Good(
        referee.observe(example),
        findings(rules, example).stream().map(MutationTest::said).collect(Collectors.toSet()));
  }

  private Verdict verdict(
      Referee referee, List<Rule> rules, String sample, Damage.Damaged damaged, Good good)
      throws IOException {
    Example example = example(damaged.files());
    Set<String> usual = good.findings();
    List<Finding> findings =
        findings(rules, example).stream().filter(one -> !usual.contains(said(one))).toList();
    Verdict verdict =
        new Verdict(sample, damaged.told(), referee.observe(example), good.outcome(), findings);
    // on a busy machine something may have come too late
    return verdict.isMiss()
        ? new Verdict(sample, damaged.told(), referee.observe(example), good.outcome(), findings)
        : verdict;
  }

  private List<Finding> findings(List<Rule> rules, Example example) {
    JudgeSettings settings =
        new JudgeSettings(Instant.now(), JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    return new Linter(rules, settings)
        .lint(new ExampleSetup(example, parameters).build(Instant.now()))
        .findings();
  }

  private static String said(Finding finding) {
    return finding.rule().id() + " " + finding.message();
  }

  private static Example example(Map<String, Object> files) {
    return new Example(true, null, "3.7", List.of(), Map.of(), files);
  }

  /** A sample with the harness's certificates, which are valid now, and without DNS. */
  private static Map<String, Object> sample(String name) throws IOException {
    Path root = Path.of("samples", name);
    Map<String, Object> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = "/" + root.relativize(file);
        String text = Files.readString(file, ISO_8859_1);
        if (text.contains("BEGIN CERTIFICATE")) {
          String own = text.contains("PRIVATE KEY") ? "pair.pem" : "ca.pem";
          text = new String(Identity.file(own), ISO_8859_1);
        }
        if (!path.endsWith(".modes") && !path.endsWith(".0")) {
          files.put(path.replaceFirst("^/etc/postfix/", ""), text);
        }
      }
    }
    String main = "" + files.get("main.cf");
    files.put(
        "main.cf",
        main.replace("smtp_dns_support_level = dnssec\n", "")
            .replace("smtp_tls_security_level = dane\n", "smtp_tls_security_level = may\n"));
    if (main.contains("CApath")) {
      files.keySet().removeIf(path -> path.startsWith("/var/"));
      files.put(
          "/var/spool/postfix/etc/ssl/provider-cas/" + Identity.caHash() + ".0",
          new String(Identity.file("ca.pem"), ISO_8859_1));
    }
    files.replaceAll(
        (path, text) -> path.equals("sasl_passwd") ? Map.of("text", text, "mode", "0600") : text);
    return files;
  }
}
