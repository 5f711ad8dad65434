package io.github.posttlslint.cli;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
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
    StringWriter err = new StringWriter();
    Terminal terminal = Terminal.of(new ByteArrayInputStream(input), out, err, current, Map.of());
    int status = Main.run(List.of(args), terminal);
    return new Result(status, out.toString(), err.toString());
  }
}
