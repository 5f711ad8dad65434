package io.github.posttlslint.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.rule.BuiltInRules;
import io.github.posttlslint.rule.Finding;
import io.github.posttlslint.rule.subject.JudgeSettings;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second thread that finds the paths of certificates alters nothing of what is found. */
@Slow
class AheadTest {

  private static final int ROUNDS = 20;

  private final Linter linter =
      new Linter(
          BuiltInRules.load().rules(),
          new JudgeSettings(Instant.parse("2026-06-01T12:00:00Z"), 21, List.of()));

  /** All samples, read anew, so that nothing is known of their certificates. */
  private static List<Setup> samples() {
    Path root = Path.of("").toAbsolutePath();
    SetupFinder finder = new SetupFinder(root);
    finder.add("samples");
    SetupLoader loader =
        new SetupLoader(
            Parameters.load(),
            new SetupLoader.Options(root, null, null, null, CipherSuite.Build.OPENSSL_3));
    List<Setup> setups = new ArrayList<>();
    for (SetupFinder.Location location : finder.locations()) {
      Setup setup = loader.load(location);
      assertThat(setup).isNotNull();
      setups.add(setup);
    }
    return setups;
  }

  private List<String> found(boolean ahead) {
    List<String> found = new ArrayList<>();
    for (Setup setup : samples()) {
      SetupReport report = linter.lint(setup, ahead);
      for (Finding finding : report.findings()) {
        found.add(finding.span() + " " + finding.rule().id() + " " + finding.message());
      }
      report.unverified().forEach(one -> found.add(one.span() + " " + one.rule().id()));
    }
    return found;
  }

  @Test
  void findingsAreThoseOfOneThread() {
    List<String> alone = found(false);
    assertThat(alone).anyMatch(line -> line.contains("cert-self-signed"));
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(found(true)).isEqualTo(alone);
    }
  }
}
