package io.github.posttlslint.routes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.rule.RuleText.Example;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set-up of which a running Postfix 3.7.11 has shown what becomes of its mail; see {@code
 * src/test/resources/routes/kinds/README.md}.
 *
 * @param name the kind, the instance, and whether it is the broken or the right one
 * @param files of the set-up, as in examples of rules
 * @param expectation what is right to say of it
 */
record RouteKind(String name, Map<String, Object> files, Expectation expectation) {

  static final Path DIRECTORY = Path.of("src/test/resources/routes/kinds");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What is right to say. */
  sealed interface Expectation permits Fault, Right {
    /** What is wrong about these findings; empty if nothing is. */
    Optional<String> mistake(List<Finding> findings);
  }

  /**
   * Mail does not do what was meant: some finding tells it.
   *
   * @param places any of which the finding is at, or else points to, such as {@code main.cf:3}
   * @param least how grave it is at least
   * @param words that the finding has, in whatever case
   */
  record Fault(List<String> places, Severity least, List<String> words) implements Expectation {
    @Override
    public Optional<String> mistake(List<Finding> findings) {
      return findings.stream().anyMatch(this::isToldBy)
          ? Optional.empty()
          : Optional.of("nothing as grave as %s at one of %s".formatted(least.label(), places));
    }

    private boolean isToldBy(Finding finding) {
      String message = finding.message().toLowerCase(Locale.ROOT);
      return finding.severity().compareTo(least) >= 0
          && places.contains(place(finding))
          && words.stream().allMatch(word -> message.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static String place(Finding finding) {
      return finding.span().file() + ":" + finding.span().startLine();
    }
  }

  /**
   * Mail does what was meant: there is no error.
   *
   * @param never words that no finding has, for they would be untrue
   */
  record Right(List<String> never) implements Expectation {
    @Override
    public Optional<String> mistake(List<Finding> findings) {
      List<String> wrong =
          findings.stream()
              .filter(
                  one ->
                      one.severity() == Severity.ERROR
                          || never.stream().anyMatch(one.message()::contains))
              .map(one -> one.rule().id() + ": " + one.message())
              .toList();
      return wrong.isEmpty() ? Optional.empty() : Optional.of("it works, but: " + wrong);
    }
  }

  /** All of them, in the order of the files. */
  static List<RouteKind> readAll() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      sources = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<RouteKind> kinds = new ArrayList<>();
    for (Path source : sources) {
      String kind = source.getFileName().toString().replace(".yaml", "");
      for (JsonNode instance : YAML.readTree(Files.readString(source))) {
        String name = kind + "/" + instance.path("name").asText();
        for (String side : List.of("bad", "right", "good")) {
          if (instance.has(side)) {
            kinds.add(read(name + " " + side, instance.get(side)));
          }
        }
      }
    }
    return kinds;
  }

  private static RouteKind read(String name, JsonNode node) {
    Map<String, Object> files =
        YAML.convertValue(
            node.path("files"), new TypeReference<LinkedHashMap<String, Object>>() {});
    if (node.has("services")) {
      files.put("master.cf", masterCf(node.get("services").asText()));
    }
    JsonNode expect = node.path("expect");
    return new RouteKind(
        name, files, expect.isTextual() ? new Right(texts(node.path("never"))) : fault(expect));
  }

  /** The usual master.cf without the services that are given, and behind it these. */
  private static String masterCf(String services) {
    List<String> given =
        services.lines().filter(line -> !line.startsWith(" ")).map(RouteKind::entry).toList();
    return ExampleSetup.MASTER
            .lines()
            .filter(line -> !given.contains(entry(line)))
            .collect(Collectors.joining("\n", "", "\n"))
        + services;
  }

  private static String entry(String line) {
    String[] words = line.split(" +");
    return words[0] + "/" + words[1];
  }

  private static Fault fault(JsonNode expect) {
    return new Fault(
        texts(expect.path("at")),
        Objects.requireNonNull(Severity.of(expect.path("severity").asText())),
        texts(expect.path("words")));
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** The set-up as an example. */
  Example example() {
    return new Example(
        expectation instanceof Fault, name, "3.7", List.of(), Map.of("files", "complete"), files);
  }
}
