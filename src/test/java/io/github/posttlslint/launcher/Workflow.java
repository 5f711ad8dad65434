package io.github.posttlslint.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A workflow of GitHub, or a composite action.
 *
 * @param file where it lies
 * @param text what it is
 * @param tree the same, read
 */
record Workflow(Path file, String text, JsonNode tree) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Where GitHub looks for workflows. */
  static final Path FOLDER = Path.of(".github/workflows");

  /** The composite action of this repository. */
  static final Path ACTION = Path.of("action.yml");

  /** Reads a file. */
  static Workflow read(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  /** Reads a text. */
  static Workflow of(Path file, String text) throws IOException {
    return new Workflow(file, text, YAML.readTree(text));
  }

  /** All workflows of this repository. */
  static List<Workflow> all() throws IOException {
    List<Workflow> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  /** All workflows and the action. */
  static List<Workflow> withAction() throws IOException {
    List<Workflow> all = new ArrayList<>(all());
    all.add(read(ACTION));
    return all;
  }

  /** The jobs; none in an action. */
  List<JsonNode> jobs() {
    List<JsonNode> jobs = new ArrayList<>();
    tree.path("jobs").forEach(jobs::add);
    return jobs;
  }

  /** The steps of all jobs, or of the action. */
  List<JsonNode> steps() {
    List<JsonNode> steps = new ArrayList<>();
    jobs().forEach(job -> job.path("steps").forEach(steps::add));
    tree.at("/runs/steps").forEach(steps::add);
    return steps;
  }

  /**
   * A step by its name.
   *
   * @throws AssertionError if there is none
   */
  JsonNode step(String name) {
    for (JsonNode step : steps()) {
      if (step.path("name").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError(file + ": no step " + name);
  }

  /** What steps run. */
  List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    steps().stream()
        .filter(step -> step.has("run"))
        .forEach(s -> scripts.add(s.get("run").asText()));
    return scripts;
  }

  /** The actions and workflows of others, and our own, that are called. */
  List<String> uses() {
    List<String> uses = new ArrayList<>();
    Stream.concat(jobs().stream(), steps().stream())
        .filter(one -> one.has("uses"))
        .forEach(one -> uses.add(one.get("uses").asText()));
    return uses;
  }
}
