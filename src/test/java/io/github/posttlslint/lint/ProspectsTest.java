package io.github.posttlslint.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.rule.BuiltInRules;
import io.github.posttlslint.rule.Prospects;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleEngine;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.subject.JudgeSettings;
import io.github.posttlslint.rule.subject.Subjects;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule that is not tried on a subject would have found nothing, and left nothing open. */
@Slow
class ProspectsTest {

  private static final Parameters PARAMETERS = Parameters.load();
  private static final JudgeSettings SETTINGS =
      new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());

  private final Map<String, Prospects> kinds = new TreeMap<>();
  private int tried;
  private int leftOut;

  ProspectsTest() {
    Map<String, List<Rule>> rules = new TreeMap<>();
    for (Rule rule : BuiltInRules.load().rules()) {
      rules.computeIfAbsent(rule.judges(), kind -> new ArrayList<>()).add(rule);
    }
    rules.remove(Suppressions.KIND);
    rules.forEach((kind, ofKind) -> kinds.put(kind, new Prospects(ofKind)));
  }

  private static @Nullable Setup load(Path directory, @Nullable Path root) {
    SetupFinder finder = new SetupFinder(directory);
    finder.add(".");
    SetupLoader loader =
        new SetupLoader(
            PARAMETERS,
            new SetupLoader.Options(directory, root, null, null, CipherSuite.Build.OPENSSL_3));
    List<SetupFinder.Location> locations = finder.locations();
    return locations.isEmpty() ? null : loader.load(locations.get(0));
  }

  private void check(Setup setup) {
    Subjects subjects = new Subjects(setup, SETTINGS, false);
    RuleEngine engine = new RuleEngine(subjects.ofServices());
    kinds.forEach(
        (kind, prospects) -> {
          BitSet applying = prospects.applyingTo(setup.version());
          for (Subject subject : subjects.of(kind)) {
            BitSet open = prospects.of(subject);
            for (int i = applying.nextSetBit(0); i >= 0; i = applying.nextSetBit(i + 1)) {
              if (open == null || open.get(i)) {
                tried++;
              } else {
                leftOut++;
                engine.judge(prospects.rules().get(i), subject);
              }
            }
          }
        });
    assertThat(engine.findings()).isEmpty();
    assertThat(engine.unverified()).isEmpty();
  }

  @Test
  void rulesLeftOutFindNothingInSamples() {
    Path samples = Path.of("samples").toAbsolutePath();
    SetupFinder finder = new SetupFinder(samples);
    finder.add(".");
    assertThat(finder.locations()).hasSizeGreaterThan(3);
    for (SetupFinder.Location location : finder.locations()) {
      Setup setup = load(location.directory(), null);
      assertThat(setup).isNotNull();
      check(setup);
    }
    assertThat(leftOut).isGreaterThan(tried / 2);
  }

  @Test
  void rulesLeftOutFindNothingInTheCorpus() {
    for (Corpus.Item item : Corpus.items()) {
      for (Path root : new Path[] {null, item.directory().toAbsolutePath()}) {
        Setup setup = load(item.directory().toAbsolutePath(), root);
        if (setup != null) {
          check(setup);
        }
      }
    }
    assertThat(leftOut).isGreaterThan(tried / 2);
  }
}
