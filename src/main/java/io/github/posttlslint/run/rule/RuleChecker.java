package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.language.ExpressionChecker;
import io.github.posttlslint.language.ExpressionParser;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.language.ParameterNames;
import io.github.posttlslint.language.ParsedExpression;
import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.RuleNames;
import io.github.posttlslint.language.Suggestion;
import io.github.posttlslint.language.SyntaxException;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.language.TextFaults;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a rule file says, whose form is known to be right: that its kind, facts, anchors and
 * parameters are there, and that its conditions compare what can be compared. So no rule fails
 * while setups are judged.
 */
final class RuleChecker {

  /** What {@code fix.replace} takes besides anchors. */
  private static final List<String> PLACES_OF_SETTINGS =
      List.of("option", "$parameter.beside", "services");

  private final YamlNode root;
  private final RuleFaults faults;
  private final ParameterNames parameters;
  private final RuleNames names;

  /** Whether there is a text that could not be read, so that not all its names are known. */
  private boolean isUnreadable;

  private RuleChecker(Parameters parameters, YamlNode root, RuleFaults faults) {
    this.root = root;
    this.faults = faults;
    this.parameters = new ParameterNames(parameters, root.textsOf("own-parameters"));
    this.names = new RuleNames(kind(root.get("judges")), this.parameters);
  }

  /**
   * Checks a rule.
   *
   * @param root the file, with the form of a rule
   * @param faults is told what is wrong
   */
  static void check(Parameters parameters, YamlNode root, RuleFaults faults) {
    new RuleChecker(parameters, root, faults).check();
  }

  private @Nullable Kind<?> kind(@Nullable YamlNode judges) {
    String name = judges == null ? "" : judges.text();
    if (judges != null && judges.isText() && !Kinds.names().contains(name)) {
      faults.add(
          judges,
          "no kind " + YamlWords.key(name) + " of things" + Suggestion.of(name, Kinds.names()));
    }
    return Kinds.find(name);
  }

  private void check() {
    condition(root.get("when"));
    template(root.get("message"));
    YamlNode help = root.get("help");
    if (help != null && help.isText()) {
      template(help);
    } else if (help != null) {
      help.items().forEach(this::template);
    }
    anchors(root.itemsOf("at"), List.of());
    YamlNode related = root.get("related");
    for (YamlNode place : related == null ? List.<YamlNode>of() : related.items()) {
      anchors(place.itemsOf("at"), List.of());
      template(place.get("message"));
    }
    YamlNode fix = root.get("fix");
    if (fix != null) {
      fix(fix);
    }
    YamlNode milder = root.get("milder");
    if (milder != null) {
      milder(milder);
    }
    releases();
    own();
    ExampleChecker.check(root, faults);
  }

  private TextFaults at(YamlNode scalar) {
    return new TextFaults(faults, scalar, 0);
  }

  private void condition(@Nullable YamlNode when) {
    if (when == null || when.text().isBlank() || when.text().length() > Limits.CONDITION) {
      return;
    }
    try {
      ParsedExpression text = ExpressionParser.parse(when.text());
      ExpressionChecker.check(names, Kinds.find("service"), text, at(when));
    } catch (SyntaxException e) {
      unreadable(when, e);
    }
  }

  private void template(@Nullable YamlNode text) {
    if (text == null || !text.isText()) {
      return;
    }
    try {
      List<Template.Placeholder> placeholders = Template.placeholders(text.text());
      if (placeholders.size() > Limits.RULE_LIST) {
        faults.add(text, "more than " + Limits.RULE_LIST + " placeholders");
        return;
      }
      for (Template.Placeholder one : placeholders) {
        names.placeholder(one.name(), at(text).from(one.offset()));
      }
    } catch (SyntaxException e) {
      unreadable(text, e);
    }
  }

  private void unreadable(YamlNode text, SyntaxException e) {
    isUnreadable = true;
    at(text).add(e.offset(), String.valueOf(e.getMessage()));
  }

  private void anchors(List<YamlNode> anchors, List<String> more) {
    for (YamlNode anchor : anchors) {
      if (anchor.isText()) {
        names.anchor(anchor.text(), more, at(anchor));
      }
    }
  }

  private void fix(YamlNode fix) {
    template(fix.get("description"));
    template(fix.get("with"));
    template(fix.get("word"));
    YamlNode replace = fix.get("replace");
    YamlNode with = fix.get("with");
    if ((replace == null) != (with == null)) {
      faults.add(fix, "'replace' and 'with' go together");
    }
    YamlNode remove = fix.get("remove");
    if (remove != null && replace != null) {
      faults.add(remove, "expected one of 'replace' and 'remove'");
    }
    boolean whole = fix.textsOf("replace").stream().anyMatch(RuleChecker::isWhole);
    if (fix.get("word") != null && (whole || (replace == null && remove == null))) {
      faults.add(fix, "'word' needs the anchor of a text, in 'replace' or 'remove'");
    }
    anchors(fix.itemsOf("remove"), List.of());
    anchors(fix.itemsOf("replace"), PLACES_OF_SETTINGS);
    if (with != null && fix.textsOf("replace").stream().anyMatch(RuleChecker::isForSetting)) {
      setting(with);
    }
  }

  private void milder(YamlNode milder) {
    condition(milder.get("when"));
    YamlNode severity = milder.get("severity");
    Severity less = severity == null ? null : Severity.of(severity.text());
    Severity usual = Severity.of(String.valueOf(root.textOf("severity")));
    if (severity != null && less != null && usual != null && less.compareTo(usual) >= 0) {
      faults.add(severity, less.label() + " is not milder than " + usual.label());
    }
  }

  private void releases() {
    YamlNode until = root.get("until");
    PostfixVersion first = PostfixVersion.parse(String.valueOf(root.textOf("since")));
    PostfixVersion last = until == null ? null : PostfixVersion.parse(until.text());
    if (until != null && first != null && last != null && first.compareTo(last) > 0) {
      faults.add(until, "until " + last + " is before since " + first + ": the rule is for none");
    }
  }

  private static boolean isWhole(String anchor) {
    return isForSetting(anchor) || anchor.equals("services");
  }

  private static boolean isForSetting(String anchor) {
    return anchor.equals("option") || anchor.endsWith(".beside");
  }

  /** What goes in as a whole setting. */
  private void setting(YamlNode with) {
    int sign = with.text().indexOf(" = ");
    String name = sign < 0 ? "" : with.text().substring(0, sign);
    if (sign < 0) {
      faults.add(with, "'with' is a whole setting here: name = value");
    } else if (!name.contains("{")) {
      String fault = parameters.fault(name);
      if (fault != null) {
        faults.add(with, fault);
      }
    }
  }

  private void own() {
    List<String> unused = parameters.unused();
    for (YamlNode name : root.itemsOf("own-parameters")) {
      if (parameters.isOfPostfix(name.text())) {
        faults.add(name, "Postfix itself has the parameter " + name.text() + "; leave it out here");
      } else if (!isUnreadable && unused.contains(name.text())) {
        faults.add(name, "the rule does not use the parameter " + YamlWords.key(name.text()));
      }
    }
  }
}
