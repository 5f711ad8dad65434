package io.github.posttlslint.cli;

import io.github.posttlslint.kinds.Things;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.dns.PromisedName;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.report.RouteQuestion;
import io.github.posttlslint.report.RouteTextWriter;
import io.github.posttlslint.report.ShowJsonWriter;
import io.github.posttlslint.report.ShowTextWriter;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.Judge;
import io.github.posttlslint.run.SetupReader;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code show}: the effective values of every service. */
final class ShowCommand {

  private ShowCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    boolean json = arguments.wantsJson("show");
    RouteQuestion question = question(arguments);
    SetupReader reader =
        new SetupReader(arguments, new Configurations(arguments, terminal), terminal);
    List<Setup> setups = reader.read(arguments.paths());
    if (json) {
      new ShowJsonWriter(arguments.has("all"), promises(setups, reader), question)
          .write(setups, terminal.out());
    } else if (question != null) {
      new RouteTextWriter(question).write(setups, terminal.out());
    } else {
      new ShowTextWriter(arguments.has("all"), promises(setups, reader))
          .write(setups, terminal.out());
    }
    reader.problems().forEach(problem -> terminal.say(SetupReader.text(problem)));
    return reader.problems().isEmpty() ? ExitStatus.CLEAN : ExitStatus.INCOMPLETE;
  }

  private static Map<Setup, List<PromisedName>> promises(List<Setup> setups, SetupReader reader)
      throws UsageException {
    Map<Setup, List<PromisedName>> all = new HashMap<>();
    for (Setup setup : setups) {
      JudgeSettings settings = Judge.settings(reader.settings(setup));
      if (settings.promises() != null) {
        all.put(setup, PromisedName.all(new Things(setup, settings).mailHosts()));
      }
    }
    return all;
  }

  private static @Nullable RouteQuestion question(Arguments arguments) throws UsageException {
    String recipient = arguments.value("route");
    String sender = arguments.value("from");
    if (recipient == null && sender != null) {
      throw new UsageException("--from SENDER is for --route ADDRESS, which is missing");
    }
    if (recipient != null && recipient.isBlank()) {
      throw new UsageException("--route needs an address");
    }
    return recipient == null
        ? null
        : new RouteQuestion(
            withoutBrackets(recipient), sender == null ? null : withoutBrackets(sender));
  }

  /** Logs have addresses in angle brackets. */
  private static String withoutBrackets(String address) {
    return address.startsWith("<") && address.endsWith(">")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}
