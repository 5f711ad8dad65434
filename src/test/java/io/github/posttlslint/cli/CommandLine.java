package io.github.posttlslint.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the program in this process, with output that a test can read. */
final class CommandLine {

  private CommandLine() {}

  /** What a run gave. */
  record Result(int status, String out, String err) {}

  static Result run(Path current, String... args) {
    return run(current, new byte[0], args);
  }

  static Result run(Path current, byte[] input, String... args) {
    StringWriter out = new StringWriter();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            current,
            Map.of());
    int status = Main.run(List.of(args), terminal);
    return new Result(status, out.toString(), err.toString(StandardCharsets.UTF_8));
  }
}
