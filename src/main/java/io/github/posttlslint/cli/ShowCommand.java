package io.github.posttlslint.cli;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.report.ShowJsonWriter;
import io.github.posttlslint.report.ShowTextWriter;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.util.List;

/** {@code show}: the effective values of every service. */
final class ShowCommand {

  private ShowCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    boolean json = arguments.wantsJson("show");
    SetupReader reader =
        new SetupReader(arguments, new Configurations(arguments, terminal), terminal);
    List<Setup> setups = reader.read(arguments.paths());
    if (json) {
      new ShowJsonWriter(arguments.has("all")).write(setups, terminal.out());
    } else {
      new ShowTextWriter(arguments.has("all")).write(setups, terminal.out());
    }
    reader.problems().forEach(problem -> terminal.say(SetupReader.text(problem)));
    return reader.problems().isEmpty() ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }
}
