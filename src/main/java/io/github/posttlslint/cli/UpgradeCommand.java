package io.github.posttlslint.cli;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.report.UpgradeJsonWriter;
import io.github.posttlslint.report.UpgradeTextWriter;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.Settings;
import io.github.posttlslint.run.SetupOptions;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.UpgradeFinder;
import io.github.posttlslint.run.UsageException;
import io.github.posttlslint.run.rule.BuiltInRules;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code upgrade}: what a setup meets in another release of Postfix. */
final class UpgradeCommand {

  private UpgradeCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    boolean json = arguments.wantsJson("upgrade");
    PostfixVersion from = release("from", arguments, terminal);
    PostfixVersion to = release("to", arguments, terminal);
    JudgeSettings settings =
        new JudgeSettings(Instant.now(), JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    Linter linter = new Linter(BuiltInRules.load().usualRules(), settings);
    UpgradeFinder finder =
        new UpgradeFinder(Parameters.load(), from, to, arguments.has("all"), linter);
    SetupReader reader =
        new SetupReader(arguments, new Configurations(arguments, terminal), terminal);
    List<Upgrade> upgrades = new ArrayList<>();
    for (Setup setup : reader.read(arguments.paths())) {
      upgrades.add(finder.find(setup));
    }
    reader.problems().forEach(problem -> terminal.say(SetupReader.text(problem)));
    if (json) {
      new UpgradeJsonWriter().write(upgrades, terminal.out());
    } else {
      new UpgradeTextWriter().write(upgrades, terminal.out());
    }
    return reader.problems().isEmpty() ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }

  private static PostfixVersion release(String option, Arguments arguments, Terminal terminal)
      throws UsageException {
    PostfixVersion version = SetupOptions.version(Settings.of(arguments, terminal).given(option));
    if (version == null) {
      throw new UsageException(
          "upgrade needs --from X.Y and --to X.Y; --" + option + " is missing");
    }
    return version;
  }
}
