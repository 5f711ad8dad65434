package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures one process that judges many setups: against a shell loop, and as their number grows.
 */
final class ManySetups {

  /** Above this, the loop's time is that of so many setups multiplied. */
  private static final int LOOPED = 100;

  private static final int BASE = 1000;

  /** A run after one that took so many seconds, which would take ten times as long, is left out. */
  private static final int LONGEST = 12;

  private static final List<String> FORMATS = List.of("text", "json", "sarif");

  private final List<Installation> installations;
  private final Map<Integer, Path> fleets = new TreeMap<>();
  private final boolean quick;

  /**
   * Makes the setups.
   *
   * @param directory where they are put
   */
  ManySetups(List<Installation> installations, Fleet fleet, Path directory, boolean quick)
      throws IOException {
    this.installations = installations;
    this.quick = quick;
    for (int count = 1; count <= (quick ? BASE : 10 * BASE); count *= 10) {
      fleets.put(count, fleet.make(directory.resolve("fleet-" + count), count));
    }
  }

  /** Runs the loop and the linter by turns and prints how many times faster the linter is. */
  void printLoop(PrintStream out) throws IOException, InterruptedException {
    out.println("Time of the shell loop ÷ time of posttls-lint: medians of runs by turns\n");
    List<String> head = new ArrayList<>(List.of("setups", "runs", "loop"));
    installations.forEach(one -> head.add(one.name()));
    out.println(Numbers.row(head));
    out.println(Numbers.rule(head.size()));
    double longest = 0;
    for (int count = 1; count <= BASE; count *= 10) {
      int runs = count == 1 ? 7 : count < LOOPED ? 3 : count == LOOPED && !quick ? 2 : 1;
      if (count <= LOOPED) {
        longest = printLoop(count, runs, 0, out);
      } else {
        printLoop(count, quick ? 1 : 3, longest * count / LOOPED, out);
      }
    }
    out.println(
        "\nThe loop's time for "
            + Numbers.count(BASE)
            + " setups is that for "
            + LOOPED
            + ", multiplied.\n");
  }

  /** Prints one line; the loop is not run if its time is given. */
  private double printLoop(int count, int runs, double given, PrintStream out)
      throws IOException, InterruptedException {
    String fleet = fleets.get(count).toString();
    Run loop = new Run(List.of("src/bench/loop", fleet), Map.of());
    List<Double> loops = new ArrayList<>();
    List<List<Double>> ratios = new ArrayList<>();
    installations.forEach(one -> ratios.add(new ArrayList<>()));
    for (int run = 0; run < runs; run++) {
      double looped = given > 0 ? given : loop.seconds();
      loops.add(looped);
      for (int i = 0; i < ratios.size(); i++) {
        ratios.get(i).add(looped / installations.get(i).check(fleet).seconds());
      }
    }
    double median = Numbers.median(loops);
    List<String> row = new ArrayList<>();
    row.add(Numbers.count(count));
    row.add(Integer.toString(runs));
    row.add(Numbers.number(median) + " s");
    ratios.forEach(values -> row.add(Numbers.number(Numbers.median(values)) + "×"));
    out.println(Numbers.row(row));
    return median;
  }

  /** Prints how time for a setup and memory change with the number of setups. */
  void printGrowth(PrintStream out) throws IOException, InterruptedException {
    out.printf(
        "Time for a setup, in all and ÷ that of %s setups; peak memory%n%n", Numbers.count(BASE));
    List<String> head = new ArrayList<>(List.of("Java", "setups"));
    head.addAll(FORMATS);
    out.println(Numbers.row(head));
    out.println(Numbers.rule(head.size()));
    for (Installation one : installations) {
      printGrowth(one, out);
    }
    out.println();
  }

  private void printGrowth(Installation one, PrintStream out)
      throws IOException, InterruptedException {
    Map<Integer, List<Run.Cost>> costs = new TreeMap<>();
    double longest = 0;
    for (Map.Entry<Integer, Path> fleet : fleets.entrySet()) {
      if (longest > LONGEST && fleet.getKey() > BASE) {
        continue;
      }
      List<Run.Cost> row = new ArrayList<>();
      for (String format : FORMATS) {
        Run check = one.check("-f", format, fleet.getValue().toString());
        row.add(middle(check, fleet.getKey() < BASE || !quick && fleet.getKey() == BASE ? 3 : 1));
      }
      longest = row.stream().mapToDouble(Run.Cost::seconds).max().orElse(0);
      costs.put(fleet.getKey(), row);
    }
    costs.forEach(
        (count, row) -> {
          List<String> cells = new ArrayList<>(List.of(one.name(), Numbers.count(count)));
          for (int i = 0; i < row.size(); i++) {
            double each = row.get(i).seconds() / count;
            double base = costs.get(BASE).get(i).seconds() / BASE;
            cells.add(
                "%s ms, %s, %s"
                    .formatted(
                        Numbers.number(1000 * each),
                        Numbers.number(each / base),
                        Numbers.mebibytes(row.get(i).peak())));
          }
          out.println(Numbers.row(cells));
        });
  }

  private static Run.Cost middle(Run run, int times) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    long peak = 0;
    for (int i = 0; i < times; i++) {
      Run.Cost cost = run.cost();
      seconds.add(cost.seconds());
      peak = Math.max(peak, cost.peak());
    }
    return new Run.Cost(Numbers.median(seconds), peak);
  }
}
