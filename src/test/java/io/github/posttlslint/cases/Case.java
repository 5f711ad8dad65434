package io.github.posttlslint.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set-up and what is right to say of it.
 *
 * @param name its name, and whether it is the broken or the fixed set-up of a report
 * @param root the directory that is judged, once its files are made
 * @param options of the command line
 * @param expectation what is right to say
 */
record Case(String name, Path root, List<String> options, Expectation expectation) {

  /** What is right to say. */
  sealed interface Expectation permits Nothing, Told, Matched {

    /**
     * What is wrong about these findings, as the JSON report has them; empty if nothing is.
     *
     * @param findings all findings of the set-up
     */
    Optional<String> mistake(List<JsonNode> findings);
  }

  /** The set-up works: there must be no error. */
  record Nothing() implements Expectation {
    @Override
    public Optional<String> mistake(List<JsonNode> findings) {
      List<String> errors =
          findings.stream()
              .filter(finding -> severity(finding).equals("error"))
              .map(finding -> finding.path("rule").asText())
              .toList();
      return errors.isEmpty() ? Optional.empty() : Optional.of("right, but errors: " + errors);
    }
  }

  /**
   * An error or a warning tells the fault: it, or a place that belongs to it, stands within two
   * lines of the fault and has one of the words, or it has all of them wherever it stands.
   *
   * @param line 0 for anywhere in the file
   */
  record Told(String problem, String file, int line, List<String> words) implements Expectation {
    @Override
    public Optional<String> mistake(List<JsonNode> findings) {
      boolean told =
          findings.stream()
              .filter(finding -> !severity(finding).equals("note"))
              .anyMatch(this::isToldBy);
      return told ? Optional.empty() : Optional.of("not told: " + problem);
    }

    private boolean isToldBy(JsonNode finding) {
      List<JsonNode> places = new ArrayList<>(List.of(finding));
      finding.path("related").forEach(places::add);
      Stream<String> wanted = words.stream();
      return places.stream().anyMatch(this::isHere)
          ? wanted.anyMatch(word -> has(finding, word))
          : !words.isEmpty() && wanted.allMatch(word -> has(finding, word));
    }

    private boolean isHere(JsonNode place) {
      return Path.of(place.path("file").asText()).endsWith(file)
          && (line == 0 || Math.abs(place.path("line").asInt() - line) <= 2);
    }

    private static boolean has(JsonNode finding, String word) {
      return finding.toString().toLowerCase().contains(word.toLowerCase());
    }
  }

  /** Some finding, at least as grave as this, has the pattern somewhere. */
  record Matched(String problem, String least, String pattern) implements Expectation {
    private static final List<String> SEVERITIES = List.of("note", "warning", "error");

    @Override
    public Optional<String> mistake(List<JsonNode> findings) {
      boolean told =
          findings.stream()
              .filter(one -> SEVERITIES.indexOf(severity(one)) >= SEVERITIES.indexOf(least))
              .anyMatch(one -> one.toString().matches("(?s).*(" + pattern + ").*"));
      return told ? Optional.empty() : Optional.of("not told: " + problem);
    }
  }

  /** What is wrong about what the linter says; empty if nothing is. */
  Optional<String> mistake() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "json"));
    arguments.addAll(options);
    arguments.add(root.toString());
    Cli.Run run = Cli.run(arguments.toArray(String[]::new));
    JsonNode findings = new ObjectMapper().readTree(run.out()).path("findings");
    if (!findings.isArray()) {
      throw new AssertionError(name + " is not judged: " + run.err());
    }
    List<JsonNode> all = new ArrayList<>();
    findings.forEach(all::add);
    return expectation.mistake(all);
  }

  private static String severity(JsonNode finding) {
    return finding.path("severity").asText();
  }
}
