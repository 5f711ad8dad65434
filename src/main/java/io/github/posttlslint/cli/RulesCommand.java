package io.github.posttlslint.cli;

import io.github.posttlslint.rule.Rule;
import java.io.IOException;
import java.io.Writer;

/** {@code rules}: lists the rules. */
final class RulesCommand {

  private RulesCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    RuleChoice rules = RuleChoice.of(new Configurations(arguments, terminal).of(terminal.current()));
    Writer out = terminal.out();
    int widest = 0;
    for (Rule rule : rules.rules()) {
      widest = Math.max(widest, rule.id().length());
    }
    for (Rule rule : rules.rules()) {
      String gap = " ".repeat(widest - rule.id().length() + 2);
      String severity = rule.severity().label();
      out.write(
          rule.id() + gap + severity + " ".repeat(9 - severity.length()) + rule.title() + "\n");
    }
    return ExitStatus.CLEAN;
  }
}
