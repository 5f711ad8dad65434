package io.github.posttlslint.cli;

import io.github.posttlslint.report.RuleListWriter;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.RuleChoice;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;

/** {@code rules}: lists the rules. */
final class RulesCommand {

  private RulesCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    RuleChoice rules =
        RuleChoice.all(
            new Configurations(arguments, terminal).of(terminal.current(), terminal.current()));
    RuleListWriter writer = new RuleListWriter(rules);
    String format = arguments.value("format");
    switch (format == null ? "text" : format) {
      case "text" -> writer.writeText(terminal.out());
      case "json" -> writer.writeJson(terminal.out());
      case "markdown" -> writer.writeMarkdown(terminal.out());
      default ->
          throw new UsageException("--format " + format + ": rules has text, json and markdown");
    }
    return ExitStatus.CLEAN;
  }
}
