package io.github.posttlslint.run.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Finding.Related;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.testkit.RuleExamples;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No sentence that people read has a hole where a placeholder stood for nothing. */
@Slow
class WholeSentencesTest {

  /** Two blanks, a blank before a stop or comma, or a verb that lacks what it is about. */
  private static final Pattern HOLE =
      Pattern.compile("\\S  +\\S| [.,;:!?)](\\s|$)|\\( |\\(\\)|^ |(?i)\\bwrite[.,]( |$)");

  /** What a rule quotes may look like anything. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private static void look(String where, String text, Set<String> holes) {
    Matcher hole = HOLE.matcher(QUOTED.matcher(text).replaceAll("x"));
    if (hole.find()) {
      holes.add(where + ": " + text);
    }
  }

  @Test
  void messagesAndFixesOfAllExamplesAreWhole() throws IOException {
    RuleExamples examples = RuleExamples.read();
    Parameters parameters = Parameters.load();
    Set<String> holes = new TreeSet<>();
    for (RuleExamples.Named one : examples.chosen()) {
      ExampleSetup files = new ExampleSetup(one.example(), parameters);
      Linter linter = new Linter(List.of(one.rule()), files.settings());
      for (Finding finding : linter.lint(files.build()).findings()) {
        texts(finding).forEach(text -> look(one.name(), text, holes));
      }
    }
    assertThat(holes).isEmpty();
  }

  private static List<String> texts(Finding finding) {
    List<String> texts = new ArrayList<>(List.of(finding.message()));
    for (Related related : finding.related()) {
      texts.add(related.message());
    }
    if (finding.fix() != null) {
      texts.add(finding.fix().description());
    }
    return texts;
  }

  @Test
  void whyAndMendOfAllRulesAreWhole() {
    BuiltInRules rules = BuiltInRules.load();
    Set<String> holes = new TreeSet<>();
    for (Rule rule : rules.rules()) {
      RuleText text = rules.text(rule);
      look(rule.id() + " mend", text.mend(), holes);
      look(rule.id() + " why", text.why(), holes);
    }
    assertThat(holes).isEmpty();
  }
}
