package io.github.posttlslint.run.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The words of the built-in rules, as far as the style of CONTRIBUTING.md can be tested. */
class RuleWordsTest {

  /** Characters of {@code help} before its placeholders are filled. */
  private static final int LONGEST_HELP = 110;

  /** What the style has other words for; "there is no" is none of it. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "\\bmend(s|ed|ing)?\\b|(?<!\\bthere) (is|are) no (?!longer)|\\bleaves? out\\b|\\bset(up|up's|ups)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");

  private static final Pattern DOUBLE_BLANK = Pattern.compile("\\S {2,}\\S");

  /** What stands in quotation marks is as Postfix has it. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  private static final Pattern SECOND_SENTENCE = Pattern.compile("[.!?] +\\p{Lu}");

  private static final Map<String, JsonNode> RULES = new LinkedHashMap<>();

  @BeforeAll
  static void readRules() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (Stream<Path> files = Files.walk(Path.of("rules"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        JsonNode rule = yaml.readTree(file.toFile());
        RULES.put(rule.path("id").asText(), rule);
      }
    }
    assertThat(RULES).hasSizeGreaterThan(400);
  }

  /** The faults of all rules, as "id: text". */
  private static List<String> faults(
      Function<JsonNode, List<String>> texts, Predicate<String> isWrong) {
    List<String> faults = new ArrayList<>();
    RULES.forEach(
        (id, rule) ->
            texts.apply(rule).stream()
                .filter(isWrong)
                .forEach(text -> faults.add(id + ": " + text)));
    return faults;
  }

  /** One text or a list of them; none if the key is not there. */
  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
      texts.add(item.asText());
    }
    return texts;
  }

  private static List<String> related(JsonNode rule) {
    List<String> texts = new ArrayList<>();
    for (JsonNode place : rule.path("related")) {
      texts.add(place.path("message").asText().strip());
    }
    return texts;
  }

  /** All that people read. */
  private static List<String> prose(JsonNode rule) {
    List<String> texts = new ArrayList<>(related(rule));
    for (String key : List.of("title", "message", "help", "why", "mend")) {
      texts.addAll(texts(rule.path(key)));
    }
    texts.addAll(texts(rule.path("fix").path("description")));
    return texts;
  }

  @Test
  void everyRuleSaysWhatToDo() {
    List<String> without = new ArrayList<>();
    RULES.forEach((id, rule) -> without.addAll(rule.has("help") ? List.of() : List.of(id)));
    assertThat(without).isEmpty();
  }

  @Test
  void helpIsOneShortSentence() {
    assertThat(
            faults(
                rule -> texts(rule.path("help")),
                help ->
                    help.length() > LONGEST_HELP
                        || !help.endsWith(".")
                        || (!Character.isUpperCase(help.charAt(0)) && help.charAt(0) != '{')
                        || SECOND_SENTENCE.matcher(help).find()))
        .isEmpty();
  }

  @Test
  void titlesHaveNoFullStop() {
    assertThat(faults(rule -> texts(rule.path("title")), title -> title.strip().endsWith(".")))
        .isEmpty();
  }

  @Test
  void relatedPlacesAreToldBySentences() {
    assertThat(faults(RuleWordsTest::related, text -> !text.endsWith("."))).isEmpty();
  }

  @Test
  void noRuleHasAWordThatTheStyleHasAnotherFor() {
    assertThat(
            faults(
                RuleWordsTest::prose,
                text -> UNWANTED.matcher(PLACEHOLDER.matcher(text).replaceAll("x")).find()))
        .isEmpty();
  }

  @Test
  void nothingHasTwoBlanksInARow() {
    assertThat(
            faults(
                RuleWordsTest::prose,
                text -> DOUBLE_BLANK.matcher(QUOTED.matcher(text).replaceAll("x")).find()))
        .isEmpty();
  }

  @Test
  void everyExampleHasATitle() {
    List<String> without = new ArrayList<>();
    RULES.forEach(
        (id, rule) -> {
          for (JsonNode kind : rule.path("examples")) {
            for (JsonNode example : kind) {
              without.addAll(example.path("title").asText().isBlank() ? List.of(id) : List.of());
            }
          }
        });
    assertThat(without).isEmpty();
  }
}
