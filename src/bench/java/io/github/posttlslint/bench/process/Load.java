package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How busy the machine is with something else while figures are measured (proc(5)). */
final class Load {

  /** Above this many processors, figures are marked: a busy machine flatters ratios. */
  private static final double BUSY = 0.5;

  private static final double TICKS = 100; // USER_HZ, the same on all that Java runs on

  private final long start = System.nanoTime();
  private final double all;
  private final double own;

  private Load(double all, double own) {
    this.all = all;
    this.own = own;
  }

  /** Begins to watch. */
  static Load begin() throws IOException {
    return new Load(ofAll(), ofUs() + ofChildren());
  }

  /** How many processors others have used since then, as a line for people. */
  String end() throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    double others = (ofAll() - all - (ofUs() + ofChildren() - own)) / seconds;
    return String.format(
        Locale.ROOT,
        "Processors that other programs used meanwhile: %.2f%s",
        Math.max(0, others),
        mark(others));
  }

  /** The load of the last minute, as a line for people. */
  static String before() throws IOException {
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    return "load of the last minute before the start: " + load + mark(Double.parseDouble(load));
  }

  private static String mark(double processors) {
    return processors > BUSY ? " (**measured on a busy machine**)" : "";
  }

  /** Seconds of processor time of programs that were started here and have ended. */
  static double ofChildren() throws IOException {
    return sum(stat(), 13, 15);
  }

  private static double ofUs() throws IOException {
    return sum(stat(), 11, 13);
  }

  /** The fields behind the name, which can have blanks. */
  private static String[] stat() throws IOException {
    String line = Files.readString(Path.of("/proc/self/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
  }

  /** All that is neither idle nor waiting for a disk. */
  private static double ofAll() throws IOException {
    String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
    return sum(fields, 1, 4) + sum(fields, 6, 8);
  }

  private static double sum(String[] fields, int from, int to) {
    double ticks = 0;
    for (int i = from; i < to; i++) {
      ticks += Double.parseDouble(fields[i]);
    }
    return ticks / TICKS;
  }
}
