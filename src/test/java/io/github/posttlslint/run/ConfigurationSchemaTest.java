package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors are given knows what the program reads, and nothing else. */
class ConfigurationSchemaTest {

  private static final Path SCHEMA = Path.of("rules/configuration.schema.json");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static boolean isValid(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));
    return schema.validate(YAML.readTree(yaml).toString(), InputFormat.JSON).isEmpty();
  }

  private static List<String> keys(String pointer) throws IOException {
    JsonNode properties = new ObjectMapper().readTree(Files.readString(SCHEMA)).at(pointer);
    List<String> keys = new ArrayList<>();
    properties.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void keysAreThoseThatTheProgramReads() throws IOException {
    List<String> base = new ArrayList<>(ConfigurationReader.KEYS.keySet());
    base.add("overrides");
    base.add("extends");
    assertThat(keys("/properties")).containsExactlyInAnyOrderElementsOf(base);
    List<String> override = new ArrayList<>(ConfigurationReader.KEYS.keySet());
    override.add("paths");
    assertThat(keys("/properties/overrides/items/properties"))
        .containsExactlyInAnyOrderElementsOf(override);
  }

  @Test
  void fileWithEveryKeyIsValidAndReadWhole() throws Exception {
    String all =
        """
        extends: ../common.yaml
        postfix-version: "3.7"
        openssl-version: 3.0
        files: partial
        fail-on: never
        min-severity: note
        expiry-days: 30
        baseline: known
        require-reasons: true
        rules: [lint/rules]
        select: certkey
        exclude: [vendor]
        enable: mx-encrypt
        disable: [bad-boolean]
        severity: {dep-use-tls: error}
        names: [mx.example.org]
        zones: [zones/db.example.org]
        sts-policies: [example.org=mta-sts.txt]
        map: {/etc/postfix: mail}
        not-here: [/etc/letsencrypt]
        profile: [rfc9325]
        overrides:
          - paths: ["hosts/*"]
            names: [mx2.example.org]
        """;
    assertThat(isValid(all)).isTrue();
    Configuration configuration = ConfigurationReader.read(all);
    assertThat(configuration.base().options()).hasSize(ConfigurationReader.KEYS.size());
    assertThat(configuration.overrides()).hasSize(1);
    assertThat(configuration.base().of("name").get(0).line()).isEqualTo(16);
    assertThat(configuration.extended()).isEqualTo(new Configuration.Item("../common.yaml", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disabel: [x]",
        "severity: [x]",
        "disable: {a: b}",
        "disable: [[a]]",
        "overrides: [{disable: x}]",
        "overrides: {paths: x}",
        "overrides: [{paths: x, extends: y}]",
        "extends: [x]",
        "overrides: [{paths: x, y: z}]",
        "[a]"
      })
  void schemaAndProgramRefuseTheSameForms(String yaml) throws IOException {
    assertThat(isValid(yaml)).isFalse();
    assertThatThrownBy(() -> ConfigurationReader.read(yaml))
        .isInstanceOf(ConfigurationReader.MalformedException.class);
  }

  @Test
  void manualShowsEveryKeyInAFileThatIsRead() throws Exception {
    String example = Readme.block("yaml", "not-here");
    assertThat(isValid(example)).isTrue();
    assertThat(ConfigurationReader.read(example).base().options())
        .hasSize(ConfigurationReader.KEYS.size());
  }
}
