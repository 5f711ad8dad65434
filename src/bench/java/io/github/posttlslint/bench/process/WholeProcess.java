package io.github.posttlslint.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures whole runs of the packaged program and prints tables; {@code src/bench/run} starts it.
 */
public final class WholeProcess {

  private static final Path WORK = Path.of("target/bench/work");
  private static final List<Path> SYSTEM_ANCHORS =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private WholeProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean quick = false;
    List<Path> javas = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--quick")) {
        quick = true;
      } else {
        javas.add(Path.of(argument).toRealPath());
      }
    }
    if (javas.isEmpty()) {
      javas.add(Path.of(System.getProperty("java.home")));
    }
    deleteWork();
    try {
      measure(javas, quick, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    } finally {
      deleteWork();
    }
  }

  private static void measure(List<Path> javas, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    String load = Load.before(); // before it makes some itself
    say("making setups and archives");
    List<Installation> installations = new ArrayList<>();
    for (Path java : javas) {
      installations.add(Installation.make(java, Files.createDirectories(WORK)));
    }
    Path anchors = SYSTEM_ANCHORS.stream().filter(Files::isReadable).findFirst().orElse(null);
    if (anchors == null) {
      throw new IOException("no trust anchors of the system in any of " + SYSTEM_ANCHORS);
    }
    Fleet fleet = new Fleet(WORK.resolve("pool"), anchors);
    Path textOnly = Fleet.makeTextOnly(WORK.resolve("text-only"));
    Path setup = fleet.make(WORK.resolve("one"), 1);
    ManySetups many = new ManySetups(installations, fleet, WORK, quick);
    Machine.print(load, javas, anchors, out);
    say("measuring single runs");
    new StartUp(installations, textOnly, setup, WORK.resolve("fleet-1"), WORK, quick ? 5 : 20)
        .print(out);
    say("measuring the shell loop");
    many.printLoop(out);
    say("measuring many setups");
    many.printGrowth(out);
  }

  private static void say(String doing) {
    System.err.println(doing + " ...");
  }

  private static void deleteWork() throws IOException {
    if (Files.exists(WORK)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(WORK)) {
        all = new ArrayList<>(files.toList());
      }
      for (int i = all.size() - 1; i >= 0; i--) {
        Files.delete(all.get(i));
      }
    }
  }
}
