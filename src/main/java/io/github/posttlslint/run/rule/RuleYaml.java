package io.github.posttlslint.run.rule;

import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.ExpressionParser;
import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.SyntaxException;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.RuleText.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one rule file: its form, see {@link RuleForm}, what it names, see {@link RuleChecker}, and
 * then the rule.
 */
public final class RuleYaml {

  /** Of these, a file has at least one if it is meant to be a rule. */
  private static final List<String> TELLING = List.of("id", "judges", "when", "message");

  private final Parameters parameters;

  /** Reads rules about these parameters. */
  public RuleYaml(Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * A rule with its explanation.
   *
   * @param yields where the file names the rules that it yields to
   */
  public record Loaded(Rule rule, RuleText text, List<YamlNode> yields) {}

  /**
   * Reads a rule file.
   *
   * @param group the folder it lies in
   * @param name the file's name without ending, which the id must repeat
   * @throws RuleException with line and column of all that is wrong with it
   */
  public Loaded read(String group, String name, String yaml) {
    RuleFaults faults = new RuleFaults(yaml);
    YamlNode root = YamlReader.read(yaml, faults);
    if (root == null && faults.isEmpty()) {
      faults.add(1, 1, "expected a mapping with the keys of a rule");
    }
    if (root != null) {
      check(root, name, faults);
    }
    if (root == null || !faults.isEmpty()) {
      throw new RuleException(faults.lines());
    }
    try {
      return new Loaded(rule(group, root), ruleText(root), winners(root));
    } catch (SyntaxException e) {
      throw new IllegalStateException(e); // it was checked
    }
  }

  private void check(YamlNode root, String name, RuleFaults faults) {
    boolean isRule = false;
    for (String key : TELLING) {
      isRule |= root.get(key) != null;
    }
    if (!isRule) {
      faults.add(root, "expected a mapping with the keys of a rule, such as id, judges and when");
      return;
    }
    RuleForm.RULE.check(root, "the file", faults);
    YamlNode id = root.get("id");
    if (id != null && id.isText() && !id.text().equals(name)) {
      faults.add(id, "id " + YamlWords.key(id.text()) + " is not the file's name '" + name + "'");
    }
    RuleChecker.check(parameters, root, faults);
  }

  private static Rule rule(String group, YamlNode root) throws SyntaxException {
    List<Rule.RelatedPlace> related = new ArrayList<>();
    for (YamlNode place : root.itemsOf("related")) {
      related.add(new Rule.RelatedPlace(text(place, "at"), Template.parse(text(place, "message"))));
    }
    return new Rule(
        text(root, "id"),
        group,
        severity(root),
        text(root, "title"),
        text(root, "judges"),
        release(root, "since"),
        release(root, "until"),
        condition(root),
        Template.parse(text(root, "message")),
        help(root),
        root.textsOf("at"),
        related,
        fix(root.get("fix")),
        milder(root.get("milder")),
        !text(root, "suppressible").equals("false"),
        root.textsOf("not-with"),
        yields(root));
  }

  /** The ids of the rules to yield to. */
  private static List<YamlNode> winners(YamlNode root) {
    List<YamlNode> ids = new ArrayList<>();
    for (YamlNode one : root.itemsOf("yields-to")) {
      ids.add(Objects.requireNonNullElse(one.get("rule"), one));
    }
    return ids;
  }

  private static List<Rule.Yield> yields(YamlNode root) {
    List<Rule.Yield> yields = new ArrayList<>();
    for (YamlNode one : root.itemsOf("yields-to")) {
      SameCause same = SameCause.of(text(one, "same"));
      yields.add(
          same == null
              ? new Rule.Yield(one.text(), SameCause.PLACE)
              : new Rule.Yield(text(one, "rule"), same));
    }
    return yields;
  }

  /** Those of the file, and the first sentence of {@code mend} where all of them can have holes. */
  private static List<Template> help(YamlNode root) {
    List<Template> help = new ArrayList<>();
    for (String text : root.textsOf("help")) {
      help.add(Template.parse(text));
    }
    if (help.isEmpty() || !help.get(help.size() - 1).placeholders().isEmpty()) {
      help.add(new Template(List.of(RuleText.firstSentence(text(root, "mend")))));
    }
    return help;
  }

  private static Severity severity(YamlNode node) {
    return Objects.requireNonNull(Severity.of(text(node, "severity")));
  }

  private static Expression condition(YamlNode node) throws SyntaxException {
    return ExpressionParser.parse(text(node, "when")).root();
  }

  private static Rule.@Nullable Milder milder(@Nullable YamlNode milder) throws SyntaxException {
    return milder == null ? null : new Rule.Milder(severity(milder), condition(milder));
  }

  private static Rule.@Nullable FixRecipe fix(@Nullable YamlNode fix) {
    if (fix == null) {
      return null;
    }
    String words = fix.textOf("word");
    List<String> removed = fix.textsOf("remove");
    List<String> anchors = removed.isEmpty() ? fix.textsOf("replace") : removed;
    String with = text(fix, "with").isBlank() ? "" : text(fix, "with");
    return new Rule.FixRecipe(
        text(fix, "safe").equals("true"),
        Template.parse(text(fix, "description")),
        anchors,
        words == null ? null : Template.parse(words),
        removed.isEmpty() && !anchors.isEmpty() ? Template.parse(with) : null);
  }

  private static RuleText ruleText(YamlNode root) {
    List<Reference> references = new ArrayList<>();
    for (YamlNode reference : root.itemsOf("references")) {
      references.add(
          reference.form() == YamlNode.Form.TEXT
              ? new Reference(reference.text(), null)
              : new Reference(text(reference, "text"), text(reference, "url")));
    }
    List<Example> examples = new ArrayList<>();
    YamlNode all = root.get("examples");
    for (String kind : List.of("bad", "good")) {
      for (YamlNode example : all == null ? List.<YamlNode>of() : all.itemsOf(kind)) {
        examples.add(example(kind.equals("bad"), example));
      }
    }
    return new RuleText(
        text(root, "why").strip(),
        text(root, "mend").strip(),
        references,
        root.textsOf("tags"),
        examples);
  }

  private static Example example(boolean bad, YamlNode node) {
    List<String> keys = RuleForm.exampleKeys();
    Map<String, Object> files = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                files.put(key, plain(entry.value()));
              }
            });
    YamlNode given = node.get("options");
    if (given != null) {
      given.entries().forEach((key, entry) -> options.put(key, entry.value().text()));
    }
    return new Example(
        bad, node.textOf("title"), node.textOf("release"), node.textsOf("expect"), options, files);
  }

  private static Object plain(YamlNode node) {
    return switch (node.form()) {
      case MAPPING -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
        yield map;
      }
      case LIST -> {
        List<Object> list = new ArrayList<>();
        node.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case TRUTH -> node.text().equals("true");
      case NUMBER -> number(node.text());
      case TEXT, NOTHING -> node.text();
    };
  }

  /** A whole number; the text itself if it is another one. */
  private static Object number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** The text of a key; empty if it is not there. */
  private static String text(YamlNode node, String key) {
    String text = node.textOf(key);
    return text == null ? "" : text;
  }

  private static @Nullable PostfixVersion release(YamlNode root, String key) {
    String text = root.textOf(key);
    return text == null ? null : PostfixVersion.parse(text);
  }
}
