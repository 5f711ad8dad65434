package io.github.posttlslint.run.rule;

import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.postfix.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks the examples of a rule file, and what its evidence says of them. */
final class ExampleChecker {

  private static final List<String> KEYS = RuleForm.exampleKeys();

  private final RuleFaults faults;
  private final List<String> titles = new ArrayList<>();

  private ExampleChecker(RuleFaults faults) {
    this.faults = faults;
  }

  /**
   * Checks them.
   *
   * @param root the file, with the form of a rule
   * @param faults is told what is wrong
   */
  static void check(YamlNode root, RuleFaults faults) {
    ExampleChecker checker = new ExampleChecker(faults);
    YamlNode examples = root.get("examples");
    if (examples != null) {
      examples.itemsOf("bad").forEach(checker::example);
      examples.itemsOf("good").forEach(checker::example);
    }
    checker.evidence(root.get("evidence"));
  }

  private void example(YamlNode example) {
    titles.add(String.valueOf(example.textOf("title")));
    for (Map.Entry<String, YamlNode.Entry> file : example.entries().entrySet()) {
      String name = file.getKey();
      String fault = KEYS.contains(name) ? null : fault(name);
      if (fault != null) {
        faults.add(file.getValue().line(), file.getValue().column(), fault);
      }
    }
  }

  /** Every other key is the name of a file, so that a slip would go unseen. */
  private static @Nullable String fault(String name) {
    String near = Nearest.word(name, KEYS);
    if (near != null) {
      return YamlWords.key(name) + " would be a file; did you mean '" + near + "'?";
    }
    return ("/" + name + "/").contains("/../")
        ? "a file's name does not lead upwards: it is below /etc/postfix, or absolute"
        : null;
  }

  private void evidence(@Nullable YamlNode evidence) {
    if (evidence == null) {
      return;
    }
    for (YamlNode pattern : evidence.itemsOf("sees")) {
      try {
        Pattern.compile(pattern.text());
      } catch (PatternSyntaxException e) {
        faults.add(pattern, "no pattern: " + e.getDescription());
      }
    }
    for (YamlNode title : evidence.itemsOf("except")) {
      if (!titles.contains(title.text())) {
        faults.add(title, "no example has this title");
      }
    }
  }
}
