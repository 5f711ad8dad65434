package io.github.posttlslint.cli;

import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code explain}: what a rule means. */
final class ExplainCommand {

  private ExplainCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    if (arguments.paths().isEmpty()) {
      throw new UsageException("explain needs the id of a rule; 'rules' lists them");
    }
    RuleChoice rules = RuleChoice.of(new Configurations(arguments, terminal).of(terminal.current()));
    for (String id : arguments.paths()) {
      Rule rule = rules.find(id);
      if (rule == null) {
        List<String> ids = new ArrayList<>();
        rules.rules().forEach(one -> ids.add(one.id()));
        throw new UsageException("no rule '" + id + "'" + DidYouMean.among(id, ids));
      }
      explain(rule, rules.text(rule), terminal.out());
    }
    return ExitStatus.CLEAN;
  }

  private static void explain(Rule rule, RuleText text, Writer out) throws IOException {
    out.write(rule.id() + " (" + rule.severity().label() + "): " + rule.title() + "\n\n");
    out.write(text.why() + "\n\nHow to mend it\n\n" + text.mend() + "\n");
    for (RuleText.Example example : text.examples()) {
      String title = example.title() == null ? "" : ": " + example.title();
      out.write("\n" + (example.bad() ? "Bad" : "Good") + title + "\n\n");
      for (Map.Entry<String, Object> file : example.files().entrySet()) {
        out.write("    # " + file.getKey() + "\n");
        for (String line : file.getValue().toString().lines().toList()) {
          out.write("    " + line + "\n");
        }
      }
    }
    if (!text.references().isEmpty()) {
      out.write("\nReferences\n\n");
    }
    for (RuleText.Reference reference : text.references()) {
      out.write("- " + reference.text());
      out.write((reference.url() == null ? "" : " <" + reference.url() + ">") + "\n");
    }
  }
}
