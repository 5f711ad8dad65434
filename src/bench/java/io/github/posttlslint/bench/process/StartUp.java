package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures single runs against hello-world on the same Java, in pairs. */
final class StartUp {

  private static final int MEMORY_RUNS = 3;

  private final List<Installation> installations;
  private final Path textOnly;
  private final Path setup;
  private final Path reports;
  private final int pairs;

  /**
   * Prepares it.
   *
   * @param textOnly a setup that names no files
   * @param setup one with certificates and trust anchors
   * @param reports the directory for reports
   * @param pairs how often each is run
   */
  StartUp(List<Installation> installations, Path textOnly, Path setup, Path reports, int pairs) {
    this.installations = installations;
    this.textOnly = textOnly;
    this.setup = setup;
    this.reports = reports;
    this.pairs = pairs;
  }

  /** Runs all and prints the tables of times and of memory. */
  void print(PrintStream out) throws IOException, InterruptedException {
    Map<String, List<Run>> subjects = subjects();
    Map<Run, List<Double>> ratios = new LinkedHashMap<>();
    Map<Run, List<Double>> hellos = new LinkedHashMap<>();
    subjects.values().forEach(runs -> runs.forEach(run -> ratios.put(run, new ArrayList<>())));
    for (int pair = -1; pair < pairs; pair++) {
      for (List<Run> runs : subjects.values()) {
        for (int i = 0; i < runs.size(); i++) {
          Run hello = installations.get(i).hello();
          // which of the two comes first changes from pair to pair
          double before = pair % 2 == 0 ? hello.seconds() : 0;
          double taken = runs.get(i).seconds();
          double base = pair % 2 == 0 ? before : hello.seconds();
          if (pair >= 0) { // the first round only brings files into memory
            ratios.get(runs.get(i)).add(taken / base);
            hellos.computeIfAbsent(hello, key -> new ArrayList<>()).add(base);
          }
        }
      }
    }
    printTimes(out, subjects, ratios, hellos);
    printMemory(out, subjects);
  }

  private Map<String, List<Run>> subjects() {
    Map<String, List<Run>> subjects = new LinkedHashMap<>();
    String sarif = "sarif=" + reports.resolve("report.sarif");
    String html = "html=" + reports.resolve("report.html");
    add(subjects, "`--version`", "--version");
    add(subjects, "setup that names no files", "check", textOnly.toString());
    add(subjects, "certificates, trust anchors", "check", setup.toString());
    add(subjects, "the same, SARIF written", "check", "-o", sarif, setup.toString());
    add(
        subjects,
        "the same, SARIF and HTML written",
        "check",
        "-o",
        sarif,
        "-o",
        html,
        setup.toString());
    return subjects;
  }

  private void add(Map<String, List<Run>> subjects, String title, String... arguments) {
    subjects.put(title, installations.stream().map(one -> one.lint(arguments)).toList());
  }

  private void printTimes(
      PrintStream out,
      Map<String, List<Run>> subjects,
      Map<Run, List<Double>> ratios,
      Map<Run, List<Double>> hellos) {
    out.println("Time ÷ hello-world: median of " + pairs + " pairs (middle half)\n");
    printHead(out);
    subjects.forEach(
        (title, runs) ->
            printRow(out, title, runs.stream().map(r -> Numbers.spread(ratios.get(r))).toList()));
    List<String> base = new ArrayList<>();
    for (Installation one : installations) {
      base.add("1 = " + Numbers.number(1000 * Numbers.median(hellos.get(one.hello()))) + " ms");
    }
    printRow(out, "hello-world", base);
    out.println();
  }

  private void printMemory(PrintStream out, Map<String, List<Run>> subjects)
      throws IOException, InterruptedException {
    out.println("Peak memory (resident): the most of " + MEMORY_RUNS + " runs\n");
    printHead(out);
    for (Map.Entry<String, List<Run>> subject : subjects.entrySet()) {
      printRow(out, subject.getKey(), peaks(subject.getValue()));
    }
    printRow(out, "hello-world", peaks(installations.stream().map(Installation::hello).toList()));
    out.println();
  }

  private static List<String> peaks(List<Run> runs) throws IOException, InterruptedException {
    List<String> peaks = new ArrayList<>();
    for (Run run : runs) {
      long peak = 0;
      for (int i = 0; i < MEMORY_RUNS; i++) {
        peak = Math.max(peak, run.cost().peak());
      }
      peaks.add(Numbers.mebibytes(peak));
    }
    return peaks;
  }

  private void printHead(PrintStream out) {
    printRow(out, "one run", installations.stream().map(Installation::name).toList());
    out.println(Numbers.rule(installations.size() + 1));
  }

  private static void printRow(PrintStream out, String title, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(title));
    row.addAll(cells);
    out.println(Numbers.row(row));
  }
}
