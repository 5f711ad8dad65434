package io.github.posttlslint.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.posttlslint.cases.Case.Expectation;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The set-ups in {@code src/test/resources/cases}, with their keys and tables made on the spot. */
final class Cases {

  static final Path DIRECTORY = Path.of("src/test/resources/cases");

  private static final int SECONDS = 120;

  private final Path work;

  /**
   * Prepares to make them.
   *
   * @param work an empty directory, into which others than its owner may look too
   */
  Cases(Path work) throws IOException {
    this.work = work;
    // the scripts of reports look for it two directories up
    Files.copy(DIRECTORY.resolve("lib.sh"), work.resolve("lib.sh"));
  }

  /** Names of the directories with one set-up each. */
  static List<String> plain() throws IOException {
    return directories(DIRECTORY).stream().filter(name -> name.matches("\\d{3}-.*")).toList();
  }

  /** Names of the directories after reports of users, with a broken and a fixed set-up each. */
  static List<String> reports() throws IOException {
    return directories(DIRECTORY.resolve("reports"));
  }

  private static List<String> directories(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).map(one -> "" + one.getFileName()).sorted().toList();
    }
  }

  /** Makes the set-up of a directory with one. */
  Case make(String name) throws IOException, InterruptedException {
    Path source = DIRECTORY.resolve(name);
    Path root = work.resolve(name);
    run(DIRECTORY.resolve("instantiate.sh").toAbsolutePath(), source.toAbsolutePath(), root);
    return new Case(
        name,
        root,
        List.of("--files", "complete", "--postfix-version", "3.7"),
        expectation(read(source)));
  }

  private static Expectation expectation(JsonNode text) {
    String problem = text.path("problem").asText();
    if (problem.equals("none")) {
      return new Case.Nothing();
    }
    String[] where = text.path("where").asText().split(":", 2);
    List<String> words = new ArrayList<>();
    text.path("must_mention").forEach(word -> words.add(word.asText()));
    return new Case.Told(
        problem, where[0], where.length > 1 ? Integer.parseInt(where[1]) : 0, words);
  }

  /**
   * Makes the set-ups of a report: the fixed one if there is one, and the broken one if {@code
   * expect.tsv} tells what is to be said of it.
   */
  List<Case> makeReport(String name) throws IOException, InterruptedException {
    Path source = DIRECTORY.resolve("reports").resolve(name);
    Path made = work.resolve("reports").resolve(name);
    copy(source, made);
    run(made.resolve("make-files.sh"));
    List<Case> cases = new ArrayList<>();
    Path fixed = made.resolve("fixed");
    if (Files.isDirectory(fixed)) {
      List<String> complete = List.of("--files", "complete");
      cases.add(new Case(name + " fixed", fixed, complete, new Case.Nothing()));
    }
    String[] expected = expected().get(name);
    if (expected != null) {
      JsonNode text = read(source);
      List<String> options = new ArrayList<>(List.of("--files", expected[1]));
      if (text.path("release").asText().matches("\\d+\\.\\d+.*")) {
        options.add("--postfix-version");
        options.add(text.path("release").asText().replaceFirst("(\\d+\\.\\d+).*", "$1"));
      }
      String problem = text.path("problem").asText();
      cases.add(
          new Case(
              name + " broken",
              made.resolve("broken"),
              options,
              new Case.Matched(problem, expected[2], expected[3])));
    }
    return cases;
  }

  /** The lines of the table of what is to be said of reports, by their names. */
  private static Map<String, String[]> expected() throws IOException {
    return Files.readAllLines(DIRECTORY.resolve("reports/expect.tsv")).stream()
        .map(line -> line.split("\t", -1))
        .collect(Collectors.toMap(columns -> columns[0], Function.identity()));
  }

  private static JsonNode read(Path source) throws IOException {
    return new YAMLMapper().readTree(source.resolve("expect.yaml").toFile());
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve("" + source.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Runs a script where it lies; others may read its files unless it says otherwise. */
  private void run(Path script, Path... arguments) throws IOException, InterruptedException {
    Path log = work.resolve("log");
    List<String> command = new ArrayList<>(List.of(Program.require("bash").toString(), "-c"));
    command.addAll(List.of("umask 022; exec bash \"$@\"", "bash", script.toString()));
    Stream.of(arguments).map(Path::toString).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(script.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MADE_CA", work.resolve("ca").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(script + " does not end");
    }
    if (process.exitValue() != 0) {
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      throw new AssertionError(script + " fails: " + said);
    }
  }
}
