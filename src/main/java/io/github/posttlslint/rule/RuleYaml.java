package io.github.posttlslint.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.RuleText.Example;
import io.github.posttlslint.rule.RuleText.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule file. {@code rules/rule.schema.json} describes its form. */
public final class RuleYaml {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "severity",
          "milder",
          "title",
          "judges",
          "since",
          "until",
          "when",
          "message",
          "at",
          "related",
          "fix",
          "why",
          "mend",
          "references",
          "tags",
          "examples",
          "evidence",
          "suppressible");
  private static final Set<String> EXAMPLE_KEYS = Set.of("title", "release", "expect", "options");

  private static final int MOST_NESTING = 100;

  private final YAMLFactory factory =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
          .build();
  private final ObjectMapper mapper =
      new ObjectMapper(factory)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** A rule with its explanation. */
  public record Loaded(Rule rule, RuleText text) {}

  /**
   * Reads a rule file.
   *
   * @param group the folder it lies in
   * @param name the file's name without ending, which the id must repeat
   * @throws RuleException if it is not a rule
   */
  public Loaded read(String group, String name, String yaml) {
    JsonNode root;
    try {
      refuseAliases(yaml);
      root = mapper.readTree(yaml);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new RuleException("line " + line + ": not YAML: " + YamlWords.reason(e));
    }
    if (root == null || !root.isObject()) {
      throw new RuleException("expected a mapping with the keys of a rule");
    }
    root.fieldNames().forEachRemaining(key -> known(key, KEYS, "a rule"));
    String id = text(root, "id");
    if (!id.equals(name)) {
      throw new RuleException("id '" + id + "' is not the file's name '" + name + "'");
    }
    return new Loaded(rule(id, group, root), ruleText(root));
  }

  /** Jackson would take an alias for a text, and a type for nothing. */
  private void refuseAliases(String yaml) throws JsonProcessingException {
    try (YAMLParser parser = factory.createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (parser.isCurrentAlias() || parser.getTypeId() != null) {
          int line = parser.currentTokenLocation().getLineNr();
          throw new RuleException(
              "line " + line + ": aliases (*name) and types (!name) are not allowed here");
        }
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new RuleException("not YAML");
    }
  }

  private static Rule rule(String id, String group, JsonNode root) {
    Severity severity = severity(root);
    List<Rule.RelatedPlace> related = new ArrayList<>();
    for (JsonNode place : list(root, "related")) {
      related.add(new Rule.RelatedPlace(text(place, "at"), template(place, "message")));
    }
    return new Rule(
        id,
        group,
        severity,
        sentence(root, "title"),
        text(root, "judges"),
        release(root, "since"),
        release(root, "until"),
        ExpressionParser.parse(text(root, "when")),
        template(root, "message"),
        strings(root.path("at")),
        related,
        fix(root.get("fix")),
        milder(root.get("milder")),
        root.path("suppressible").asBoolean(true));
  }

  private static Severity severity(JsonNode node) {
    Severity severity = Severity.of(text(node, "severity"));
    if (severity == null) {
      throw new RuleException(
          "severity '" + text(node, "severity") + "': expected error, warning or note");
    }
    return severity;
  }

  private static Rule.@Nullable Milder milder(@Nullable JsonNode milder) {
    return milder == null
        ? null
        : new Rule.Milder(severity(milder), ExpressionParser.parse(text(milder, "when")));
  }

  private static Rule.@Nullable FixRecipe fix(@Nullable JsonNode fix) {
    if (fix == null) {
      return null;
    }
    JsonNode replace = fix.get("replace");
    return new Rule.FixRecipe(
        fix.path("safe").asBoolean(false),
        template(fix, "description"),
        replace == null ? null : replace.asText(),
        fix.path("with").asText("").isBlank() ? Template.parse("") : template(fix, "with"));
  }

  private static RuleText ruleText(JsonNode root) {
    List<Reference> references = new ArrayList<>();
    for (JsonNode reference : list(root, "references")) {
      references.add(
          reference.isTextual()
              ? new Reference(bounded(reference.asText(), "references", Limits.RULE_SENTENCE), null)
              : new Reference(sentence(reference, "text"), sentence(reference, "url")));
    }
    List<Example> examples = new ArrayList<>();
    for (String kind : List.of("bad", "good")) {
      for (JsonNode example : root.path("examples").path(kind)) {
        examples.add(example(kind.equals("bad"), example));
      }
    }
    return new RuleText(
        bounded(text(root, "why").strip(), "why", Limits.RULE_TEXT),
        bounded(text(root, "mend").strip(), "mend", Limits.RULE_TEXT),
        references,
        strings(list(root, "tags")),
        examples);
  }

  private static Example example(boolean bad, JsonNode node) {
    Map<String, Object> files = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (!EXAMPLE_KEYS.contains(entry.getKey())) {
                files.put(entry.getKey(), plain(entry.getValue()));
              }
            });
    node.path("options")
        .properties()
        .forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
    return new Example(
        bad,
        node.hasNonNull("title") ? node.get("title").asText() : null,
        node.hasNonNull("release") ? node.get("release").asText() : null,
        strings(node.path("expect")),
        options,
        files);
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(plain(item)));
      return list;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isIntegralNumber() ? (Object) node.asLong() : node.asText();
  }

  private static void known(String key, Set<String> keys, String where) {
    if (!keys.contains(key)) {
      throw new RuleException("unknown key " + YamlWords.key(key) + " of " + where);
    }
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || !value.isValueNode() || value.asText().isBlank()) {
      throw new RuleException("key '" + key + "' is missing or empty");
    }
    return value.asText();
  }

  /** What every finding of the rule repeats. */
  private static String sentence(JsonNode node, String key) {
    return bounded(text(node, key), key, Limits.RULE_SENTENCE);
  }

  private static Template template(JsonNode node, String key) {
    Template template = Template.parse(sentence(node, key));
    if (template.placeholders().size() > Limits.RULE_LIST) {
      throw new RuleException("key '" + key + "': more than " + Limits.RULE_LIST + " placeholders");
    }
    return template;
  }

  private static String bounded(String text, String key, int most) {
    if (text.length() > most) {
      throw new RuleException("key '" + key + "': longer than " + most + " characters");
    }
    return text;
  }

  private static JsonNode list(JsonNode node, String key) {
    JsonNode list = node.path(key);
    if (list.size() > Limits.RULE_LIST) {
      throw new RuleException("key '" + key + "': more than " + Limits.RULE_LIST + " entries");
    }
    return list;
  }

  private static @Nullable PostfixVersion release(JsonNode root, String key) {
    JsonNode value = root.get(key);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw new RuleException("key '" + key + "': put the release in quotes, such as \"3.10\"");
    }
    PostfixVersion release = PostfixVersion.parse(value.asText());
    if (release == null) {
      throw new RuleException("key '" + key + "': '" + value.asText() + "' is not a release");
    }
    return release;
  }

  private static List<String> strings(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
