package io.github.posttlslint.cli;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.ExampleCheck;
import io.github.posttlslint.run.OwnRules;
import io.github.posttlslint.run.RuleChoice;
import io.github.posttlslint.run.Settings;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.UsageException;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code selftest}: runs the examples inside rule files. */
final class SelftestCommand {

  private final Terminal terminal;
  private final ExampleCheck check;
  private int examples;
  private int failures;

  private SelftestCommand(Terminal terminal, List<Rule> all) {
    this.terminal = terminal;
    this.check = new ExampleCheck(Parameters.load(), all);
  }

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    Settings settings =
        new Configurations(arguments, terminal).of(terminal.current(), terminal.current());
    RuleChoice known = RuleChoice.all(settings);
    List<Given> paths = new ArrayList<>();
    for (String path : arguments.paths()) {
      paths.add(new Given(path, path, terminal.current(), true));
    }
    RuleCatalog tested =
        paths.isEmpty() ? known : OwnRules.read(paths, terminal.gate(), known.builtIn());
    Map<String, Rule> all = new TreeMap<>();
    known.rules().forEach(rule -> all.put(rule.id(), rule));
    tested.rules().forEach(rule -> all.put(rule.id(), rule));
    SelftestCommand command = new SelftestCommand(terminal, new ArrayList<>(all.values()));
    for (Rule rule : tested.rules()) {
      command.test(rule, tested.text(rule).examples());
    }
    terminal.out().write(command.sentence(tested.rules().size()));
    return command.failures == 0 ? ExitStatus.CLEAN : ExitStatus.FINDINGS;
  }

  private void test(Rule rule, List<Example> all) throws IOException {
    Writer out = terminal.out();
    Map<Boolean, Integer> numbers = new HashMap<>();
    boolean hasBad = false;
    boolean hasGood = false;
    for (Example example : all) {
      examples++;
      hasBad |= example.bad();
      hasGood |= !example.bad();
      int number = numbers.merge(example.bad(), 1, Integer::sum);
      for (String complaint : check.complaints(rule, example)) {
        failures++;
        String title = example.title() == null ? "" : " (" + example.title() + ")";
        String kind = example.bad() ? " bad example " : " good example ";
        out.write(Characters.name(rule.id() + kind + number + title + ": " + complaint) + "\n");
      }
    }
    if (!hasBad || !hasGood) {
      failures++;
      out.write(rule.id() + ": expected bad and good examples\n");
    }
  }

  private String sentence(int rules) {
    String counted =
        examples
            + (examples == 1 ? " example of " : " examples of ")
            + rules
            + (rules == 1 ? " rule" : " rules");
    return failures == 0
        ? counted + ": as the rule files say\n"
        : counted + ": " + failures + (failures == 1 ? " failure\n" : " failures\n");
  }
}
