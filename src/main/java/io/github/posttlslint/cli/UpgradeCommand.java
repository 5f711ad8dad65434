package io.github.posttlslint.cli;

import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.OpenSslReleases;
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
import org.jspecify.annotations.Nullable;

/** {@code upgrade}: what a setup meets in another release of Postfix. */
final class UpgradeCommand {

  private static final String OPENSSL = "openssl-version";

  private UpgradeCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    boolean json = arguments.wantsJson("upgrade");
    Settings given = Settings.of(arguments, terminal);
    PostfixVersion from = SetupOptions.version(given.given("from"));
    PostfixVersion to = SetupOptions.version(given.given("to"));
    if (to == null) {
      throw new UsageException("upgrade needs --to X.Y; --to is missing");
    }
    OpenSslReleases openSsl = SetupOptions.openSsl(given.given(OPENSSL));
    Arguments reading = arguments.without(OPENSSL);
    SetupReader reader = new SetupReader(reading, new Configurations(reading, terminal), terminal);
    UpgradeFinder finder = finder(to, openSsl, arguments.has("all"));
    List<Upgrade> upgrades = new ArrayList<>();
    List<String> untold = new ArrayList<>();
    for (Setup setup : reader.read(arguments.paths())) {
      Platform left = left(setup.platform(), from, openSsl);
      if (left.isTold()) {
        upgrades.add(finder.find(setup.on(left)));
      } else {
        untold.add(
            setup.directory() + ": --from is missing, and nothing tells the release of Postfix");
      }
    }
    if (upgrades.isEmpty() && !untold.isEmpty()) {
      throw new UsageException(untold);
    }
    untold.forEach(terminal::say);
    reader.problems().forEach(problem -> terminal.say(SetupReader.text(problem)));
    if (json) {
      new UpgradeJsonWriter().write(upgrades, terminal.out());
    } else {
      new UpgradeTextWriter().write(upgrades, terminal.out());
    }
    return untold.isEmpty() && reader.problems().isEmpty()
        ? ExitStatus.CLEAN
        : ExitStatus.INCOMPLETE;
  }

  /**
   * What a setup runs on now. An OpenSSL that is named, for afterwards, is taken for that of now as
   * well where nothing tells that one.
   */
  private static Platform left(
      Platform found, @Nullable PostfixVersion from, @Nullable OpenSslReleases openSsl) {
    Platform left = from == null ? found : found.named(from);
    return openSsl != null && left.openSsl().equals(OpenSslReleases.ANY)
        ? left.with(openSsl)
        : left;
  }

  private static UpgradeFinder finder(
      PostfixVersion to, @Nullable OpenSslReleases openSsl, boolean all) {
    JudgeSettings settings =
        new JudgeSettings(Instant.now(), JudgeSettings.DEFAULT_EXPIRY_DAYS, List.of());
    Linter linter = new Linter(BuiltInRules.load().usualRules(), settings);
    return new UpgradeFinder(Parameters.load(), to, openSsl, all, linter);
  }
}
