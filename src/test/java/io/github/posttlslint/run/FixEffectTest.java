package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Slow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every fix promises, held against all real configurations, templates among them. */
@Slow
class FixEffectTest {

  private static final Parameters PARAMETERS = Parameters.load();
  private static final List<Rule> RULES = BuiltInRules.load().usualRules();
  private static final JudgeSettings SETTINGS =
      new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());

  private static final List<PostfixVersion> RELEASES =
      List.of(PostfixVersion.of(3, 7), PostfixVersion.NEWEST);

  private static Setup setup(Corpus.Item item, PostfixVersion release) {
    SourceText main = text(item, "main.cf");
    SourceText master = text(item, "master.cf");
    MemoryTree tree = new MemoryTree(SetupLoader.USUAL_DIRECTORY, false);
    return new Setup(
        new SetupFiles(
            tree,
            SetupLoader.USUAL_DIRECTORY,
            ".",
            main == null ? null : MainCf.parse(main),
            master == null ? null : MasterCf.parse(master)),
        PARAMETERS,
        release);
  }

  private static @Nullable SourceText text(Corpus.Item item, String file) {
    return item.has(file) ? SourceText.of(file, item.read(file)) : null;
  }

  @Test
  void eachFindingIsGoneOnceItsFixIsApplied() {
    Linter linter = new Linter(RULES, SETTINGS);
    TreeMap<String, Integer> mended = new TreeMap<>();
    for (PostfixVersion release : RELEASES) {
      for (Corpus.Item item : Corpus.items()) {
        Setup setup = setup(item, release);
        for (Finding finding : fixable(linter, setup)) {
          assertThat(Fixer.mends(linter, setup, finding))
              .as("%s, %s: %s %s", item.id(), release, finding.span(), finding.rule().id())
              .isTrue();
          mended.merge(finding.rule().id(), 1, Integer::sum);
        }
      }
    }
    System.out.println("findings that their fix mends: " + mended);
    assertThat(mended).containsKeys("dep-use-tls", "value-inline-comment");
  }

  @Test
  void afterAllFixesNothingIsLeftToFix() {
    Linter linter = new Linter(RULES, SETTINGS);
    for (boolean unsafe : List.of(false, true)) {
      for (Corpus.Item item : Corpus.items()) {
        Setup mended =
            new Fixer(linter, unsafe, true).fix(setup(item, PostfixVersion.NEWEST)).setup();
        List<Finding> left = new ArrayList<>(fixable(linter, mended));
        left.removeIf(finding -> finding.fix() != null && !finding.fix().safe() && !unsafe);
        assertThat(left).as(item.id()).isEmpty();
      }
    }
  }

  /** A level in the place of an old switch must not switch off what another one has said. */
  @Test
  void noFixOfADeprecatedSettingChangesATlsLevel() {
    List<Rule> rules = new ArrayList<>(RULES);
    rules.removeIf(rule -> !rule.id().startsWith("dep-") && !rule.id().startsWith("ignored-"));
    Linter linter = new Linter(rules, SETTINGS);
    int fixes = 0;
    for (PostfixVersion release : RELEASES) {
      for (Corpus.Item item : Corpus.items()) {
        Setup setup = setup(item, release);
        Fixer.Outcome outcome = new Fixer(linter, true, true).fix(setup);
        assertThat(levels(outcome.setup())).as(item.id()).isEqualTo(levels(setup));
        fixes += outcome.fixes();
      }
    }
    assertThat(fixes).isGreaterThan(100);
  }

  private static List<String> levels(Setup setup) {
    List<String> levels = new ArrayList<>();
    for (Service service : setup.services()) {
      String level =
          switch (service.program()) {
            case "smtpd", "postscreen", "tlsproxy" -> Side.server(service).level().shown();
            case "smtp", "lmtp" -> Side.client(service).level().shown();
            default -> "";
          };
      levels.add(service.id() + " " + level);
    }
    return levels;
  }

  private static List<Finding> fixable(Linter linter, Setup setup) {
    List<Finding> fixable = new ArrayList<>(linter.lint(setup).findings());
    fixable.removeIf(finding -> finding.fix() == null || finding.fix().edits().isEmpty());
    return fixable;
  }
}
