package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.language.YamlNode;
import io.github.posttlslint.run.rule.YamlForm.Choice;
import io.github.posttlslint.run.rule.YamlForm.KeyForm;
import io.github.posttlslint.run.rule.YamlForm.Many;
import io.github.posttlslint.run.rule.YamlForm.Mapping;
import io.github.posttlslint.run.rule.YamlForm.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a rule file: its keys, at every depth. {@code rules/rule.schema.json} tells editors
 * the same, and has more to say about the rules that come with the tool.
 */
final class RuleForm {

  private static final YamlForm TEXT = new Text(Limits.RULE_TEXT);
  private static final YamlForm SENTENCE = new Text(Limits.RULE_SENTENCE);
  private static final YamlForm CONDITION = new YamlForm.Condition();
  private static final YamlForm TRUTH = new YamlForm.Only(YamlNode.Form.TRUTH);
  private static final YamlForm RELEASE = new YamlForm.Release();
  private static final YamlForm ANYTHING = new YamlForm.Anything();
  private static final YamlForm NAMES = new Many(TEXT, true, Limits.RULE_LIST);

  /** The keys of a rule. */
  static final Mapping RULE =
      new Mapping(
          "a rule",
          List.of(
              KeyForm.required("id", TEXT),
              KeyForm.required("severity", new Choice(List.of("error", "warning", "note"))),
              KeyForm.of("milder", milder()),
              KeyForm.required("title", SENTENCE),
              KeyForm.required("judges", TEXT),
              KeyForm.of("since", RELEASE),
              KeyForm.of("until", RELEASE),
              KeyForm.of("own-parameters", NAMES),
              KeyForm.required("when", CONDITION),
              KeyForm.required("message", SENTENCE),
              KeyForm.of("help", new Many(SENTENCE, true, Limits.RULE_LIST)),
              KeyForm.of("at", NAMES),
              KeyForm.of("related", new Many(related(), false, Limits.RULE_LIST)),
              KeyForm.of("fix", fix()),
              KeyForm.required("why", TEXT),
              KeyForm.required("mend", TEXT),
              KeyForm.of("references", new Many(reference(), false, Limits.RULE_LIST)),
              KeyForm.of("tags", new Many(TEXT, false, Limits.RULE_LIST)),
              KeyForm.of("suppressible", TRUTH),
              KeyForm.of("not-with", new Many(TEXT, false, Limits.RULE_LIST)),
              KeyForm.of("yields-to", new Many(winner(), true, Limits.RULE_LIST)),
              KeyForm.of("evidence", evidence()),
              KeyForm.of("examples", examples())));

  private RuleForm() {}

  private static YamlForm milder() {
    return new Mapping(
        "milder",
        List.of(
            KeyForm.required("severity", new Choice(List.of("warning", "note"))),
            KeyForm.required("when", CONDITION)));
  }

  private static YamlForm related() {
    return new Mapping(
        "a related place",
        List.of(KeyForm.required("at", TEXT), KeyForm.required("message", SENTENCE)));
  }

  private static YamlForm winner() {
    return new YamlForm.Either(
        TEXT,
        new Mapping(
            "a rule to yield to",
            List.of(
                KeyForm.required("rule", TEXT),
                KeyForm.required("same", new Choice(SameCause.labels())))));
  }

  private static YamlForm fix() {
    return new Mapping(
        "fix",
        List.of(
            KeyForm.required("safe", TRUTH),
            KeyForm.required("description", SENTENCE),
            KeyForm.of("replace", NAMES),
            KeyForm.of("remove", NAMES),
            KeyForm.of("word", TEXT),
            KeyForm.of("with", new YamlForm.MaybeEmpty(Limits.RULE_SENTENCE))));
  }

  private static YamlForm reference() {
    return new YamlForm.Either(
        SENTENCE,
        new Mapping(
            "a reference",
            List.of(KeyForm.required("text", SENTENCE), KeyForm.required("url", SENTENCE))));
  }

  private static YamlForm evidence() {
    return new Mapping(
        "evidence",
        List.of(
            KeyForm.required(
                "by",
                new Choice(
                    List.of(
                        "postfix",
                        "stripped",
                        "openssl",
                        "postconf",
                        "postmap",
                        "check",
                        "argument"))),
            KeyForm.of("sees", new Many(TEXT, true, Limits.RULE_LIST)),
            KeyForm.of("with", Mapping.free("with")),
            KeyForm.of("supply", TRUTH),
            KeyForm.of("except", new Many(TEXT, true, Limits.RULE_LIST)),
            KeyForm.of("reason", TEXT)));
  }

  private static YamlForm examples() {
    YamlForm example = example();
    return new Mapping(
        "examples",
        List.of(
            KeyForm.of("bad", new Many(example, false, Integer.MAX_VALUE)),
            KeyForm.of("good", new Many(example, false, Integer.MAX_VALUE))));
  }

  private static YamlForm example() {
    YamlForm options =
        new Mapping(
            "options",
            List.of(
                KeyForm.of("files", new Choice(List.of("complete", "partial"))),
                KeyForm.of("now", TEXT),
                KeyForm.of("expiry-days", new YamlForm.Only(YamlNode.Form.NUMBER)),
                KeyForm.of("names", TEXT),
                KeyForm.of("openssl", TEXT),
                KeyForm.of("platform", TEXT),
                KeyForm.of("reasons", TRUTH)));
    return new Mapping(
        "an example",
        List.of(
            KeyForm.of("title", TEXT),
            KeyForm.of("release", RELEASE),
            KeyForm.of("expect", new Many(TEXT, true, Integer.MAX_VALUE)),
            KeyForm.of("options", options)),
        ANYTHING);
  }

  /** The keys of an example that are no file. */
  static List<String> exampleKeys() {
    List<String> keys = new ArrayList<>();
    ((Mapping) example()).keys().forEach(key -> keys.add(key.name()));
    return keys;
  }
}
