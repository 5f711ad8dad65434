package io.github.posttlslint.run.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.posttlslint.referee.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rule files against the schema that editors are given, and the schema against them. */
class RuleSchemaTest {

  private static final Path RULES = Path.of("rules");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Schema schema = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(RULES.resolve("rule.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Error> errors(JsonNode rule) {
    return schema.validate(rule.toString(), InputFormat.JSON);
  }

  private static ObjectNode rule() throws IOException {
    return (ObjectNode)
        YAML.readTree(Files.readString(RULES.resolve("syntax/param-case-mismatch.yaml")));
  }

  private void assertRefused(Consumer<ObjectNode> change) throws IOException {
    ObjectNode rule = rule();
    change.accept(rule);
    assertThat(errors(rule)).isNotEmpty();
  }

  @Test
  void everyRuleFileKeepsToTheSchema() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(RULES)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(errors(YAML.readTree(Files.readString(file)))).as("%s", file).isEmpty();
    }
  }

  /** What the schema asks of the rules that come with the tool, and the reader of none. */
  private static final List<String> ASKED_OF_BUILT_IN =
      List.of("references", "examples", "bad", "good");

  @Test
  void schemaAndReaderHaveTheSameKeysAtEveryDepth() throws IOException {
    JsonNode root = YAML.readTree(Files.readString(RULES.resolve("rule.schema.json")));
    compare(RuleForm.RULE, root, root, "a rule");
    String readme = Files.readString(RULES.resolve("README.md"));
    for (YamlForm.KeyForm key : RuleForm.RULE.keys()) {
      assertThat(readme).contains("`" + key.name() + "`");
    }
  }

  private static void compare(YamlForm form, JsonNode given, JsonNode root, String where) {
    JsonNode schema = given;
    while (schema.has("$ref")) {
      schema = root.at(schema.get("$ref").asText().substring(1));
    }
    if (form instanceof YamlForm.Many many) {
      compare(many.item(), schema.has("items") ? schema.get("items") : schema, root, where);
    } else if (form instanceof YamlForm.Either either) {
      compare(either.mapping(), schema.get("oneOf").get(1), root, where);
    } else if (form instanceof YamlForm.Choice choice) {
      List<String> words = new ArrayList<>();
      schema.get("enum").forEach(word -> words.add(word.asText()));
      assertThat(words).as(where).isEqualTo(choice.words());
    } else if (form instanceof YamlForm.Mapping mapping && !mapping.keys().isEmpty()) {
      List<String> required = new ArrayList<>();
      schema.path("required").forEach(key -> required.add(key.asText()));
      required.removeAll(ASKED_OF_BUILT_IN);
      List<String> names = new ArrayList<>();
      schema.get("properties").fieldNames().forEachRemaining(names::add);
      names.removeAll(List.of("main.cf", "master.cf"));
      assertThat(mapping.keys())
          .as(where)
          .extracting(YamlForm.KeyForm::name)
          .containsExactlyInAnyOrderElementsOf(names);
      assertThat(mapping.keys())
          .as(where)
          .filteredOn(YamlForm.KeyForm::required)
          .extracting(YamlForm.KeyForm::name)
          .containsExactlyInAnyOrderElementsOf(required);
      for (YamlForm.KeyForm key : mapping.keys()) {
        compare(
            key.form(), schema.at("/properties/" + key.name()), root, where + ", " + key.name());
      }
    }
  }

  @Test
  void everyErrorIsProvedOrArgued() throws IOException {
    assertThat(Proofs.read().unproved()).isEmpty();
  }

  @Test
  void evidenceNamesWhatIsSeenOrWhyNothingIs() throws IOException {
    ObjectNode rule = rule();
    assertThat(errors(rule)).isEmpty();
    assertRefused(one -> ((ObjectNode) one.get("evidence")).remove("sees"));
    assertRefused(one -> ((ObjectNode) one.get("evidence")).put("by", "hearsay"));
    assertRefused(one -> ((ObjectNode) one.get("evidence")).put("by", "argument"));
  }

  @Test
  void everyKeyThatIsNeededIsNeeded() throws IOException {
    for (String key :
        List.of("id", "severity", "title", "judges", "when", "message", "why", "mend")) {
      assertRefused(rule -> rule.remove(key));
    }
    assertRefused(rule -> ((ObjectNode) rule.get("examples")).remove("good"));
    assertRefused(rule -> ((ObjectNode) rule.get("fix")).remove("description"));
  }

  @Test
  void misspeltKeysAreRefused() throws IOException {
    assertRefused(rule -> rule.put("wehn", "true"));
    assertRefused(rule -> ((ObjectNode) rule.get("fix")).put("save", true));
    assertRefused(rule -> ((ObjectNode) rule.at("/examples/bad/0/options")).put("file", "partial"));
  }

  @Test
  void valuesOfTheWrongKindAreRefused() throws IOException {
    assertRefused(rule -> rule.put("severity", "fatal"));
    assertRefused(rule -> rule.put("since", 3.1));
    assertRefused(rule -> rule.put("title", "A sentence, which a title is not."));
    assertRefused(rule -> rule.put("id", "Param_Case"));
    assertRefused(rule -> ((ObjectNode) rule.at("/examples/bad/0")).putArray("expect").add("2"));
  }
}
