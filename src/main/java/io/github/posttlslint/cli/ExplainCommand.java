package io.github.posttlslint.cli;

import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.Configurations;
import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.RuleChoice;
import io.github.posttlslint.run.UsageException;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code explain}: what a rule means, which rules are in a group, what Postfix makes of a
 * parameter, or what rules can ask of a kind of things.
 */
public final class ExplainCommand {

  private ExplainCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    if (arguments.paths().isEmpty()) {
      throw new UsageException(
          "explain needs the id of a rule, a parameter of Postfix, or a kind of things; 'rules'"
              + " lists the rules");
    }
    RuleChoice rules =
        RuleChoice.all(
            new Configurations(arguments, terminal).of(terminal.current(), terminal.current()));
    String gap = "";
    for (String id : arguments.paths()) {
      terminal.out().write(gap);
      gap = "\n";
      Rule rule = find(id, rules);
      List<String> now = FormerRules.now(id);
      if (rule != null) {
        explain(rule, rules.text(rule), terminal.out());
      } else if (now != null) {
        terminal.note(FormerRules.told(id, now));
        explainAll(now, rules, terminal.out());
      } else {
        explain(id, rules, terminal.out());
      }
    }
    return ExitStatus.CLEAN;
  }

  private static @Nullable Rule find(String id, RuleChoice rules) {
    Rule rule = rules.find(id);
    return rule == null ? rules.find(id.toLowerCase(Locale.ROOT)) : rule;
  }

  private static void explainAll(List<String> ids, RuleChoice rules, Writer out)
      throws IOException {
    String gap = "";
    for (String id : ids) {
      Rule rule = rules.find(id);
      if (rule != null) {
        out.write(gap);
        explain(rule, rules.text(rule), out);
        gap = "\n";
      }
    }
  }

  private static void explain(String name, RuleChoice rules, Writer out)
      throws UsageException, IOException {
    Parameters parameters = Parameters.load();
    Parameter parameter = parameters.find(name);
    Kind<?> kind = parameter == null ? Kinds.find(name) : null;
    List<Rule> group = group(name.toLowerCase(Locale.ROOT), rules);
    if (parameter != null) {
      new ParameterText(parameter).write(rules.rules(), out);
    } else if (kind != null) {
      new KindText(kind, out).write(rules.rules());
    } else if (!group.isEmpty()) {
      out.write(name + ": a group of " + group.size() + " rules\n\n");
      for (Rule rule : group) {
        out.write(
            "  "
                + rule.id()
                + " ("
                + severity(rule)
                + "): "
                + Characters.name(rule.title())
                + "\n");
      }
    } else {
      refuseFact(name);
      List<String> known = new ArrayList<>();
      rules.rules().forEach(one -> known.add(one.id()));
      known.addAll(parameters.all());
      known.addAll(Kinds.names());
      rules.rules().forEach(one -> known.add(one.group()));
      String meant = DidYouMean.among(name.toLowerCase(Locale.ROOT), known);
      throw new UsageException(
          "no rule, parameter or kind '"
              + name
              + "'"
              + (meant.isEmpty() ? "; 'posttls-lint rules' lists the rules" : meant));
    }
  }

  private static List<Rule> group(String name, RuleChoice rules) {
    return rules.rules().stream().filter(rule -> rule.group().equals(name)).toList();
  }

  private static void refuseFact(String name) throws UsageException {
    List<String> having = new ArrayList<>();
    for (String kind : Kinds.names()) {
      Kind<?> table = Objects.requireNonNull(Kinds.find(kind));
      if (table.facts().contains(table.definition(name))) {
        having.add(kind);
      }
    }
    if (!having.isEmpty()) {
      throw new UsageException(
          "'" + name + "' is a fact, see 'explain " + String.join("', 'explain ", having) + "'");
    }
  }

  private static void explain(Rule rule, RuleText text, Writer out) throws IOException {
    out.write(rule.id() + " (" + severity(rule) + "): " + Characters.name(rule.title()) + "\n\n");
    out.write(text.why() + "\n\nHow to fix it\n\n" + text.mend() + "\n");
    if (rule.suppressible()) {
      out.write("\nTo leave it as it is, write above it: " + rule.ignoring() + "\n");
    }
    for (RuleText.Example example : text.examples()) {
      new ExampleText(example).write(out);
    }
    if (!text.references().isEmpty()) {
      out.write("\nReferences\n\n");
    }
    for (RuleText.Reference reference : text.references()) {
      out.write("- " + Characters.name(reference.text()));
      out.write(
          (reference.url() == null ? "" : " <" + Characters.name(reference.url()) + ">") + "\n");
    }
  }

  /** How much the findings of a rule matter, and what some of them do. */
  public static String severity(Rule rule) {
    Rule.Milder milder = rule.milder();
    String usual = rule.severity().label();
    return milder == null ? usual : usual + ", sometimes " + milder.severity().label();
  }
}
