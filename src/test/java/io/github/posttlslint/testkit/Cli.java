package io.github.posttlslint.testkit;

import io.github.posttlslint.cli.Main;
import io.github.posttlslint.cli.Terminal;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the program in this process. */
public final class Cli {

  private Cli() {}

  /**
   * What a run left.
   *
   * @param status exit status
   * @param out standard output
   * @param err standard error
   */
  public record Run(int status, String out, String err) {}

  /** Runs with the project's root as the current directory. */
  public static Run run(String... arguments) {
    return runIn(Path.of(""), arguments);
  }

  /** Runs with another current directory. */
  public static Run runIn(Path directory, String... arguments) {
    return run(directory, Map.of(), arguments);
  }

  /** Runs with these environment variables. */
  public static Run runWith(Map<String, String> environment, String... arguments) {
    return run(Path.of(""), environment, arguments);
  }

  /** Runs with another current directory and these environment variables. */
  public static Run run(Path directory, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            List.of(arguments),
            Terminal.of(
                java.io.InputStream.nullInputStream(),
                out,
                err,
                directory.toAbsolutePath(),
                environment));
    return new Run(status, out.toString(), err.toString());
  }
}
