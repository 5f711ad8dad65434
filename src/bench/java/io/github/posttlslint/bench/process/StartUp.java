package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures single runs against hello-world on the same Java, in pairs. */
final class StartUp {

  private static final int MEMORY_RUNS = 3;

  private final List<Installation> installations;
  private final Path textOnly;
  private final Path setup;
  private final Path loop;
  private final Path reports;
  private final int pairs;

  /**
   * Prepares it.
   *
   * @param textOnly a setup that names no files
   * @param setup one with certificates and trust anchors
   * @param loop a directory with that setup, for the shell
   * @param reports the directory for reports
   * @param pairs how often each is run
   */
  StartUp(
      List<Installation> installations,
      Path textOnly,
      Path setup,
      Path loop,
      Path reports,
      int pairs) {
    this.installations = installations;
    this.textOnly = textOnly;
    this.setup = setup;
    this.loop = loop;
    this.reports = reports;
    this.pairs = pairs;
  }

  /** What the runs of a subject took, and those of hello-world beside them, in seconds. */
  private record Times(List<Double> own, List<Double> hello, double[] cpu) {
    Times() {
      this(new ArrayList<>(), new ArrayList<>(), new double[2]);
    }

    List<Double> ratios() {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        ratios.add(own.get(i) / hello.get(i));
      }
      return ratios;
    }
  }

  /** Runs all and prints the tables of times and of memory. */
  void print(PrintStream out) throws IOException, InterruptedException {
    Map<String, List<Run>> subjects = subjects();
    Map<Run, Times> times = new LinkedHashMap<>();
    subjects.values().forEach(runs -> runs.forEach(run -> times.put(run, new Times())));
    Load load = Load.begin();
    for (int pair = -1; pair < pairs; pair++) {
      for (List<Run> runs : subjects.values()) {
        for (int i = 0; i < runs.size(); i++) {
          // the first round only brings files into memory
          Times to = pair < 0 ? new Times() : times.get(runs.get(i));
          measure(runs.get(i), installations.get(i).hello(), pair % 2 == 0, to);
        }
      }
    }
    String others = load.end();
    printTimes(out, subjects, times);
    out.println(others + "\n");
    printMemory(out, subjects);
  }

  /** Which of the two comes first changes from pair to pair. */
  private static void measure(Run own, Run hello, boolean isHelloFirst, Times to)
      throws IOException, InterruptedException {
    for (int turn = 0; turn < 2; turn++) {
      boolean isHello = isHelloFirst == (turn == 0);
      double before = Load.ofChildren();
      double seconds = (isHello ? hello : own).seconds();
      (isHello ? to.hello() : to.own()).add(seconds);
      to.cpu()[isHello ? 1 : 0] += Load.ofChildren() - before;
    }
  }

  private Map<String, List<Run>> subjects() throws IOException {
    Map<String, List<Run>> subjects = new LinkedHashMap<>();
    String sarif = "sarif=" + reports.resolve("report.sarif");
    String html = "html=" + reports.resolve("report.html");
    subjects.put(
        "hello-world with the launcher's options",
        installations.stream().map(Installation::helloAsLaunched).toList());
    add(subjects, "`--version`", "--version");
    add(subjects, "setup that names no files", "check", textOnly.toString());
    add(subjects, "certificates, trust anchors", "check", setup.toString());
    add(subjects, "the same, SARIF written", "check", "-o", sarif, setup.toString());
    add(
        subjects,
        "the same, with a configuration file and a rule of its own",
        "check",
        "-o",
        sarif,
        "--config",
        "src/main/training/configured/.posttls-lint.yaml",
        setup.toString());
    add(subjects, "SARIF and HTML written", "check", "-o", sarif, "-o", html, setup.toString());
    addOther(subjects, "`postconf` and `openssl` in a shell", "src/bench/loop", loop.toString());
    String script = "src/main/launcher/posttls-lint";
    addOther(subjects, "`shellcheck`, " + lines(script), "shellcheck", script);
    addOther(subjects, "`yamllint`, " + lines("action.yml"), "yamllint", "action.yml");
    return subjects;
  }

  private static String lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).size() + " lines";
  }

  /** Another program, where it can be had. */
  private void addOther(Map<String, List<Run>> subjects, String title, String... command) {
    boolean isThere = command[0].indexOf('/') >= 0;
    for (String directory : System.getenv("PATH").split(":", -1)) {
      isThere |= Files.isExecutable(Path.of(directory, command[0]));
    }
    if (isThere) {
      subjects.put(
          title,
          installations.stream()
              .map(one -> new Run(List.of(command), Map.of("BESIDE", one.name())))
              .toList());
    }
  }

  private void add(Map<String, List<Run>> subjects, String title, String... arguments) {
    subjects.put(title, installations.stream().map(one -> one.lint(arguments)).toList());
  }

  private void printTimes(PrintStream out, Map<String, List<Run>> subjects, Map<Run, Times> times) {
    out.println(
        "Time ÷ hello-world: median of "
            + pairs
            + " pairs (middle half); least ÷ least; processor time ÷ that of hello-world\n");
    printHead(out);
    Map<String, List<Double>> hellos = new LinkedHashMap<>();
    subjects.forEach(
        (title, runs) -> {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < runs.size(); i++) {
            Times one = times.get(runs.get(i));
            cells.add(
                "%s; %s; %s"
                    .formatted(
                        Numbers.spread(one.ratios()),
                        Numbers.number(Collections.min(one.own()) / Collections.min(one.hello())),
                        Numbers.number(one.cpu()[0] / one.cpu()[1])));
            hellos
                .computeIfAbsent(installations.get(i).name(), key -> new ArrayList<>())
                .addAll(one.hello());
          }
          printRow(out, title, cells);
        });
    List<String> base = new ArrayList<>();
    for (List<Double> all : hellos.values()) {
      base.add(
          "1 = %s ms, least %s ms"
              .formatted(
                  Numbers.number(1000 * Numbers.median(all)),
                  Numbers.number(1000 * Collections.min(all))));
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
