package io.github.posttlslint.run;

import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/** Holds the examples of a rule file against what the rules say of them. */
public final class ExampleCheck {

  private final Parameters parameters;
  private final List<Rule> rules;

  /**
   * Makes a check.
   *
   * @param rules all rules: a good example may have no error of any of them
   */
  public ExampleCheck(Parameters parameters, List<Rule> rules) {
    this.parameters = parameters;
    this.rules = List.copyOf(rules);
  }

  /**
   * Judges an example of a rule.
   *
   * @return what is not as the rule file says, sentences; empty if all is
   */
  public List<String> complaints(Rule rule, Example example) {
    List<Finding> findings;
    List<String> unmended = new ArrayList<>();
    try {
      ExampleSetup files = new ExampleSetup(example, parameters);
      Setup setup = files.build();
      Linter linter = new Linter(judgedWith(rule), files.settings());
      findings = linter.judge(setup).findings();
      for (Finding finding : findings) {
        if (finding.rule().id().equals(rule.id())
            && isFixable(finding)
            && !Fixer.mends(linter, setup, finding)) {
          unmended.add("the finding at " + finding.span() + " is still there after its fix");
        }
      }
    } catch (RuleException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    List<String> own = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (Finding finding : findings) {
      String place = finding.span().file() + ":" + finding.span().startLine();
      if (finding.rule().id().equals(rule.id())) {
        own.add(place);
      } else if (finding.severity() == Severity.ERROR && !isOfExtract(finding)) {
        errors.add(place + ": " + finding.rule().id() + ": " + finding.message());
      }
    }
    List<String> complaints = example.bad() ? ofBad(example.expect(), own) : ofGood(own, errors);
    complaints.addAll(unmended);
    return complaints;
  }

  private static boolean isFixable(Finding finding) {
    return finding.fix() != null && !finding.fix().isOnlyDescribed();
  }

  /** An example is an extract; no error of it is that it leaves out the compatibility level. */
  private static boolean isOfExtract(Finding finding) {
    return finding.rule().id().equals("compat-relay-restrictions");
  }

  private static List<String> ofBad(List<String> expected, List<String> own) {
    List<String> complaints = new ArrayList<>();
    if (own.isEmpty()) {
      complaints.add("expected a finding; there is none");
    }
    for (String place : own.isEmpty() ? List.<String>of() : expected) {
      if (!own.contains(place)) {
        complaints.add("expected a finding at " + place + "; found " + String.join(", ", own));
      }
    }
    return complaints;
  }

  private static List<String> ofGood(List<String> own, List<String> errors) {
    List<String> complaints = new ArrayList<>();
    if (!own.isEmpty()) {
      complaints.add("expected no finding; found " + String.join(", ", own));
    }
    for (String error : errors) {
      complaints.add("another rule reports an error in this good example: " + error);
    }
    return complaints;
  }

  /**
   * What is right may break the rules of a profile that was not asked for; and the rule shows what
   * it finds itself, whatever others say of the cause.
   */
  private List<Rule> judgedWith(Rule rule) {
    List<Rule> judged = new ArrayList<>();
    for (Rule one : rules) {
      if (one.id().equals(rule.id())) {
        judged.add(rule.unyielding());
      } else if (one.profile() == null) {
        judged.add(one);
      }
    }
    return judged;
  }
}
