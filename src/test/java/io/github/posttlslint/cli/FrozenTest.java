package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.RuleYaml;
import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids and fingerprints that a release has had stay what they are: baselines, comments and code
 * hosts hold them. {@code -Dfrozen.write=X.Y.Z} writes down those of a release, once; nothing
 * changes them afterwards. A finding that is rightly not made any more is deleted from the file by
 * hand, with a line in CHANGELOG.
 */
class FrozenTest {

  private static final Path FROZEN = Path.of("src/test/resources/frozen");
  private static final String NOW = "2026-06-01T12:00:00Z";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path temp;

  /**
   * What a release has said of a set-up.
   *
   * @param release the release of Postfix that it is judged by; empty for what the files tell
   * @param sample a directory of the samples; empty for a set-up of these files
   * @param files texts by their names; without a master.cf, that of the frozen file
   * @param fingerprints of the findings, by rule
   */
  record Said(
      String release,
      String sample,
      Map<String, String> files,
      Map<String, List<String>> fingerprints) {}

  static Stream<Path> releases() throws IOException {
    write();
    try (Stream<Path> files = Files.list(FROZEN)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyIdIsThatOfARuleOrKnownAsAFormerOne(Path file) throws IOException {
    Set<String> rules = RuleFiles.builtIn(Path.of("rules")).keySet();
    JsonNode frozen = YAML.readTree(file.toFile());
    assertThat(frozen.get("rules")).hasSizeGreaterThan(500);
    for (JsonNode id : frozen.get("rules")) {
      assertThat(rules.contains(id.asText()) || FormerRules.now(id.asText()) != null)
          .as(id.asText())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void fingerprintsAreThoseOfTheRelease(Path file) throws IOException {
    List<String> lost = new ArrayList<>();
    int number = 0;
    JsonNode frozen = YAML.readTree(file.toFile());
    for (JsonNode one : frozen.get("set-ups")) {
      Said said = YAML.convertValue(one, Said.class);
      String master = frozen.get("master.cf").asText();
      Map<String, List<String>> now = judged(said, master, temp.resolve("" + number++));
      said.fingerprints()
          .forEach(
              (rule, prints) -> {
                for (String print : prints) {
                  if (!now.getOrDefault(rule, List.of()).contains(print)) {
                    lost.add(rule + " " + print + " of " + said.sample() + said.files());
                  }
                }
              });
    }
    assertThat(number).isGreaterThan(250);
    assertThat(lost).isEmpty();
  }

  @Test
  void formerIdsAreNoRulesAndLeadToRules() throws IOException {
    Set<String> rules = RuleFiles.builtIn(Path.of("rules")).keySet();
    String all =
        Files.readString(
            Path.of("src/main/resources/io/github/posttlslint/run/rule/former-rules.tsv"));
    List<String> lines = all.lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(lines).isSorted().hasSizeGreaterThan(20);
    for (String line : lines) {
      String id = line.split("\t")[0];
      assertThat(rules).doesNotContain(id).containsAll(Objects.requireNonNull(FormerRules.now(id)));
    }
  }

  private static Map<String, List<String>> judged(Said said, String master, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("master.cf"), master);
    for (Map.Entry<String, String> file : said.files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> words = new ArrayList<>(List.of("check", "-f", "json", "--now", NOW));
    if (!said.release().isEmpty()) {
      words.addAll(List.of("--postfix-version", said.release()));
    }
    words.add(said.sample().isEmpty() ? directory.toString() : said.sample());
    Map<String, List<String>> prints = new TreeMap<>();
    String json = Cli.run(words.toArray(String[]::new)).out();
    for (JsonNode finding : new ObjectMapper().readTree(json).get("findings")) {
      prints
          .computeIfAbsent(finding.get("rule").asText(), rule -> new ArrayList<>())
          .add(finding.get("fingerprint").asText());
    }
    return prints;
  }

  private static void write() throws IOException {
    String version = System.getProperty("frozen.write");
    if (version == null || Files.exists(FROZEN.resolve(version + ".yaml"))) {
      return;
    }
    Path temp = Files.createTempDirectory("frozen");
    Map<String, RuleYaml.Loaded> rules = RuleFiles.builtIn(Path.of("rules"));
    List<Said> setups = new ArrayList<>();
    for (String sample : samples()) {
      Said asked = new Said("", sample, Map.of(), Map.of());
      setups.add(new Said("", sample, Map.of(), judged(asked, ExampleSetup.MASTER, temp)));
    }
    Collection<RuleYaml.Loaded> all = new TreeMap<>(rules).values();
    for (RuleYaml.Loaded loaded : all) {
      said(loaded, temp).ifPresent(setups::add);
    }
    Map<String, Object> frozen = new LinkedHashMap<>();
    frozen.put("rules", new LinkedHashSet<>(new TreeMap<>(rules).keySet()));
    frozen.put("master.cf", ExampleSetup.MASTER);
    frozen.put("set-ups", setups);
    YAML.writeValue(FROZEN.resolve(version + ".yaml").toFile(), frozen);
  }

  /** What a rule's first example comes to that can be written to a directory as it is. */
  private static Optional<Said> said(RuleYaml.Loaded loaded, Path temp) throws IOException {
    String id = loaded.rule().id();
    int number = 0;
    for (Example example : loaded.text().examples()) {
      Said asked = asked(example);
      Path directory = temp.resolve(id + number++);
      List<String> prints =
          asked == null ? null : judged(asked, ExampleSetup.MASTER, directory).get(id);
      if (asked != null && prints != null) {
        return Optional.of(new Said(asked.release(), "", asked.files(), Map.of(id, prints)));
      }
    }
    return Optional.empty();
  }

  private static List<String> samples() {
    try (Stream<Path> all = Files.walk(Path.of("samples"))) {
      return all.filter(path -> path.endsWith("etc/postfix")).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bad example that has nothing but texts below the directory of main.cf; null for others. */
  private static @Nullable Said asked(Example example) {
    Map<String, String> files = new TreeMap<>();
    for (Map.Entry<String, Object> file : example.files().entrySet()) {
      if (!(file.getValue() instanceof String text) || file.getKey().startsWith("/")) {
        return null;
      }
      files.put(file.getKey(), text);
    }
    boolean isPlain = example.bad() && example.options().isEmpty();
    String release = Objects.requireNonNullElse(example.release(), "3.7");
    return isPlain ? new Said(release, "", files, Map.of()) : null;
  }
}
