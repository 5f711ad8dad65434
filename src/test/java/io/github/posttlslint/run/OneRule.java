package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.BuiltInRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Setups of main.cf and master.cf alone, judged by one rule. */
final class OneRule {

  private OneRule() {}

  /**
   * A setup of a release 3.x.
   *
   * @param master null where master.cf is not seen
   */
  static Setup setup(String main, @Nullable String master, int minor) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree(SetupLoader.USUAL_DIRECTORY, true),
            SetupLoader.USUAL_DIRECTORY,
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            master == null ? null : MasterCf.parse(SourceText.of("master.cf", master)));
    return new Setup(files, Parameters.load(), PostfixVersion.of(3, minor));
  }

  static Report.SetupReport report(String rule, Setup setup) {
    JudgeSettings settings =
        new JudgeSettings(ExampleSetup.NOW, JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    return new Linter(
            BuiltInRules.load().usualRules().stream().filter(one -> one.id().equals(rule)).toList(),
            settings)
        .lint(setup);
  }
}
