package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tells on what the figures were measured. */
final class Machine {

  private Machine() {}

  /** Prints the machine and the versions of all programs involved, as a Markdown list. */
  static void print(String load, List<Path> javas, Path anchors, PrintStream out)
      throws IOException, InterruptedException {
    out.printf(
        "- %s, %d × %s, Linux %s%n",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("os.version"));
    out.println("- " + load);
    for (Path java : javas) {
      String said = output(java.resolve("bin/java").toString(), "-version");
      out.printf("- %s%n", said.lines().skip(1).findFirst().orElse(said));
    }
    out.printf(
        "- Postfix %s, %s%n",
        output("postconf", "-d", "-h", "mail_version").strip(),
        output("openssl", "version").split(" \\(", 2)[0].strip());
    long roots =
        Files.readAllLines(anchors, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.startsWith("-----BEGIN "))
            .count();
    out.printf("- %d trust anchors of the system, and one more%n%n", roots);
  }

  private static String processor() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
      if (line.startsWith("model name")) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return System.getProperty("os.arch");
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
